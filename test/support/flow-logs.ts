import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import type { FlowInventory } from '../../src/traffic/flow-reading.ts';

/** Version 5 fields in an order of our own, so that nothing can rely on AWS's. */
export const V5 =
  'bytes dstaddr srcaddr interface-id version action log-status start end vpc-id az-id flow-direction traffic-path pkt-srcaddr pkt-dstaddr pkt-src-aws-service pkt-dst-aws-service';

/** A record by field name; fields that are not given are "-". */
export type Fields = Readonly<Record<string, string | number>>;

const COMMON: Fields = { version: 5, action: 'ACCEPT', 'log-status': 'OK', start: 1_760_000_000, end: 1_760_000_060 };

export const lineOf = (header: string, fields: Fields): string =>
  header
    .split(' ')
    .map((name) => String({ ...COMMON, ...fields }[name] ?? '-'))
    .join(' ');

/** The text of a flow log file. */
export const logText = (records: readonly Fields[], header = V5): string =>
  [header, ...records.map((fields) => lineOf(header, fields))].join('\n').concat('\n');

/** A folder that is removed after the test. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-flow-logs-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a file, gzipped where its name says so, and gives its path. */
export function writeLog(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(text) : text);
  return path;
}

/** A VPC `app` with an endpoint in two zones, a VPC `spoke` behind a Transit Gateway, and `alien`, which uses the addresses of app. */
export const INVENTORY: FlowInventory = {
  interfaces: [
    { id: 'eni-a', endpoint: 'app-logs', vpc: 'app', az: 'use1-az1', addresses: ['10.0.1.5'] },
    { id: 'eni-b', endpoint: 'app-logs', vpc: 'app', az: 'use1-az2', addresses: ['10.0.2.5'] },
  ],
  ranges: [
    { cidr: '10.0.1.0/24', vpc: 'app', az: 'use1-az1' },
    { cidr: '10.0.2.0/24', vpc: 'app', az: 'use1-az2' },
    { cidr: '10.0.1.77/32', vpc: 'app', az: 'use1-az3' },
    { cidr: '10.0.0.0/16', vpc: 'app' },
    { cidr: '10.9.0.0/24', vpc: 'spoke', az: 'use1-az2', account: '222233334444' },
    { cidr: '10.0.1.0/24', vpc: 'alien', az: 'use1-az6' },
    { cidr: '2001:db8:1::/64', vpc: 'app', az: 'use1-az1' },
  ],
  reachable: (vpc) => (vpc === 'app' ? [{ vpc: 'spoke', via: 'tgw' }] : []),
};

/** Requests of a client to the interface in zone a, as the interface itself logs them. */
export const request = (client: string, bytes: number, more: Fields = {}): Fields => ({
  'interface-id': 'eni-a',
  srcaddr: client,
  dstaddr: '10.0.1.5',
  bytes,
  'flow-direction': 'ingress',
  'az-id': 'use1-az1',
  'vpc-id': 'app',
  ...more,
});

/** The answers. */
export const response = (client: string, bytes: number, more: Fields = {}): Fields => ({
  ...request(client, bytes),
  srcaddr: '10.0.1.5',
  dstaddr: client,
  'flow-direction': 'egress',
  'traffic-path': 1,
  ...more,
});
