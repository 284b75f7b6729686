import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { createGunzip, gunzipSync } from 'node:zlib';
import { decodeText } from '../../../core/decode-text.ts';
import { TollgateError } from '../../../core/errors.ts';
import { isGzip } from '../../../core/file-kind.ts';
import type { BillPath } from './bill-path.ts';

const START = 65_536;
/** Cost Explorer answers a few MB a page: what is larger is no answer of it. */
const MOST_BYTES = 268_435_456;

/** The text that a file begins with, unpacked; empty where it cannot be unpacked. Throws TG1007. */
export async function readStart({ path, name }: BillPath): Promise<string> {
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(START), 0, START, 0);
      const bytes = buffer.subarray(0, bytesRead);
      return plain(isGzip(bytes) ? await unpackedStart(path, START) : bytes);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new TollgateError('TG1007', `${name} cannot be read.`, { location: { file: name }, cause });
  }
}

const plain = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('utf8')
    .replace(/^\uFEFF/, '');

/** What a gzip file begins with, unpacked: `least` bytes or a few more; fewer where it is torn. */
export async function unpackedStart(path: string, least: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of createReadStream(path).pipe(createGunzip())) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= least) break;
    }
  } catch {
    // A torn archive is refused where it is read as a table.
  }
  return Buffer.concat(chunks);
}

/** The whole text of a small file, unpacked. Throws TG4071 and what decoding throws. */
export async function readWhole({ path, name }: BillPath): Promise<string> {
  const bytes = await readFile(path);
  try {
    return decodeText(isGzip(bytes) ? gunzipSync(bytes, { maxOutputLength: MOST_BYTES }) : bytes, name);
  } catch (cause) {
    if (cause instanceof TollgateError) throw cause;
    throw new TollgateError('TG4071', `${name} cannot be unpacked.`, { location: { file: name }, cause });
  }
}
