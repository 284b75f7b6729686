import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { allocationDocumentSchema } from '../../src/report/allocation-document.ts';
import { logText, writeLog } from '../support/flow-logs.ts';
import { tollgate as run } from '../support/run-tollgate.ts';
import { curLegacyCsv, syntheticLines } from '../support/synthetic-bill.ts';

const scratch = mkdtempSync(join(tmpdir(), 'tollgate-allocate-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const bill = join(scratch, 'cur-1.csv');
writeFileSync(bill, curLegacyCsv(syntheticLines()));
const NETWORK = 'test/golden/allocation-hub/network.yaml';
const category = join(scratch, 'category.yaml');
writeFileSync(category, 'name: Division\nrules:\n  - { value: Apps, accounts: ["222233334444"] }\ndefault: Other\n');

const tollgate = (...args: readonly string[]) => run(['allocate', ...args]);

test('the table names parts, how they came about, and the shared endpoints', async () => {
  const { code, out } = await tollgate('--path', NETWORK, '--by', 'team');
  expect(code).toBe(0);
  expect(out).toMatch(/web +2 +50\.3 % +29\.53 +owner 12\.00, by bytes of consumers 14\.76/);
  expect(out).toMatch(/\(untagged\) +1 +4\.7 %/);
  expect(out).toMatch(/hub-ssm +data +by bytes of consumers +300 GB +7\.38/);
});

test('a glob of bill files, as JSON', async () => {
  const { out } = await tollgate('--bill', join(scratch, 'cur-*.csv'), '--by', 'account', '--format', 'json');
  expect(allocationDocumentSchema.parse(JSON.parse(out)).parts).toHaveLength(2);
});

test('CSV rows add up to the total', async () => {
  const { out } = await tollgate(
    '--path',
    NETWORK,
    '--by',
    'cost-category:Division',
    '--cost-category',
    category,
    '--format',
    'csv',
  );
  const [header = '', ...rows] = out.trim().split(/\r?\n/);
  const amount = header.split(',').indexOf('amount');
  expect(rows.reduce((sum, row) => sum + Number(row.split(',')[amount]), 0)).toBeCloseTo(58.7, 9);
});

test('FOCUS rows carry whose they are', async () => {
  const { out } = await tollgate('--path', NETWORK, '--by', 'team', '--format', 'focus', '--focus-month', '2026-12');
  const [header = '', ...rows] = out.trim().split('\n');
  expect(header).toContain('x_AllocationKey,x_AllocationValue,x_AllocationRule');
  expect(rows.every((row) => row.includes('2026-12-01T00:00:00Z') && row.includes('tag:team'))).toBe(true);
});

test('flow logs of the own VPC keep the tags of the endpoint, and tell its account where nothing else does', async () => {
  const network = join(scratch, 'logged.yaml');
  writeFileSync(
    network,
    `schema: tollgate/topology@1
region: us-east-1
vpcs:
  - { id: app, cidrs: [10.0.0.0/16] }
  - { id: data, cidrs: [10.1.0.0/16], account: "444455556666", tags: { team: data } }
subnets:
  - { id: subnet-a, vpc: app, az: use1-az1, cidr: 10.0.0.0/24, account: "111122223333" }
connectivity: { transitGateways: [{ id: tgw, vpcs: [app, data] }] }
endpoints:
  - id: vpce-1
    vpc: app
    type: Interface
    service: com.amazonaws.us-east-1.kms
    azs: [use1-az1]
    tags: { team: platform }
    traffic: { monthlyGb: "100" }
networkInterfaces:
  - { id: eni-1, endpoint: vpce-1, subnet: subnet-a, az: use1-az1, addresses: [10.0.0.5] }
`,
  );
  const record = (from: string, bytes: number) => ({
    'interface-id': 'eni-1',
    srcaddr: from,
    dstaddr: '10.0.0.5',
    'pkt-srcaddr': from,
    'pkt-dstaddr': '10.0.0.5',
    'flow-direction': 'ingress',
    bytes,
  });
  const log = writeLog(scratch, 'flow.log', logText([record('10.0.0.9', 6_000_000), record('10.1.0.9', 4_000_000)]));
  const amountsBy = async (by: string) => {
    const { out } = await tollgate('--path', network, '--flow-logs', log, '--by', by, '--format', 'json');
    const { parts } = allocationDocumentSchema.parse(JSON.parse(out));
    return Object.fromEntries(parts.map(({ value, amount }) => [value, amount]));
  };
  // 7.30 and 1.00 by 60 to 40; the way of the 40 GB through the gateway, 0.80, is that of data.
  expect(await amountsBy('team')).toEqual({ platform: '4.98', data: '4.12' });
  expect(await amountsBy('account')).toEqual({ '111122223333': '4.98', '444455556666': '4.12' });
});

test.each([
  [['--by', 'team'], 'TG1012'],
  [['--path', NETWORK], 'TG1012'],
  [['--path', NETWORK, '--by', 'x'], 'TG1012'],
  [['--bill', 'none-*.csv', '--by', 'team'], 'TG6001'],
])('%s ends with 1 and says why', async (args, code) => {
  const { code: exit, err } = await tollgate(...args);
  expect(exit).toBe(1);
  expect(err).toContain(code);
});
