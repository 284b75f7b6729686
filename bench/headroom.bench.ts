import { DuckDBInstance } from '@duckdb/node-api';
import { DEFAULT_THRESHOLDS } from '../src/capacity/level.ts';
import { headroomOfNetwork } from '../src/operations/shared/headroom-of-network.ts';
import { buildHeadroom } from '../src/report/build-headroom.ts';
import type { Topology } from '../src/topology/topology.ts';
import { duckdbThroughput } from '../src/traffic/duckdb-throughput.ts';
import { type Benchmark, pairedRatioAsync, processorClock } from './harness.ts';

const ENDPOINTS = 1000;
const ZONES = 3;
const PERIODS = 30 * 288;

const TOPOLOGY: Topology = {
  schema: 'tollgate/topology@1',
  region: 'us-east-1',
  endpoints: Array.from({ length: ENDPOINTS }, (_, index) => ({
    id: `vpce-${index}`,
    type: 'Interface' as const,
    service: 'com.amazonaws.us-east-1.ssm',
    azs: ['use1-az1', 'use1-az2', 'use1-az3'],
  })),
};

const GENERATE = `CREATE TABLE throughput AS
  SELECT 'vpce-' || (z // ${ZONES}) AS endpoint_id, 'use1-az' || (z % ${ZONES} + 1) AS az,
    TIMESTAMP '2026-10-01' + to_seconds(s * 300) AS start, 300::BIGINT AS period_seconds,
    (hash(z * ${PERIODS} + s) % 300000000000)::BIGINT AS bytes, NULL::DOUBLE AS packets_dropped, NULL::DOUBLE AS rst_packets
  FROM range(${ENDPOINTS * ZONES}) a(z), range(${PERIODS}) b(s)`;

/** What anybody would ask the database for, without levels, zones gone, outlines or findings. */
const BARE = `SELECT endpoint_id, az, quantile_cont(bytes * 8e0 / period_seconds, [0.5, 0.95, 0.99]),
  max(bytes * 8e0 / period_seconds), count(*) FROM throughput GROUP BY endpoint_id, az`;

/** The whole report over 3,000 endpoint-zones with 30 days of five-minute history, against the percentiles alone. */
async function againstBareQuery(): Promise<number> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  await connection.run(GENERATE);
  const history = duckdbThroughput(connection, () => undefined);
  const options = { statistic: 'p99', base: 'ceiling', thresholds: DEFAULT_THRESHOLDS } as const;
  const ratio = await pairedRatioAsync(
    async () =>
      JSON.stringify(
        buildHeadroom(await headroomOfNetwork({ reading: { topology: TOPOLOGY, findings: [] }, history, options })),
      ),
    async () => (await connection.runAndReadAll(BARE)).getRows(),
    { warmUp: 1, rounds: 5, clock: processorClock },
  );
  connection.closeSync();
  instance.closeSync();
  return ratio;
}

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'headroom report of 3,000 endpoint-zones, 30 days of 5 minutes / bare percentile query',
    better: 'lower',
    measure: againstBareQuery,
  },
];
