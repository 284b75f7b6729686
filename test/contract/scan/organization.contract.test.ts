import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createAwsAccess } from '../../../src/compose/aws-access.ts';
import { Decimal } from '../../../src/core/decimal.ts';
import { createHistoryStore } from '../../../src/history/history-store.ts';
import { planDocument } from '../../../src/operations/recommend/plan-document.ts';
import { scan } from '../../../src/operations/scan/scan.ts';
import type { Topology } from '../../../src/topology/topology.ts';
import { type Organization, startOrganization } from '../../support/aws-loopback/organization.ts';
import { DATA, NETWORK, SHOP, threeAccounts } from '../../support/aws-loopback/three-accounts.ts';
import { ets } from '../../support/ets.ts';
import { frozenRates } from '../../support/frozen-rates.ts';

const NOW = new Date('2026-11-23T00:00:00Z');
const environment = { ...process.env };
const root = mkdtempSync(join(tmpdir(), 'tollgate-organization-'));
let server: Awaited<ReturnType<typeof startOrganization>> | undefined;
afterEach(async () => {
  process.env = { ...environment };
  await server?.close();
  rmSync(root, { recursive: true, force: true });
});

async function scanned(options: Partial<Organization> = {}, days = 0) {
  server = await startOrganization({ home: NETWORK, network: threeAccounts, ...options });
  const keys = { AWS_ENDPOINT_URL: server.url, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
  Object.assign(process.env, keys);
  return scan(
    {
      regions: ['eu-west-1', 'us-east-1'],
      accounts: [NETWORK, SHOP, DATA],
      role: 'TollgateScan',
      days,
      maxQueryCost: new Decimal(1),
    },
    {
      aws: createAwsAccess({ maxAttempts: 2 }),
      history: createHistoryStore(root),
      now: () => NOW,
      signal: new AbortController().signal,
      onProgress: () => undefined,
    },
  );
}

/** What each endpoint carries, as a usage file says it to both. */
const GB: Readonly<Record<string, number>> = {
  'vpce-hubssm': 50,
  'vpce-shopssm': 40,
  'vpce-shopkms': 30,
  'vpce-datakms': 30,
  'vpce-vaultssm': 20,
  'vpce-euhubsqs': 60,
  'vpce-eushopsqs': 20,
};

async function planOf(topology: Topology) {
  const rows = Object.entries(GB).flatMap(([id, gb]) =>
    (topology.endpoints.find((each) => each.id === id)?.azs ?? []).map(
      (az) => `${id},${az},2026-11-01T00:00:00Z,2592000,${gb * 2 ** 29}`,
    ),
  );
  const csv = ['endpoint_id,az,start,period_seconds,bytes', ...rows].join('\n');
  return planDocument(
    {
      network: { name: 'network', content: JSON.stringify(topology) },
      files: [{ name: 'traffic.csv', read: async () => Buffer.from(csv) }],
    },
    {},
    { rates: frozenRates(), forecasters: async () => [ets] },
  );
}

test('a scan of three accounts in two Regions finds the network that the topology file describes', async () => {
  const { topology, findings } = await scanned();
  expect(findings).toEqual([]);
  const sorted = <Item extends { id: string }>(items: readonly Item[] | undefined) =>
    (items ?? []).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  expect(topology.dns).toEqual(threeAccounts.dns);
  expect(topology.flowLogs).toEqual(threeAccounts.flowLogs);
  expect(sorted(topology.natGateways)).toEqual(sorted(threeAccounts.natGateways));
  expect(sorted(topology.vpcs)).toMatchObject(
    sorted(threeAccounts.vpcs).map(({ id, account, region, dnsSupport }) => ({ id, account, region, dnsSupport })),
  );
  const byVpc = (a: { vpc: string }, b: { vpc: string }): number => (a.vpc < b.vpc ? -1 : 1);
  const gateways = (network: Topology) =>
    sorted(network.connectivity?.transitGateways).map(({ vpcs, routing = [], ...rest }) => ({
      ...rest,
      vpcs: vpcs.toSorted(),
      routing: routing.toSorted(byVpc),
    }));
  expect(gateways(topology)).toEqual(gateways(threeAccounts));
  expect(topology.connectivity?.peerings).toEqual(threeAccounts.connectivity?.peerings);
  expect(sorted(topology.connectivity?.onPremises)).toEqual(sorted(threeAccounts.connectivity?.onPremises));
  expect(sorted(topology.endpoints)).toMatchObject(
    sorted(threeAccounts.endpoints).map(({ id, vpc, azs, account, privateDns }) => ({
      id,
      vpc,
      azs,
      account,
      privateDns,
    })),
  );
});

/** By id: a scan lists Regions in the order of the alphabet, a file as it is written. */
const unordered = <Item extends { readonly id: string }>(items: readonly Item[]) =>
  new Map(items.map((item) => [item.id, { ...item, order: undefined }]));

test('it gives the plan that the same network as a topology file gives, guard by guard', async () => {
  const { topology } = await scanned();
  const [fromScan, fromFile] = [await planOf(topology), await planOf(threeAccounts)];
  expect(fromScan.today).toBe(fromFile.today);
  expect(fromScan.saving).toEqual(fromFile.saving);
  expect(unordered(fromScan.recommendations)).toEqual(unordered(fromFile.recommendations));
  expect(unordered(fromScan.blocked)).toEqual(unordered(fromFile.blocked));
  expect(JSON.stringify(fromScan.blocked)).toContain('transit-routes');
});

test('NAT gateways with what they carried give the same plan too', async () => {
  const { topology } = await scanned({ natBytesPerHour: 2 ** 30 }, 1);
  // 1 GB in from clients and 1 GB in from destinations an hour, of a month of 730 h.
  const natGateways = threeAccounts.natGateways?.map((each) => ({ ...each, monthlyGb: '1460', peakConnections: 7 }));
  const [fromScan, fromFile] = [await planOf(topology), await planOf({ ...threeAccounts, natGateways })];
  expect(fromScan.saving).toEqual(fromFile.saving);
  expect(unordered(fromScan.recommendations)).toEqual(unordered(fromFile.recommendations));
  expect(unordered(fromScan.blocked)).toEqual(unordered(fromFile.blocked));
  expect(JSON.stringify(fromScan)).toContain('nat-hub');
});

test('NAT gateways tell what they carried, and every part that is denied names what is not known without it', async () => {
  const denied = new Set(['SearchTransitGatewayRoutes', 'DescribeVpcAttribute']);
  const { topology, findings } = await scanned({ natBytesPerHour: 2 ** 30, denied }, 1);
  // 1 GB in from clients and 1 GB in from destinations an hour, of a month of 730 h.
  expect(topology.natGateways?.map(({ monthlyGb, peakConnections }) => [monthlyGb, peakConnections])).toEqual([
    ['1460', 7],
    ['1460', 7],
  ]);
  const told = findings.filter((each) => each.code === 'TG2051').map((each) => each.message);
  expect(told).toContain(
    'VpcDnsSupport could not be read: ec2:DescribeVpcAttribute is not permitted. Not known without it: guard dns-support: whether a VPC resolves names of endpoints.',
  );
  expect(told.some((message) => message.includes('guard transit-routes'))).toBe(true);
  expect(topology.connectivity?.transitGateways?.every((gateway) => gateway.routing === undefined)).toBe(true);
});

test('a service beside EC2 that is out of reach is asked once, and the rest of the scan is whole', async () => {
  const cut = new Set(['/profileassociations', 'DescribeDirectConnectGateways']);
  const { topology, findings } = await scanned({ cut });
  expect(topology.endpoints).toHaveLength(threeAccounts.endpoints.length);
  const told = findings.map((each) => each.message);
  expect(told).toContain(
    'ProfileAssociations could not be read: route53profiles:ListProfileAssociations has no answer. Not known without it: guard private-dns: Route 53 Profiles that cover VPCs already.',
  );
  expect(told.some((each) => each.includes('directconnect is out of reach'))).toBe(true);
});
