import { describe, expect, test } from 'vitest';
import type { Topology } from '../../../../src/topology/topology.ts';
import { endpoint, hubAndSpoke, network, verdictOn, vpc } from '../../../support/recommend/network.ts';

const options = { hubs: ['hub'] };
const share = (guard: Parameters<typeof verdictOn>[0], more: Partial<Topology>) =>
  verdictOn(guard, 'share-across-vpcs', hubAndSpoke(more), { options });
const secured = (more: Partial<Topology>, hub: object = {}) =>
  network([endpoint({ id: 'hub-ssm', vpc: 'hub', ...hub }), endpoint({ id: 'spoke-ssm', vpc: 'spoke' })], more);

describe('cidr-overlap', () => {
  test('VPCs apart', async () => {
    expect(await share('cidr-overlap', {})).toBeUndefined();
  });

  test.each([
    ['the same range', '10.0.0.0/16'],
    ['a range inside', '10.0.128.0/24'],
    ['a range around', '10.0.0.0/8'],
  ])('%s blocks', async (_, cidr) => {
    const vpcs = [vpc('hub', 0), vpc('spoke', 1, { cidrs: ['172.16.0.0/16', cidr] })];
    expect(await share('cidr-overlap', { vpcs })).toMatchObject({
      outcome: 'block',
      reason: 'spoke and hub share addresses',
    });
  });

  test('a neighbour on the same Transit Gateway with the same addresses blocks; on a peering it does not matter', async () => {
    const vpcs = [vpc('hub', 0), vpc('spoke', 1), vpc('twin', 2, { cidrs: ['10.1.0.0/17'] })];
    const transit = { transitGateways: [{ id: 'tgw', vpcs: ['hub', 'spoke', 'twin'] }] };
    expect(await share('cidr-overlap', { vpcs, connectivity: transit })).toMatchObject({
      outcome: 'block',
      reason: expect.stringContaining('twin'),
    });
    const peering = { peerings: [{ id: 'pcx', between: ['hub', 'spoke'] as [string, string] }] };
    expect(await share('cidr-overlap', { vpcs, connectivity: peering })).toBeUndefined();
  });

  test('unknown ranges are not evaluated', async () => {
    expect(await share('cidr-overlap', { vpcs: [vpc('hub', 0), { id: 'spoke' }] })).toMatchObject({
      outcome: 'not-evaluated',
    });
  });
});

describe('security-groups', () => {
  const group = (sources: readonly string[], more: object = {}) => ({
    securityGroups: [
      {
        id: 'sg',
        vpc: 'hub',
        ingress: [{ protocol: 'tcp', fromPort: 443, toPort: 443, sources: [...sources], ...more }],
      },
    ],
  });
  const judged = (more: Partial<Topology>, groups: readonly string[] | null = ['sg']) =>
    verdictOn('security-groups', 'share-across-vpcs', secured(more, groups ? { securityGroups: [...groups] } : {}), {
      options,
    });

  test('the spoke is admitted, and nobody else', async () => {
    expect(await judged(group(['10.0.0.0/16', '10.1.0.0/16']))).toBeUndefined();
    expect(
      await judged(group(['10.0.0.0/8'], { protocol: '-1', fromPort: undefined, toPort: undefined })),
    ).toBeUndefined();
  });

  test.each([
    ['other addresses', group(['10.0.0.0/16'])],
    ['half of them', group(['10.1.0.0/17'])],
    ['another port', group(['10.1.0.0/16'], { fromPort: 80, toPort: 80 })],
    ['another protocol', group(['10.1.0.0/16'], { protocol: 'udp' })],
    ['another group', group(['sg-other'])],
  ])('%s: must be admitted first', async (_, more) => {
    expect(await judged(more)).toMatchObject({
      outcome: 'warn',
      reason: expect.stringContaining('must first admit 10.1.0.0/16'),
    });
  });

  test('a group that admits everybody is to be narrowed', async () => {
    expect(await judged(group(['0.0.0.0/0']))).toMatchObject({
      outcome: 'warn',
      reason: expect.stringContaining('narrow'),
    });
  });

  test('unknown groups, rules or addresses are not evaluated', async () => {
    expect(await judged(group(['10.1.0.0/16']), null)).toMatchObject({ outcome: 'not-evaluated' });
    expect(await judged({})).toMatchObject({ outcome: 'not-evaluated' });
    expect(await judged({ ...group(['10.1.0.0/16']), vpcs: [vpc('hub', 0), { id: 'spoke' }] })).toMatchObject({
      outcome: 'not-evaluated',
    });
  });

  test('a new endpoint is made with a group that fits', async () => {
    const topology = network([endpoint({ id: 'spoke-ssm', vpc: 'spoke' })]);
    expect(await verdictOn('security-groups', 'share-across-vpcs', topology, { options })).toBeUndefined();
  });
});

