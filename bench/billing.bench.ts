import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { openBill } from '../src/traffic/sources/billing-export/open-bill.ts';
import { type Benchmark, median, processorClock } from './harness.ts';

const ROWS = 20_000_000;
/** One line in this many is of an endpoint, as in a bill of a large organization: the rest is everything else AWS sells. */
const ENDPOINT_SHARE = 20;
const ROUNDS = 5;

/** A bill of the month with `ROWS` lines, the columns of CUR 2.0 that matter, as Parquet. */
async function writeBill(path: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '1GiB' });
  const connection = await instance.connect();
  await connection.run(`COPY (SELECT
      CASE WHEN i % ${ENDPOINT_SHARE} = 0 THEN 'AmazonVPC' ELSE 'AmazonEC2' END AS line_item_product_code,
      TIMESTAMP '2026-06-01' + to_hours((i // ${ENDPOINT_SHARE}) % 720) AS line_item_usage_start_date,
      TIMESTAMP '2026-06-01' + to_hours((i // ${ENDPOINT_SHARE}) % 720 + 1) AS line_item_usage_end_date,
      CASE WHEN i % ${ENDPOINT_SHARE} <> 0 THEN 'USE1-BoxUsage:m5.' || i % 40
        WHEN i % ${2 * ENDPOINT_SHARE} = 0 THEN 'USE1-VpcEndpoint-Hours' ELSE 'USE1-VpcEndpoint-Bytes' END AS line_item_usage_type,
      CASE WHEN i % ${ENDPOINT_SHARE} = 0 THEN 'VpcEndpoint' ELSE 'RunInstances' END AS line_item_operation,
      CASE WHEN i % ${ENDPOINT_SHARE} = 0 THEN 'arn:aws:ec2:us-east-1:111122223333:vpc-endpoint/vpce-' || i // ${ENDPOINT_SHARE} // 720 % 500
        ELSE 'i-' || i % 100000 END AS line_item_resource_id,
      'Usage' AS line_item_line_item_type, '111122223333' AS line_item_usage_account_id, 'USD' AS line_item_currency_code,
      'us-east-1' AS product_region_code, '{}' AS product,
      (i % 97) / 7.0::DOUBLE AS line_item_usage_amount, (i % 97) / 700.0::DOUBLE AS line_item_unblended_cost,
      (i % 97) / 690.0::DOUBLE AS pricing_public_on_demand_cost
    FROM range(${ROWS}) AS rows(i)) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
}

/** What an analyst would type: the same lines, added up by the same keys, and nothing else. */
const BARE = (
  path: string,
): string => `CREATE TABLE bare AS SELECT line_item_usage_start_date, line_item_usage_account_id,
    line_item_usage_type, line_item_operation, line_item_resource_id, line_item_line_item_type,
    sum(line_item_usage_amount) AS quantity, sum(line_item_unblended_cost) AS cost, sum(pricing_public_on_demand_cost) AS list
  FROM read_parquet('${path}') WHERE line_item_product_code = 'AmazonVPC' OR line_item_usage_type LIKE '%VpcEndpoint%' GROUP BY ALL`;

/** DuckDB's threads are this process's, so its processor time tells the work of both sides however busy the machine is. */
async function bareTime(path: string): Promise<number> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '1GiB' });
  const connection = await instance.connect();
  await connection.run('SET preserve_insertion_order = false');
  const start = processorClock();
  await connection.run(BARE(path));
  const taken = processorClock() - start;
  connection.closeSync();
  instance.closeSync();
  return taken;
}

async function oursTime(path: string): Promise<number> {
  const start = processorClock();
  const bill = await openBill([{ path, name: 'bill' }]);
  const taken = processorClock() - start;
  bill.close();
  return taken;
}

interface Measured {
  readonly speed: number;
  readonly peakGib: number;
}

let measured: Promise<Measured> | undefined;

async function measure(): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-bench-'));
  try {
    const path = join(folder, 'bill.parquet');
    await writeBill(path);
    const ratios: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const [bare, ours] = [await bareTime(path), await oursTime(path)];
      ratios.push(bare / ours);
    }
    return { speed: median(ratios), peakGib: process.resourceUsage().maxRSS / 2 ** 20 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const once = (): Promise<Measured> => {
  measured ??= measure();
  return measured;
};

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'speed of reading 20 million bill lines / bare DuckDB query',
    better: 'higher',
    measure: async () => (await once()).speed,
  },
  {
    name: 'peak memory of reading 20 million bill lines, GiB',
    better: 'lower',
    measure: async () => (await once()).peakGib,
  },
];
