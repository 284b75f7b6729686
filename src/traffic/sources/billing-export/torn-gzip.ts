import { createReadStream } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { TollgateError } from '../../../core/errors.ts';
import { isGzip } from '../../../core/file-kind.ts';
import { type BillPath, firstBytes } from './bill-path.ts';

/**
 * Throws TG6002 where a gzip file ends before its end or does not hold what its checksum says: DuckDB reads such a file as far as it
 * goes and says nothing. It runs beside the reading of the lines, on another thread.
 */
export async function refuseTornGzip(files: readonly BillPath[], signal: AbortSignal): Promise<void> {
  for (const bill of files) {
    if (!isGzip(await firstBytes(bill))) continue;
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
    try {
      await pipeline(createReadStream(bill.path), createGunzip({ chunkSize: 1_048_576 }), nowhere, { signal });
    } catch (cause) {
      if (signal.aborted) return;
      throw new TollgateError('TG6002', `${bill.name} is a gzip file that is cut off or damaged.`, {
        location: { file: bill.name },
        hint: 'Give the file whole: download or copy it again.',
        cause,
      });
    }
  }
}
