import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { openDuck } from '../../../src/files/bounded-duckdb.ts';

/** Writes what a query gives as Parquet that packs well. */
async function parquet(path: string, query: string, more = ''): Promise<void> {
  const duck = await openDuck();
  try {
    await duck.connection.run(`COPY (${query}) TO '${path}' (FORMAT parquet, COMPRESSION zstd${more})`);
  } finally {
    duck.close();
  }
}

const ROW =
  "'vpce-1' AS endpoint_id, 'use1-az1' AS az, TIMESTAMP '2026-10-01' AS start, 60 AS period_seconds, 1 AS bytes";
const HEAD = 'endpoint_id,az,start,period_seconds,bytes\n';

/** Throughput files that are small and unpack to a lot. */
export const THROUGHPUT_BOMBS: Readonly<Record<string, (folder: string) => Promise<string>>> = {
  'Parquet of 5 million equal rows': async (folder) => {
    await parquet(`${folder}/t.parquet`, `SELECT ${ROW} FROM range(5000000)`);
    return `${folder}/t.parquet`;
  },
  'Parquet of 60,000 long values': async (folder) => {
    await parquet(
      `${folder}/t.parquet`,
      `SELECT repeat('x', 20000) || (i % 3) AS endpoint_id, 'use1-az1' AS az, TIMESTAMP '2026-10-01' + INTERVAL (i) MINUTE AS start, 60 AS period_seconds, 1 AS bytes FROM range(60000) t(i)`,
      ', ROW_GROUP_SIZE 4096',
    );
    return `${folder}/t.parquet`;
  },
  'Parquet of a value of 60 MB': async (folder) => {
    await parquet(
      `${folder}/t.parquet`,
      `SELECT repeat('x', 60000000) AS endpoint_id, 'use1-az1' AS az, TIMESTAMP '2026-10-01' AS start, 60 AS period_seconds, 1 AS bytes FROM range(1)`,
    );
    return `${folder}/t.parquet`;
  },
  'Parquet of 4,900 columns': async (folder) => {
    const columns = Array.from({ length: 4900 }, (_, index) => `i AS c${index}`).join(', ');
    await parquet(`${folder}/t.parquet`, `SELECT ${ROW}, ${columns} FROM range(2000) t(i)`);
    return `${folder}/t.parquet`;
  },
  'Parquet of lists in lists': async (folder) => {
    await parquet(
      `${folder}/t.parquet`,
      `SELECT ${ROW}, [[range(1000) for x in range(50)] for y in range(20)] AS l FROM range(20)`,
    );
    return `${folder}/t.parquet`;
  },
  'CSV of 200,000 columns': async (folder) => {
    writeFileSync(`${folder}/t.csv`, `${HEAD.trim()}${',c'.repeat(200_000)}\n${'1,'.repeat(200_004)}1\n`);
    return `${folder}/t.csv`;
  },
};

const BILL =
  'bill/PayerAccountId,lineItem/UsageAccountId,lineItem/UsageStartDate,lineItem/UsageEndDate,lineItem/ProductCode,lineItem/UsageType,lineItem/UsageAmount,lineItem/UnblendedCost,lineItem/LineItemType,lineItem/ResourceId\n';

/** Bills that are small and unpack to a lot. */
export const BILL_BOMBS: Readonly<Record<string, (folder: string) => Promise<string>>> = {
  'a bill of one line of 300 MB, in gzip': async (folder) => {
    writeFileSync(
      `${folder}/b.csv.gz`,
      gzipSync(Buffer.concat([Buffer.from(BILL), Buffer.alloc(300 * 2 ** 20, 0x78)])),
    );
    return `${folder}/b.csv.gz`;
  },
  'a bill of a gigabyte of zeros, in gzip': async (folder) => {
    writeFileSync(`${folder}/b.csv.gz`, gzipSync(Buffer.concat([Buffer.from(BILL), Buffer.alloc(2 ** 30)])));
    return `${folder}/b.csv.gz`;
  },
  'a bill of 3 million equal lines, in gzip': async (folder) => {
    const line =
      '111122223333,111122223333,2026-10-01T00:00:00Z,2026-10-01T01:00:00Z,AmazonVPC,VpcEndpoint-Hours,1,0.01,Usage,vpce-1\n';
    const lines = gzipSync(Buffer.from(line.repeat(1_000_000)), { level: 1 });
    writeFileSync(
      `${folder}/b.csv.gz`,
      Buffer.concat([gzipSync(Buffer.from(BILL)), ...Array.from({ length: 3 }, () => lines)]),
    );
    return `${folder}/b.csv.gz`;
  },
  'a bill as Parquet of long values': async (folder) => {
    const names = BILL.trim()
      .split(',')
      .map((name) => `repeat('x', 20000) || (i % 3) AS "${name}"`);
    await parquet(`${folder}/b.parquet`, `SELECT ${names.join(', ')} FROM range(6000) t(i)`, ', ROW_GROUP_SIZE 2048');
    return `${folder}/b.parquet`;
  },
};
