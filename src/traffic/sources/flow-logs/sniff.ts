import { open } from 'node:fs/promises';
import { constants, gunzipSync } from 'node:zlib';
import { TollgateError } from '../../../core/errors.ts';
import { isGzip, isParquet } from '../../../core/file-kind.ts';
import { columnOf, DEFAULT_FORMAT } from './schema.ts';

/** What a file holds, by its first bytes. */
export type FlowLogFormat =
  | { readonly kind: 'parquet' }
  | { readonly kind: 'text'; readonly gzip: boolean; readonly header: boolean; readonly columns: readonly string[] }
  | { readonly kind: 'empty' };

const HEAD_BYTES = 65_536;

/** Looks at the start of a file. Throws TG1007 (cannot be read), TG1005 (no flow log). */
export async function sniff(path: string): Promise<FlowLogFormat> {
  const head = await headOf(path);
  if (head.length === 0) return { kind: 'empty' };
  if (isParquet(head)) return { kind: 'parquet' };
  const gzip = isGzip(head);
  const text = (gzip ? inflated(head, path) : head).toString('utf8').replace(/^\ufeff/, '');
  const [line = ''] = text.split(/\r?\n/, 1);
  if (line.trim() === '') return { kind: 'empty' };
  return { kind: 'text', gzip, ...columnsOf(line.trim().split(' '), path) };
}

async function headOf(path: string): Promise<Buffer> {
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new TollgateError('TG1007', `${path} cannot be read.`, { location: { file: path }, cause });
  }
}

/** The head of a gzip file ends somewhere inside the stream, which is no error. */
function inflated(head: Buffer, path: string): Buffer {
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch (cause) {
    throw new TollgateError('TG1005', `${path} is damaged: it is not valid gzip.`, { location: { file: path }, cause });
  }
}

/** Field names of a header line; without one, the default format, which log groups put a time in front of when they are exported. */
function columnsOf(words: readonly string[], path: string): { header: boolean; columns: readonly string[] } {
  const named = words.map(columnOf);
  if (named.includes('interface_id') || named.includes('srcaddr') || named.includes('log_status')) {
    return { header: true, columns: named };
  }
  if (words.length === DEFAULT_FORMAT.length && /^\d+$/.test(words[0] ?? '')) {
    return { header: false, columns: DEFAULT_FORMAT };
  }
  if (words.length === DEFAULT_FORMAT.length + 1 && /^\d{4}-\d\d-\d\dT/.test(words[0] ?? '')) {
    return { header: false, columns: ['timestamp', ...DEFAULT_FORMAT] };
  }
  throw new TollgateError('TG1005', `${path} is no flow log: its first line is neither a header nor a record.`, {
    location: { file: path, line: 1 },
    hint: 'Give files as Amazon S3 delivers them, text with a header line or Parquet.',
  });
}
