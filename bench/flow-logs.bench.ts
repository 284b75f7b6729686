import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { FlowInventory } from '../src/traffic/flow-reading.ts';
import { readFlowLogs } from '../src/traffic/sources/flow-logs/read-flow-logs.ts';
import { type Benchmark, pairedRatioAsync, processorClock } from './harness.ts';

const RECORDS = 5_000_000;
const INTERFACES = 600;

/** Half of the interfaces are endpoints'; each talks to a thousand clients in its own VPC. */
const GENERATE = `SELECT 5 AS version, 'eni-' || lpad((n % ${INTERFACES})::VARCHAR, 17, '0') AS interface_id,
  CASE WHEN n % 2 = 0 THEN client ELSE own END AS srcaddr, CASE WHEN n % 2 = 1 THEN client ELSE own END AS dstaddr,
  (hash(n) % 60000)::INT AS srcport, 443 AS dstport, 6::BIGINT AS protocol, (hash(n) % 100)::BIGINT AS packets,
  (hash(n) % 100000)::BIGINT AS bytes, 1760000000 + n // 2000 AS start, 1760000060 + n // 2000 AS "end",
  'ACCEPT' AS action, 'OK' AS log_status, 'vpc-0123456789abcdef0' AS vpc_id, 'use1-az' || (n % 3 + 1) AS az_id,
  CASE WHEN n % 2 = 0 THEN 'ingress' ELSE 'egress' END AS flow_direction, 1 AS traffic_path,
  '-' AS pkt_src_aws_service, CASE WHEN n % 97 = 0 THEN 'S3' ELSE '-' END AS pkt_dst_aws_service,
  '-' AS pkt_srcaddr, '-' AS pkt_dstaddr
  FROM (SELECT n, '10.' || (n % 8) || '.' || (hash(n) % 4) || '.' || (hash(n + 1) % 250) AS client,
    '10.100.' || ((n % ${INTERFACES}) // 250) || '.' || ((n % ${INTERFACES}) % 250) AS own FROM range(${RECORDS}) t(n))`;

/** The sums that any reading of the same columns needs, without telling what they mean. */
const BARE = (file: string): string => `CREATE OR REPLACE TEMP TABLE bare AS
  SELECT interface_id, coalesce(nullif(pkt_srcaddr, '-'), srcaddr), coalesce(nullif(pkt_dstaddr, '-'), dstaddr),
    flow_direction, action, log_status, vpc_id, az_id, traffic_path, pkt_src_aws_service, pkt_dst_aws_service,
    sum(bytes), count(*), min(start), max("end") FROM read_parquet('${file}') GROUP BY ALL`;

const INVENTORY: FlowInventory = {
  interfaces: Array.from({ length: INTERFACES / 2 }, (_, index) => ({
    id: `eni-${String(index).padStart(17, '0')}`,
    endpoint: `e${index >> 1}`,
    vpc: 'hub',
    az: `use1-az${(index % 3) + 1}`,
    addresses: [`10.100.${Math.floor(index / 250)}.${index % 250}`],
  })),
  ranges: Array.from({ length: 32 }, (_, index) => ({
    cidr: `10.${index >> 2}.${index & 3}.0/24`,
    vpc: `v${index >> 2}`,
    az: `use1-az${(index % 3) + 1}`,
  })),
  reachable: () => Array.from({ length: 8 }, (_, index) => ({ vpc: `v${index}`, via: 'tgw' })),
};

/** Speed of the matrix against that of the bare aggregate of the same columns. */
async function againstBareAggregate(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-bench-'));
  const file = join(folder, 'flows.parquet');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await connection.run(`COPY (${GENERATE}) TO '${file}' (FORMAT parquet, COMPRESSION gzip)`);
    const ratio = await pairedRatioAsync(
      () => readFlowLogs([file], INVENTORY),
      () => connection.run(BARE(file)),
      { warmUp: 1, rounds: 5, clock: processorClock },
    );
    return 1 / ratio;
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(folder, { recursive: true, force: true });
  }
}

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'flow logs to a zone matrix, speed / bare aggregate of the same columns',
    better: 'higher',
    measure: againstBareAggregate,
  },
];
