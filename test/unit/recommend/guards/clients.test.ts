import { describe, expect, test } from 'vitest';
import type { Endpoint, NatGateway, Topology } from '../../../../src/topology/topology.ts';
import {
  carrying,
  endpoint,
  hubAndSpoke,
  network,
  planOf,
  service,
  stepsOf,
  verdictOn,
  vpc,
} from '../../../support/recommend/network.ts';

/** An S3 endpoint of the hub, of whose users nothing is said. */
const s3 = (entry: Partial<Endpoint> = {}, more: Partial<Topology> = {}): Topology => {
  const { clients: _, ...rest } = endpoint({ id: 'app', vpc: 'hub', service: 's3', ...carrying('1000') });
  return network([{ ...rest, ...entry }], more);
};
const judged = (entry: Partial<Endpoint>, more: Partial<Topology> = {}) =>
  verdictOn('clients', 'gateway-instead', s3(entry, more), { client: 'app', from: 'hub' });
const connectivity = (each: NonNullable<Topology['connectivity']>) => ({ connectivity: each });
const table = (vpcId: string, target: string, active = true) => ({
  id: `rtb-${vpcId}`,
  vpc: vpcId,
  subnets: [],
  routes: [{ destination: '0.0.0.0/0', target, active }],
});

describe('users of an endpoint that nobody described', () => {
  test.each<[string, Partial<Endpoint>, Partial<Topology>]>([
    ['a Transit Gateway', {}, {}],
    ['a peering', {}, connectivity({ peerings: [{ id: 'pcx', between: ['hub', 'spoke'] }] })],
    ['a VPN of the VPC', {}, connectivity({ onPremises: [{ id: 'vpn-1', vpcs: ['hub'] }] })],
    [
      'Direct Connect through the Transit Gateway',
      {},
      connectivity({
        transitGateways: [{ id: 'tgw', vpcs: ['hub'] }],
        onPremises: [{ id: 'dxgw-1', transitGateways: ['tgw'] }],
      }),
    ],
    [
      'an inbound resolver endpoint',
      {},
      {
        connectivity: {},
        dns: { resolverEndpoints: [{ id: 'rslvr-in', vpc: 'hub', direction: 'inbound' }] },
      },
    ],
    ['only a route to a Transit Gateway', {}, { connectivity: {}, routeTables: [table('hub', 'tgw-0a')] }],
    ['what the file says', { clients: 'outside' }, connectivity({})],
    [
      'an inbound-resolver-only endpoint, whatever flows say',
      { privateDnsInboundResolverOnly: true },
      {
        connectivity: {},
        flows: [{ from: { vpc: 'hub' }, endpoint: 'app', monthlyGb: '1000' }],
      },
    ],
  ])('%s: no gateway endpoint takes its place', async (_, entry, more) => {
    expect(await judged(entry, more)).toMatchObject({ outcome: 'block' });
    const plan = await planOf(s3(entry, more));
    expect(stepsOf(plan)).toEqual([]);
    // What lifting the guard would save: 14.60 of hours and 1,000 GB at 0.01.
    const held = plan.blocked.filter((each) => each.blockedBy.includes('clients'));
    expect(held.map((each) => each.monthly.toFixed(2))).toEqual(['24.60']);
  });

  test.each<[string, Partial<Endpoint>, Partial<Topology>]>([
    ['the file says that its own VPC uses it alone', { clients: 'vpc-only' }, {}],
    ['flows explain every byte', {}, { flows: [{ from: { vpc: 'hub' }, endpoint: 'app', monthlyGb: '1000' }] }],
    ['no path leads into the VPC', {}, connectivity({})],
    ['no route leads out of it', {}, { routeTables: [table('hub', 'nat-1')] }],
    ['the only route out is a black hole', {}, { routeTables: [table('hub', 'tgw', false)] }],
    [
      'its security groups admit its own VPC alone',
      { securityGroups: ['sg'] },
      {
        securityGroups: [
          { id: 'sg', ingress: [{ protocol: 'tcp', fromPort: 443, toPort: 443, sources: ['10.0.0.0/16'] }] },
        ],
      },
    ],
  ])('freed where %s', async (_, entry, more) => {
    expect(await judged(entry, more)).toBeUndefined();
  });

  test('where connections are not described at all, that is said', async () => {
    const { connectivity: _, ...topology } = s3();
    expect(await verdictOn('clients', 'gateway-instead', topology, { client: 'app' })).toMatchObject({
      outcome: 'not-evaluated',
    });
  });

  test('another interface endpoint may take its place, and who else comes is not evaluated; a standing fact blocks', async () => {
    const spoke = (entry: Partial<Endpoint>, more: Partial<Topology> = {}) => {
      const { clients: _, ...rest } = endpoint({ id: 'spoke-ssm', vpc: 'spoke' });
      const topology = {
        ...hubAndSpoke(),
        endpoints: [endpoint({ id: 'hub-ssm', vpc: 'hub' }), { ...rest, ...entry }],
      };
      return verdictOn('clients', 'share-across-vpcs', { ...topology, ...more }, { options: { hubs: ['hub'] } });
    };
    expect(await spoke({})).toMatchObject({ outcome: 'not-evaluated', reason: expect.stringContaining('vpc-only') });
    expect(await spoke({ privateDns: true })).toMatchObject({ outcome: 'not-evaluated' });
    expect(await spoke({ privateDns: false })).toMatchObject({ outcome: 'block' });
    const via = { from: { vpc: 'hub' }, endpoint: 'spoke-ssm', via: 'tgw', monthlyGb: '40' };
    const plan = await planOf({
      ...hubAndSpoke(),
      flows: [via],
      endpoints: [{ ...endpoint({ id: 'spoke-ssm', vpc: 'spoke' }), clients: 'outside' }],
    });
    expect(stepsOf(plan)).toEqual([]);
  });
});

