import { decodeText } from '../../../core/decode-text.ts';
import { TollgateError } from '../../../core/errors.ts';
import { isParquet } from '../../../core/file-kind.ts';
import type { TrafficFile } from '../../traffic-source.ts';
import { csvRows } from './memory/csv-rows.ts';
import { parquetRows } from './memory/parquet-rows.ts';
import { checkedRows } from './memory/rows.ts';
import { totalsOfRows } from './memory/totals-of-rows.ts';
import type { ReadTotals } from './read-totals.ts';

/** Far above the throughput of a network that a pull request changes: hourly rows of 2,000 zones for a month are 100 MiB. */
const MOST_BYTES = 200 * 2 ** 20;

/** What `read-totals.ts` answers, without a database: the whole file is held in memory. Throws TG1001, TG1005 and TG5017. */
export async function readTotals(files: readonly TrafficFile[]): Promise<ReadTotals> {
  const tables = [];
  for (const file of files) tables.push(await tableOf(file.name, await file.read()));
  const { kept, rejected, withoutOffset } = checkedRows(tables);
  return { totals: totalsOfRows(kept), rejected, withoutOffset };
}

async function tableOf(name: string, bytes: Uint8Array) {
  const location = { file: name };
  if (bytes.length === 0) throw new TollgateError('TG1001', `${name} is empty.`, { location });
  if (bytes.length > MOST_BYTES) {
    throw new TollgateError('TG5017', `${name} has more than 200 MiB, which the Action does not read.`, {
      location,
      hint: 'Write the measured traffic into a usage file with tollgate usage sync and give usage-file, or run the command line in the workflow (npm install --global tollgate).',
    });
  }
  return isParquet(bytes) ? parquetRows(bytes, name) : csvRows(decodeText(bytes, name), name);
}