describe('network-acls', () => {
  type Entry = NonNullable<Topology['networkAcls']>[number]['entries'][number];
  const rule = (number: number, direction: Entry['direction'], more: Partial<Entry> = {}): Entry => ({
    number,
    direction,
    action: 'allow',
    protocol: '-1',
    cidr: '0.0.0.0/0',
    ...more,
  });
  const acl = (...entries: readonly Entry[]): Partial<Topology> => ({
    subnets: [{ id: 'subnet-1', vpc: 'hub', az: 'use1-az1' }],
    networkAcls: [{ id: 'acl', vpc: 'hub', subnets: ['subnet-1'], entries: [...entries] }],
  });
  const open = [rule(100, 'ingress'), rule(100, 'egress')];
  const judged = (more: Partial<Topology>) =>
    verdictOn('network-acls', 'share-across-vpcs', secured(more, { subnets: ['subnet-1'] }), { options });

  test('open both ways', async () => {
    expect(await judged(acl(...open))).toBeUndefined();
    const exact = [
      rule(100, 'ingress', { protocol: 'tcp', cidr: '10.1.0.0/16', fromPort: 443, toPort: 443 }),
      rule(100, 'egress', { protocol: '6', cidr: '10.1.0.0/16', fromPort: 1024, toPort: 65_535 }),
    ];
    expect(await judged(acl(...exact))).toBeUndefined();
  });

  test.each([
    ['no rule at all', []],
    ['no way in', [rule(100, 'egress')]],
    ['no way out', [rule(100, 'ingress')]],
    [
      'answers on low ports only',
      [rule(100, 'ingress'), rule(100, 'egress', { protocol: 'tcp', fromPort: 443, toPort: 443 })],
    ],
    ['a refusal before', [rule(50, 'ingress', { action: 'deny', cidr: '10.1.0.0/16' }), ...open]],
    ['a refusal of a part', [rule(50, 'ingress', { action: 'deny', cidr: '10.1.7.0/24' }), ...open]],
  ])('%s blocks', async (_, entries) => {
    expect(await judged(acl(...entries))).toMatchObject({
      outcome: 'block',
      reason: expect.stringContaining('refuses spoke'),
    });
  });

  test('a refusal after, or of others, does not matter', async () => {
    const later = rule(200, 'ingress', { action: 'deny', cidr: '10.1.0.0/16' });
    const others = rule(50, 'ingress', { action: 'deny', cidr: '10.9.0.0/16' });
    expect(await judged(acl(later, others, ...open))).toBeUndefined();
  });

  test('unknown subnets, lists or addresses are not evaluated', async () => {
    expect(await judged({})).toMatchObject({ outcome: 'not-evaluated' });
    const unplaced = secured(acl(...open));
    expect(await verdictOn('network-acls', 'share-across-vpcs', unplaced, { options })).toMatchObject({
      outcome: 'not-evaluated',
    });
    expect(await judged({ ...acl(...open), vpcs: [vpc('hub', 0), { id: 'spoke' }] })).toMatchObject({
      outcome: 'not-evaluated',
    });
  });

  test('a new endpoint may stand in any subnet: all open is a pass, else it is to be chosen with care', async () => {
    const made = (more: Partial<Topology>) =>
      verdictOn('network-acls', 'share-across-vpcs', network([endpoint({ id: 'spoke-ssm', vpc: 'spoke' })], more), {
        options,
      });
    expect(await made(acl(...open))).toBeUndefined();
    expect(await made(acl(rule(100, 'egress')))).toMatchObject({ outcome: 'not-evaluated' });
    expect(await made({})).toMatchObject({ outcome: 'not-evaluated' });
  });
});

describe('routes', () => {
  const table = (vpcId: string, target: string, destination: string, more: object = {}) => ({
    id: `rtb-${vpcId}-${destination}`,
    vpc: vpcId,
    subnets: [],
    routes: [
      { destination: '10.0.0.0/8', target: 'local' },
      { destination, target, ...more },
    ],
  });
  const there = table('spoke', 'tgw', '10.0.0.0/16');
  const back = table('hub', 'tgw', '10.1.0.0/16');

  test('both ways', async () => {
    expect(await share('routes', { routeTables: [there, back] })).toBeUndefined();
  });

  test.each([
    ['one way only', [there, table('hub', 'nat', '0.0.0.0/0')], 'hub to spoke'],
    ['over something else', [table('spoke', 'pcx', '10.0.0.0/16'), back], 'spoke to hub'],
    ['a black hole', [table('spoke', 'tgw', '10.0.0.0/16', { active: false }), back], 'spoke to hub'],
    ['part of the addresses', [table('spoke', 'tgw', '10.0.0.0/24'), back], 'spoke to hub'],
    ['one table of two', [there, { ...table('spoke', 'nat', '0.0.0.0/0') }, back], 'spoke to hub'],
  ])('%s: what is missing is told', async (_, routeTables, missing) => {
    expect(await share('routes', { routeTables })).toMatchObject({
      outcome: 'warn',
      reason: `routes over tgw are missing: ${missing}`,
      requires: expect.arrayContaining([expect.objectContaining({ kind: 'route', via: 'tgw' })]),
    });
  });

  test('tables that lead nowhere are left out', async () => {
    const isolated = {
      id: 'rtb-db',
      vpc: 'spoke',
      subnets: [],
      routes: [{ destination: '10.1.0.0/16', target: 'local' }],
    };
    expect(await share('routes', { routeTables: [there, isolated, back] })).toBeUndefined();
  });

  test('unknown tables are not evaluated; an attachment to be made brings its routes', async () => {
    expect(await share('routes', {})).toMatchObject({ outcome: 'not-evaluated' });
    expect(await share('routes', { routeTables: [there] })).toMatchObject({ outcome: 'not-evaluated' });
    const connectivity = { transitGateways: [{ id: 'tgw', vpcs: ['hub'] }] };
    expect(await share('routes', { connectivity })).toBeUndefined();
  });
});