describe('bytes of a NAT gateway that may be those of other VPCs', () => {
  const nat = (entry: Partial<NatGateway> = {}): NatGateway => ({
    id: 'nat',
    vpc: 'hub',
    az: 'use1-az1',
    monthlyGb: '5000',
    destinations: [{ service: service('s3'), monthlyGb: '4000' }],
    ...entry,
  });
  const from = (more: Partial<Topology>, entry: Partial<NatGateway> = {}) =>
    verdictOn('clients', 'gateway-instead', network([], { natGateways: [nat(entry)], ...more }), { client: 'nat' });

  test('a default route of another VPC leads there: blocked, and the advice names that VPC', async () => {
    expect(await from({ routeTables: [table('spoke', 'tgw'), table('hub', 'tgw')] })).toMatchObject({
      outcome: 'block',
      reason: expect.stringContaining('make gateway endpoints for s3 in spoke'),
    });
  });

  test.each<[string, Partial<Topology>, Partial<NatGateway>, string | undefined]>([
    ['nothing rules it out', {}, {}, 'block'],
    ['the file says so', {}, { clients: 'outside' }, 'block'],
    ['the file says that its own VPC sends alone', {}, { clients: 'vpc-only' }, undefined],
    ['their routes lead elsewhere', { routeTables: [table('spoke', 'igw-1')] }, {}, undefined],
    ['its VPC has no route back', { routeTables: [table('hub', 'igw-1')] }, {}, undefined],
    [
      'they have NAT gateways of their own',
      { natGateways: [nat(), { id: 'nat-2', vpc: 'spoke' }] },
      {},
      'not-evaluated',
    ],
    [
      'it is peered: AWS routes nothing there, a proxy might',
      connectivity({ peerings: [{ id: 'pcx', between: ['hub', 'spoke'] }] }),
      {},
      'not-evaluated',
    ],
    ['nothing is connected', connectivity({}), {}, undefined],
  ])('%s', async (_, more, entry, outcome) => {
    expect((await from(more, entry))?.outcome).toBe(outcome);
  });
});

describe('walls', () => {
  const sides = (hub: Record<string, string>, spoke: Record<string, string>, walls: readonly string[] = []) =>
    verdictOn(
      'walls',
      'share-across-vpcs',
      hubAndSpoke({ vpcs: [vpc('hub', 0, { tags: hub }), vpc('spoke', 1, { tags: spoke })] }),
      { options: { hubs: ['hub'], walls } },
    );

  test.each<[Record<string, string>, Record<string, string>, readonly string[], string | undefined]>([
    [{ env: 'prod' }, { env: 'dev' }, ['env'], 'block'],
    [{ env: 'prod' }, { env: 'prod' }, ['env'], undefined],
    [{ env: 'prod' }, {}, ['env'], 'block'],
    [{ Env: 'prod' }, { env: 'Prod' }, ['env'], undefined],
    [{ env: 'prod' }, { env: 'dev' }, [], 'warn'],
    [{ stage: 'live' }, { stage: 'test' }, [], 'warn'],
    [{ team: 'a' }, { team: 'b' }, [], undefined],
  ])('%j and %j with %j', async (hub, spoke, walls, outcome) => {
    expect((await sides(hub, spoke, walls))?.outcome).toBe(outcome);
  });
});
