import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { documentOf, loadNetwork } from '../../src/operations/inputs/load-network.ts';
import { matrixDocumentSchema } from '../../src/report/matrix-document.ts';
import { throughputCsv } from '../support/capacity.ts';
import { logText, request, response, scratchFolder, writeLog } from '../support/flow-logs.ts';
import { tollgateInProcess } from '../support/run-in-process.ts';

const NETWORK = {
  schema: 'tollgate/topology@1',
  region: 'us-east-1',
  vpcs: [
    { id: 'app', cidrs: ['10.0.0.0/16'] },
    { id: 'spoke', cidrs: ['10.9.0.0/16'], account: '222233334444' },
  ],
  subnets: [
    { id: 'sn-1', vpc: 'app', az: 'use1-az1', cidr: '10.0.1.0/24' },
    { id: 'sn-2', vpc: 'app', az: 'use1-az2', cidr: '10.0.2.0/24' },
  ],
  networkInterfaces: [{ id: 'eni-a', endpoint: 'app-logs', subnet: 'sn-1', addresses: ['10.0.1.5'] }],
  connectivity: { transitGateways: [{ id: 'tgw', vpcs: ['app', 'spoke'] }] },
  endpoints: [
    {
      id: 'app-logs',
      vpc: 'app',
      type: 'Interface',
      service: 'com.amazonaws.us-east-1.logs',
      azs: ['use1-az1'],
      networkInterfaces: ['eni-a'],
    },
    {
      id: 'app-s3',
      vpc: 'app',
      type: 'Interface',
      service: 'com.amazonaws.us-east-1.s3',
      azs: ['use1-az1'],
      privateDns: false,
    },
  ],
};

/** A folder with a network and two flow log files in nested folders, as Amazon S3 lays them out. */
function scene(network: object = NETWORK): { folder: string; path: string } {
  const folder = scratchFolder();
  const days = join(folder, 'AWSLogs', 'vpcflowlogs');
  mkdirSync(days, { recursive: true });
  writeLog(days, 'a.log.gz', logText([request('10.0.1.9', 60), response('10.0.2.9', 30)]));
  const bypass = {
    'interface-id': 'eni-client',
    'vpc-id': 'app',
    srcaddr: '10.0.2.9',
    dstaddr: '52.216.0.1',
    'pkt-srcaddr': '10.0.2.9',
    'pkt-dstaddr': '52.216.0.1',
    'pkt-dst-aws-service': 'S3',
    'flow-direction': 'egress',
    'traffic-path': 1,
    bytes: 1000,
  };
  writeLog(days, 'b.log', logText([request('10.9.3.3', 10), bypass]));
  const path = join(folder, 'network.json');
  writeFileSync(path, JSON.stringify(network));
  return { folder, path };
}

test('from flow logs in folders to a matrix, a bypass with its cause, and flows of the network', async () => {
  const { folder, path } = scene();
  const args = ['matrix', '--path', path, '--flow-logs', join(folder, 'AWSLogs')];
  const { code, out, err } = await tollgateInProcess([...args, '--format', 'json']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const document = matrixDocumentSchema.parse(JSON.parse(out));
  const [endpoint] = document.endpoints;
  expect(endpoint?.cells.map(({ from, via, az, share }) => [from.vpc, from.az, via, az, share])).toEqual([
    ['app', 'use1-az1', undefined, 'use1-az1', 0.6],
    ['app', 'use1-az2', undefined, 'use1-az1', 0.3],
    ['spoke', undefined, 'tgw', 'use1-az1', 0.1],
  ]);
  expect(endpoint?.cells.map((cell) => cell.requestShare)).toEqual([1, 0, 1]);
  expect(document.bypasses).toMatchObject([
    { vpc: 'app', az: 'use1-az2', service: 's3', path: 'nat', endpoints: ['app-s3'], cause: 'private-dns-off' },
  ]);
  expect(document.findings.map((finding) => finding.code)).toEqual(['TG3065', 'TG3067']);
});

test('totals scale the shares, and the network with its flows prices like any other', async () => {
  const { folder, path } = scene();
  const traffic = join(folder, 'traffic.csv');
  const row = { endpoint: 'app-logs', az: 'use1-az1', start: '2025-10-09T00:00:00Z', seconds: 3600, bytes: 2 ** 40 };
  writeFileSync(traffic, throughputCsv([row]));
  const written = join(folder, 'with-flows.json');
  const args = ['matrix', '--path', path, '--flow-logs', join(folder, '**/*.log*'), '--traffic', traffic];
  const { code, out } = await tollgateInProcess([...args, '--topology-out', written]);
  expect(code).toBe(0);
  expect(out).toContain('measured');
  expect(out).toContain('TG3068');
  const content = readFileSync(written, 'utf8');
  const { topology } = await loadNetwork(await documentOf({ name: 'written', content }));
  const total = 1024 * 730;
  expect(topology.flows?.map((flow) => Number(flow.monthlyGb) / total)).toEqual([0.6, 0.3, 0.1]);
  expect(await tollgateInProcess(['breakdown', '--path', written])).toMatchObject({ code: 0 });
});

test.each(['table', 'markdown', 'csv', 'html'])('%s names the clients and the way past', async (format) => {
  const { folder, path } = scene();
  const { out } = await tollgateInProcess(['matrix', '-p', path, '--flow-logs', folder, '-f', format]);
  expect(out).toContain('app-logs');
  expect(out).toContain('private');
});

test.each([
  [[], 'TG1012'],
  [['--flow-logs', 'nowhere/*.log'], 'TG3002'],
  [['--flow-logs', '.', '--memory-limit', "1GB'; DROP TABLE x"], 'TG1012'],
])('refuses %j', async (args, code) => {
  const { path } = scene();
  const result = await tollgateInProcess(['matrix', '--path', path, ...args]);
  expect(result).toMatchObject({ code: 1, out: '' });
  expect(result.err).toContain(code);
});

test('a network that names no interface cannot be matched, and that is said', async () => {
  const { endpoints, networkInterfaces: _, ...rest } = NETWORK;
  const { folder, path } = scene({ ...rest, endpoints: endpoints.map(({ networkInterfaces: __, ...each }) => each) });
  const { err } = await tollgateInProcess(['matrix', '--path', path, '--flow-logs', folder]);
  expect(err).toContain('TG3004');
});
