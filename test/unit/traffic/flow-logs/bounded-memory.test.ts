import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import type { FlowInventory } from '../../../../src/traffic/flow-reading.ts';
import { readFlowLogs } from '../../../../src/traffic/sources/flow-logs/read-flow-logs.ts';
import { scratchFolder } from '../../../support/flow-logs.ts';

const INTERFACES = 1000;
const CLIENTS = 1000;
const RECORDS = INTERFACES * CLIENTS;

const inventory: FlowInventory = {
  interfaces: Array.from({ length: INTERFACES }, (_, index) => ({
    id: `eni-${index}`,
    endpoint: 'hub-s3',
    vpc: 'hub',
    az: 'use1-az1',
    addresses: [`10.1.${index >> 8}.${index & 255}`],
  })),
  ranges: [{ cidr: '10.2.0.0/16', vpc: 'hub', az: 'use1-az2' }],
  reachable: () => [],
};

test('more pairs of talkers than fit into memory are summed all the same, spilled to disk', {
  timeout: 60_000,
}, async () => {
  const file = join(scratchFolder(), 'flows.parquet');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (
    SELECT 'eni-' || i AS interface_id, '10.2.' || (c // 250) || '.' || (c % 250) AS srcaddr,
      '10.1.' || (i // 256) || '.' || (i % 256) AS dstaddr, 10::BIGINT AS bytes, 1760000000 AS start, 1760000060 AS "end",
      'ACCEPT' AS action, 'OK' AS log_status
    FROM range(${INTERFACES}) a(i), range(${CLIENTS}) b(c)) TO '${file}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  const { cells, records } = await readFlowLogs([file], inventory, { memoryLimit: '160MB' });
  expect(records).toMatchObject({ read: RECORDS, endpoint: RECORDS, malformed: 0 });
  expect(cells).toMatchObject([{ endpoint: 'hub-s3', from: { az: 'use1-az2' }, requestBytes: 10 * RECORDS }]);
});
