import { expect, test } from 'vitest';
import { bypasses } from '../../../src/capacity/bypass.ts';
import type { Topology } from '../../../src/topology/topology.ts';
import type { PublicTraffic } from '../../../src/traffic/flow-reading.ts';

const MONTH = { start: 0, end: 730 * 3600 };
const traffic = (more: Partial<PublicTraffic> = {}): PublicTraffic => ({
  vpc: 'app',
  az: 'use1-az1',
  service: 'S3',
  path: 'nat',
  bytes: 10 * 2 ** 30,
  ...more,
});
const network = (endpoints: Topology['endpoints'], more: Partial<Topology> = {}): Topology => ({
  schema: 'tollgate/topology@1',
  region: 'us-east-1',
  endpoints,
  ...more,
});
const s3 = (type: 'Gateway' | 'Interface', more: object = {}) => ({
  id: 's3',
  type,
  vpc: 'app',
  service: 'com.amazonaws.us-east-1.s3',
  ...more,
});
const look = (topology: Topology, ...flows: PublicTraffic[]) =>
  bypasses(topology, { window: MONTH, publicTraffic: flows });

test('traffic to a service without an endpoint names what one would carry', () => {
  const [found] = look(network([]), traffic());
  expect(found).toMatchObject({ service: 's3', path: 'nat', endpoints: [], cause: undefined });
  expect(found?.monthlyGb.toNumber()).toBe(10);
});

test('an interface endpoint with private DNS off is passed because of that', () => {
  const [found] = look(network([s3('Interface', { privateDns: false })]), traffic());
  expect(found).toMatchObject({ endpoints: ['s3'], cause: 'private-dns-off' });
});

test('a gateway endpoint is passed where a route table of the client’s zone has no route to it', () => {
  const table = (id: string, subnet: string, target: string) => ({
    id,
    vpc: 'app',
    subnets: [subnet],
    routes: [{ destination: 'pl-63a5400a', target }],
  });
  const more = {
    subnets: [
      { id: 'sn-1', vpc: 'app', az: 'use1-az1' },
      { id: 'sn-2', vpc: 'app', az: 'use1-az2' },
    ],
    routeTables: [table('rtb-1', 'sn-1', 'nat-1'), table('rtb-2', 'sn-2', 's3')],
  };
  const topology = network([s3('Gateway')], more);
  expect(look(topology, traffic())[0]?.cause).toBe('no-route-to-gateway-endpoint');
  expect(look(topology, traffic({ az: 'use1-az2' }))[0]?.cause).toBe('unknown');
});

test('what the network does not show stays unknown', () => {
  expect(look(network([s3('Interface')]), traffic())[0]?.cause).toBe('unknown');
  expect(look(network([s3('Gateway')]), traffic())[0]?.cause).toBe('unknown');
});

test('what went through a gateway endpoint is no bypass', () => {
  expect(look(network([]), traffic({ path: 'gateway-endpoint' }))).toEqual([]);
});

test('a range that stands for many services names none, and other VPCs’ endpoints do not count', () => {
  expect(look(network([]), traffic({ service: 'AMAZON' }))[0]).toMatchObject({ service: undefined, range: 'AMAZON' });
  expect(look(network([s3('Interface', { vpc: 'other' })]), traffic())[0]?.endpoints).toEqual([]);
});
