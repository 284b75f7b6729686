import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bundleFiles } from '../../src/operations/inputs/bundle-folder.ts';
import { loadNetwork } from '../../src/operations/inputs/load-network.ts';
import { openInput } from '../../src/operations/inputs/open-input.ts';
import { estimateNetwork } from '../../src/operations/shared/estimate-network.ts';
import { bundleTopology } from '../../src/topology/sources/ec2-inventory/bundle.ts';
import type { Topology } from '../../src/topology/topology.ts';
import { frozenRates } from '../support/frozen-rates.ts';
import { tollgateInProcess } from '../support/run-in-process.ts';

const FOLDER = join(import.meta.dirname, 'bundles');

const absent = async (path: string): Promise<Uint8Array> => readFileSync(path);

async function read(folder: string) {
  return bundleTopology(await bundleFiles(join(FOLDER, folder)));
}

/** Files come in an order of their own. */
const sorted = (topology: Topology) =>
  Object.fromEntries(
    Object.entries(topology).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.map((each) => JSON.stringify(each)).sort() : value,
    ]),
  );

test.each(['config', 'steampipe'])('%s describes the network that describe commands do', async (folder) => {
  const { topology } = await read(folder);
  expect(sorted(topology)).toEqual(sorted((await read('describe')).topology));
});

test.each(['describe', 'config', 'steampipe'])('a folder of %s is priced as it lies: 55.48', async (folder) => {
  const { code, out } = await tollgateInProcess(['breakdown', '--path', join(FOLDER, folder), '--format', 'json']);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ totals: { monthly: '55.48', unknownLines: 3 } });
});

test('what is no part of the network is named with its type', async () => {
  const { findings } = await read('config');
  expect(findings.map(({ code, message }) => [code, message])).toEqual([
    ['TG2110', 'z-history.json holds what is not read: 1 x AWS::S3::Bucket.'],
  ]);
});

test('one file of it is a network too', async () => {
  const reading = await loadNetwork({
    name: 'endpoints.json',
    content: readFileSync(join(FOLDER, 'steampipe/endpoints.json')),
  });
  const { totals } = await estimateNetwork({ reading }, frozenRates());
  expect(reading.topology.endpoints.map(({ id }) => id)).toEqual(['vpce-ssm', 'vpce-s3', 'vpce-kms']);
  // Which zones the subnets are in, another table tells: unknown, not none.
  expect(totals.monthly.leftOut).toBeGreaterThan(0);
});

test('an item without its configuration and a row of another query are counted', () => {
  const item = { resourceType: 'AWS::EC2::VPCEndpoint', resourceId: 'vpce-1', awsRegion: 'us-east-1' };
  const row = { instance_id: 'i-1', region: 'us-east-1' };
  const { findings } = bundleTopology([
    { name: 'a.json', value: { Results: [JSON.stringify(item)] } },
    { name: 'b.json', value: { columns: [], rows: [row, row] } },
    { name: 'c.json', value: { hello: 'there' } },
  ]);
  expect(findings.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'TG2110 a.json holds what is not read: 1 x AWS::EC2::VPCEndpoint without its configuration.',
    'TG2110 b.json holds what is not read: 2 x row with instance_id, region.',
    'TG2058 c.json holds no answer of a describe command, no configuration items and no rows that Tollgate reads.',
  ]);
});

test('a resource of the wrong shape is an error that names its file', () => {
  const value = { columns: [], rows: [{ vpc_endpoint_id: 'vpce-1', service_name: 'x', subnet_ids: 'subnet-1' }] };
  expect(() => bundleTopology([{ name: 'endpoints.json', value }])).toThrow('endpoints.json does not fit');
});

test('a folder without JSON stays the error that it was', async () => {
  await expect(openInput(join(import.meta.dirname, '../../docs/adr'), absent, absent)).rejects.toThrow();
});
