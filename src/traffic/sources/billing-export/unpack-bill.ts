import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { openPromise as openZip } from 'yauzl';
import { TollgateError } from '../../../core/errors.ts';
import { isGzip } from '../../../core/file-kind.ts';
import { type BillPath, firstBytes } from './bill-path.ts';
import { unpackedStart } from './read-whole.ts';

/** Where unpacked files go; asked for only when there are some. */
export type Scratch = () => Promise<string>;

/** Letters that tell an encoding. */
const START = 4;

/** A zip that grows beyond this many times its size is no bill: CSV shrinks to a twentieth. */
const MOST_GROWTH = 500;
/** AWS delivers one file a zip; a year of hours would be 8,760. */
const MOST_MEMBERS = 10_000;

/** Gives files that DuckDB reads as they are: the members of a zip, and UTF-16 as UTF-8. Throws TG1001, TG1007 and TG6002. */
export async function unpackBill(bill: BillPath, scratch: Scratch): Promise<readonly BillPath[]> {
  const start = await firstBytes(bill);
  if (start.length === 0)
    throw new TollgateError('TG1001', `${bill.name} is empty.`, { location: { file: bill.name } });
  if (start.toString('latin1').startsWith('PK')) return unzip(bill, await scratch());
  const gzip = isGzip(start);
  const encoding = utf16Of(gzip ? await unpackedStart(bill.path, START) : start);
  return [encoding === undefined ? bill : await asUtf8(bill, encoding, gzip, await scratch())];
}

/** The first letters of a table in UTF-16: its mark, or every other byte zero where a program leaves the mark out. */
function utf16Of([a, b, c, d]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if ((a === 0xff && b === 0xfe) || (a !== 0 && b === 0 && c !== 0 && d === 0)) return 'utf-16le';
  return (a === 0xfe && b === 0xff) || (a === 0 && b !== 0 && c === 0 && d !== 0) ? 'utf-16be' : undefined;
}

let copies = 0;
const nextPath = (folder: string, ending: string): string => {
  copies += 1;
  return join(folder, `${copies}${ending}`);
};

async function asUtf8({ path, name }: BillPath, encoding: string, gzip: boolean, folder: string): Promise<BillPath> {
  const copy = nextPath(folder, '.csv');
  const decoder = new TextDecoder(encoding);
  const decode = new Transform({
    transform: (chunk: Uint8Array, _, done) => done(null, decoder.decode(chunk, { stream: true })),
    flush: (done) => done(null, decoder.decode()),
  });
  const unpack = gzip ? createGunzip() : new PassThrough();
  await pipeline(createReadStream(path), unpack, decode, createWriteStream(copy, { mode: 0o600 }));
  return { path: copy, name };
}

async function unzip({ path, name }: BillPath, folder: string): Promise<readonly BillPath[]> {
  const bills: BillPath[] = [];
  try {
    const zip = await openZip(path, { lazyEntries: true });
    const most = Math.max(zip.fileSize, 1024) * MOST_GROWTH;
    if (zip.entryCount > MOST_MEMBERS) throw new Error('it has more members than any bill');
    let size = 0;
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/') || entry.fileName.startsWith('__MACOSX/')) continue;
      size += entry.uncompressedSize;
      if (size > most) throw new Error('it grows beyond every bill');
      const copy = nextPath(folder, '');
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(copy, { mode: 0o600 }));
      bills.push({ path: copy, name: `${name}/${entry.fileName}` });
    }
  } catch (cause) {
    throw new TollgateError('TG6002', `${name} is a zip archive that cannot be read.`, {
      location: { file: name },
      hint: 'Unzip it, and give the files in it.',
      cause,
    });
  }
  if (bills.length > 0) return bills;
  throw new TollgateError('TG6002', `${name} is a zip archive without a file.`, { location: { file: name } });
}
