import { describe, expect, test } from 'vitest';
import { GUARDS } from '../../../../src/recommend/guards/index.ts';
import type { Topology } from '../../../../src/topology/topology.ts';
import {
  carrying,
  clientOf,
  contextOf,
  endpoint,
  hubAndSpoke,
  measured,
  network,
  planOf,
  service,
  verdictOn,
  vpc,
  waysOf,
} from '../../../support/recommend/network.ts';

const options = { hubs: ['hub'] };
const share = (guard: Parameters<typeof verdictOn>[0], topology: Topology = hubAndSpoke(), more = {}) =>
  verdictOn(guard, 'share-across-vpcs', topology, { options: { ...options, ...more } });
const pair = (hub: object, spoke: object, more: Partial<Topology> = {}) =>
  network(
    [endpoint({ id: 'hub-ssm', vpc: 'hub', ...hub }), endpoint({ id: 'spoke-ssm', vpc: 'spoke', ...spoke })],
    more,
  );
const pii = { tags: { 'tollgate:data-class': 'PII' } };
const nat = (at: string, destinations = false): Partial<Topology> => ({
  natGateways: [
    {
      id: 'nat',
      vpc: at,
      az: 'use1-az1',
      monthlyGb: '5000',
      ...(destinations && { destinations: [{ service: service('ssm'), monthlyGb: '900' }] }),
    },
  ],
});

describe('sensitive-data', () => {
  test('nothing is tagged, or with another class', async () => {
    expect(await share('sensitive-data')).toBeUndefined();
    const open = { tags: { 'tollgate:data-class': 'public' } };
    expect(await share('sensitive-data', pair(open, open))).toBeUndefined();
  });

  test.each([
    ['the client’s endpoint', pair({}, pii), 'stays on its own endpoint'],
    ['the client’s VPC', pair({}, {}, { vpcs: [vpc('hub', 0), vpc('spoke', 1, pii)] }), 'stays on its own endpoint'],
    ['the hub’s endpoint', pair(pii, {}), 'takes nobody else'],
    ['the hub’s VPC', pair({}, {}, { vpcs: [vpc('hub', 0, pii), vpc('spoke', 1)] }), 'takes nobody else'],
  ])('%s is sensitive: blocked', async (_, topology, words) => {
    expect(await share('sensitive-data', topology)).toMatchObject({
      outcome: 'block',
      reason: expect.stringContaining(words),
    });
  });

  test.each(['pii', 'phi', 'pci', 'financial'])(
    '%s is a class by default; tag and classes can be set',
    async (name) => {
      const tagged = pair({}, { tags: { 'tollgate:data-class': name, 'cost:class': 'secret' } });
      expect(await share('sensitive-data', tagged)).toMatchObject({ outcome: 'block' });
      expect(await share('sensitive-data', tagged, { sensitiveClasses: ['secret'] })).toBeUndefined();
      const own = { sensitiveClasses: ['secret'], dataClassTag: 'cost:class' };
      expect(await share('sensitive-data', tagged, own)).toMatchObject({ outcome: 'block' });
    },
  );

  test('it never goes onto NAT, and may leave NAT for an endpoint of its own VPC alone', async () => {
    const onto = verdictOn('sensitive-data', 'nat-instead-of-endpoint', pair({}, pii, nat('spoke')));
    expect(await onto).toMatchObject({ outcome: 'block' });
    const vpcs = [vpc('hub', 0, pii), vpc('spoke', 1)];
    const topology = network([], { vpcs, ...nat('hub', true) });
    expect(await verdictOn('sensitive-data', 'endpoint-instead-of-nat', topology, { client: 'nat' })).toBeUndefined();
    const abroad = network([endpoint({ id: 'spoke-ssm', vpc: 'spoke' })], {
      vpcs: [vpc('hub', 0, { ...pii, azs: [] }), vpc('spoke', 1)],
      ...nat('hub', true),
    });
    const hubs = { options: { hubs: ['spoke'] }, client: 'nat' };
    expect(await verdictOn('sensitive-data', 'endpoint-instead-of-nat', abroad, hubs)).toMatchObject({
      outcome: 'block',
    });
  });

  test('where it is idle it can go', async () => {
    const idle = pair({}, { ...pii, ...carrying('0', '0') });
    expect(await verdictOn('sensitive-data', 'remove-idle', idle)).toBeUndefined();
  });

  test('no tag value is told', async () => {
    const verdict = await share('sensitive-data', pair({}, { tags: { 'tollgate:data-class': 'financial' } }));
    expect(verdict?.reason).not.toContain('financial');
  });
});

describe('private-dns', () => {
  const names = (...privateDnsNames: readonly string[]): Partial<Topology> => ({
    services: [{ name: service('ssm'), privateDnsNames: [...privateDnsNames] }],
  });

  test('off at the hub: nothing to say', async () => {
    expect(await share('private-dns', pair({ privateDns: false }, {}))).toBeUndefined();
  });

  test('on at the hub: to be turned off, unless it serves others already', async () => {
    expect(await share('private-dns', pair({ privateDns: true }, {}))).toMatchObject({
      outcome: 'warn',
      reason: expect.stringContaining('turn it off'),
    });
    const flows = [{ from: { vpc: 'third' }, endpoint: 'hub-ssm', via: 'tgw', monthlyGb: '10' }];
    const serving = pair(
      { privateDns: true },
      {},
      {
        flows,
        vpcs: [vpc('hub', 0), vpc('spoke', 1), vpc('third', 2)],
        connectivity: { transitGateways: [{ id: 'tgw', vpcs: ['hub', 'spoke', 'third'] }] },
      },
    );
    expect(await share('private-dns', serving)).toBeUndefined();
  });

  test('not known is not evaluated', async () => {
    expect(await share('private-dns')).toMatchObject({ outcome: 'not-evaluated' });
  });

  test('a wildcard name must be in the zone too', async () => {
    const wild = names('ecr.us-east-1.amazonaws.com', '*.dkr.ecr.us-east-1.amazonaws.com');
    expect(await share('private-dns', pair({ privateDns: false }, {}, wild))).toMatchObject({
      outcome: 'warn',
      reason: expect.stringContaining('wildcard'),
    });
    const made = network([endpoint({ id: 'spoke-ssm', vpc: 'spoke' })], wild);
    expect(await share('private-dns', made)).toMatchObject({
      outcome: 'warn',
      reason: expect.stringContaining('wildcard'),
    });
    expect(
      await share('private-dns', pair({ privateDns: false }, {}, names('ssm.us-east-1.amazonaws.com'))),
    ).toBeUndefined();
  });
});

describe('service-zones', () => {
  const made = (services?: Topology['services']) =>
    share('service-zones', network([endpoint({ id: 'spoke-ssm', vpc: 'spoke' })], services && { services }));

  test('known: the choice of zones keeps to them', async () => {
    const services = [{ name: service('ssm'), azs: ['use1-az2', 'use1-az4'] }];
    expect(await made(services)).toBeUndefined();
    const nat = {
      id: 'nat',
      vpc: 'hub',
      clients: 'vpc-only' as const,
      monthlyGb: '5000',
      destinations: [{ service: service('ssm'), monthlyGb: '2000' }],
    };
    const plan = await planOf(network([], { natGateways: [nat], services }));
    expect(plan.topologyAfter.endpoints[0]?.azs).toEqual(['use1-az2', 'use1-az4']);
  });

  test('offered in too few zones for the floor: no endpoint is made', async () => {
    const nat = {
      id: 'nat',
      vpc: 'hub',
      clients: 'vpc-only' as const,
      monthlyGb: '5000',
      destinations: [{ service: service('ssm'), monthlyGb: '2000' }],
    };
    const services = [{ name: service('ssm'), azs: ['use1-az2'] }];
    expect((await planOf(network([], { natGateways: [nat], services }))).recommendations).toEqual([]);
  });

  test('unknown is not evaluated', async () => {
    expect(await made()).toMatchObject({ outcome: 'not-evaluated' });
    expect(await made([{ name: service('ssm') }])).toMatchObject({ outcome: 'not-evaluated' });
  });

  test('an endpoint that stands is offered where it stands', async () => {
    expect(await share('service-zones')).toBeUndefined();
  });
});

describe('region-scope', () => {
  test('inside one Region', async () => {
    expect(await share('region-scope')).toBeUndefined();
  });

  test('a hub in another Region blocks', async () => {
    const vpcs = [vpc('hub', 0, { region: 'eu-west-1', azs: undefined }), vpc('spoke', 1)];
    const topology = network([endpoint({ id: 'spoke-ssm', vpc: 'spoke' })], {
      vpcs: vpcs.map(({ azs, ...rest }) => (azs ? { ...rest, azs } : rest)),
      subnets: ['use1-az1', 'use1-az2'].map((az) => ({ id: az, vpc: 'hub', az })),
    });
    expect(await share('region-scope', topology)).toMatchObject({
      outcome: 'block',
      reason: 'hub lies in another Region',
    });
  });
});

describe('ownership', () => {
  const accounts = (hub: string | undefined, spoke: string | undefined): Partial<Topology> => ({
    vpcs: [
      { ...vpc('hub', 0), account: hub },
      { ...vpc('spoke', 1), account: spoke },
    ].map(({ account, ...rest }) => (account === undefined ? rest : { ...rest, account })),
  });
  const made = (more: Partial<Topology>, entry: object = {}) =>
    share('ownership', network([endpoint({ id: 'spoke-ssm', vpc: 'spoke', ...entry })], more));

  test('one account', async () => {
    expect(await share('ownership')).toBeUndefined();
  });

  test('another account would pay: told', async () => {
    expect(await share('ownership', hubAndSpoke(accounts('111122223333', '444455556666')))).toMatchObject({
      outcome: 'warn',
      reason: 'account 111122223333 pays for the endpoint instead of account 444455556666',
    });
  });

  test('unknown accounts are not evaluated', async () => {
    expect(await share('ownership', hubAndSpoke(accounts(undefined, '444455556666')))).toMatchObject({
      outcome: 'not-evaluated',
    });
  });

  test('a provider that accepts each connection must be asked first: blocked; not known: not evaluated', async () => {
    const name = 'com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0';
    const partner = { service: undefined };
    const topology = (services: Topology['services']) => {
      const { service: _, ...base } = { ...endpoint({ id: 'spoke-ssm', vpc: 'spoke' }), ...partner };
      return network([{ ...base, service: name }], services && { services });
    };
    const judged = (services?: Topology['services']) => share('ownership', topology(services));
    expect(await judged([{ name, acceptanceRequired: true }])).toMatchObject({ outcome: 'block' });
    expect(await judged([{ name, acceptanceRequired: false }])).toBeUndefined();
    expect(await judged()).toMatchObject({ outcome: 'not-evaluated' });
  });

  test('subnets that another account shares take no endpoint of ours', async () => {
    const subnets = ['use1-az1', 'use1-az2'].map((az) => ({ id: `s-${az}`, vpc: 'hub', az, account: '999900001111' }));
    expect(await made({ subnets })).toMatchObject({
      outcome: 'block',
      reason: expect.stringContaining('999900001111'),
    });
  });

  test.each([
    ['an AWS service manages it', { requesterManaged: true }],
    ['its provider pays', { payer: 'provider' as const }],
  ])('an endpoint is left alone where %s', async (_, more) => {
    const plan = await planOf(network([endpoint({ id: 'app', vpc: 'hub', zones: 3, ...more })]));
    expect(plan.recommendations).toEqual([]);
    expect(plan.findings.findings.map((each) => `${each.code} ${each.subject}`)).toContain('TG4050 app');
  });
});

describe('resilience', () => {
  test('two zones or more: nothing to say', async () => {
    expect(await share('resilience')).toBeUndefined();
  });

  test('a floor of one fights the multi-AZ check of Trusted Advisor, and that is said', async () => {
    expect(await share('resilience', hubAndSpoke(), { minAzs: 1 })).toMatchObject({
      outcome: 'warn',
      reason: expect.stringContaining('Trusted Advisor'),
    });
    const plan = await planOf(network([endpoint({ id: 'app', vpc: 'hub' })]), { options: { minAzs: 1 } });
    expect(plan.recommendations[0]?.verdicts.map((each) => each.guard)).toContain('resilience');
  });

  test('a NAT gateway in one zone breaks the floor, one in each of two keeps it', async () => {
    const judged = (more: Partial<Topology>) => verdictOn('resilience', 'nat-instead-of-endpoint', pair({}, {}, more));
    expect(await judged(nat('spoke'))).toMatchObject({
      outcome: 'block',
      reason: 'the NAT gateways of spoke stand in 1 zone, and the zone floor is 2',
    });
    const natGateways = ['use1-az1', 'use1-az2'].map((az) => ({ id: `nat-${az}`, vpc: 'spoke', az, monthlyGb: '1' }));
    const context = await contextOf(pair({}, {}, { natGateways }));
    const client = clientOf(context, 'spoke-ssm');
    const ways = waysOf('nat-instead-of-endpoint', client, context);
    expect(ways.map((way) => GUARDS.resilience(client, way, context))).toEqual([undefined, undefined]);
  });
});

describe('evidence', () => {
  const judged = (days: number, more: Parameters<typeof measured>[2] = {}, asOf?: string) =>
    verdictOn('evidence', 'share-across-vpcs', hubAndSpoke(), {
      options: { ...options, asOf },
      traffic: measured('spoke-ssm', days, more),
    });

  test.each([
    [14, {}, undefined],
    [13.9, {}, 'watched for 13.9 days, less than 14'],
    [30, { gaps: 50 }, undefined],
    [30, { gaps: 51 }, '5.1 % of its traffic history is missing'],
  ])('%d days, %j', async (days, more, words) => {
    const verdict = await judged(days, more);
    if (words === undefined) expect(verdict).toBeUndefined();
    else expect(verdict).toMatchObject({ outcome: 'warn', reason: expect.stringContaining(words) });
  });

  test('a month old is not too old, a day more is', async () => {
    expect(await judged(30, {}, '2026-12-01T00:00:00Z')).toBeUndefined();
    expect(await judged(30, {}, '2026-12-02T00:00:00Z')).toMatchObject({
      outcome: 'warn',
      reason: expect.stringContaining('last watched on 2026-11-01'),
    });
  });

  test('weak evidence lowers the confidence, of a change of zones too', async () => {
    const confidence = async (days: number, topology: Topology, id: string) =>
      (await planOf(topology, { options, traffic: measured(id, days) })).recommendations[0]?.confidence;
    const app = network([endpoint({ id: 'app', vpc: 'hub', zones: 3 })]);
    expect([await confidence(30, app, 'app'), await confidence(7, app, 'app')]).toEqual(['high', 'low']);
    expect(await confidence(7, hubAndSpoke(), 'spoke-ssm')).toBe('low');
    // Stated traffic is not measured.
    expect((await planOf(app)).recommendations[0]?.confidence).toBe('medium');
  });

  const idle = (days: number, createdAt?: string) =>
    verdictOn(
      'evidence',
      'remove-idle',
      pair({}, { ...carrying('0', '0'), ...(createdAt !== undefined && { createdAt }) }),
      { traffic: measured('spoke-ssm', days, { gb: 0 }) },
    );

  test.each([
    [76.5, undefined, undefined],
    [76.4, undefined, 'block'],
    [17, '2026-10-12T00:00:00Z', undefined],
    [16.9, '2026-10-12T00:00:00Z', 'block'],
    [76.4, '2020-01-01T00:00:00Z', 'block'],
  ])('idle for %d days of 90, or since %s', async (days, createdAt, outcome) => {
    expect((await idle(days, createdAt))?.outcome).toBe(outcome);
  });

  test.each([
    ['2026-11-14T12:00:00Z', undefined],
    ['2026-11-15T00:00:00Z', 'block'],
  ])('only the last 90 days count: watched for 90 until 2026-11-01, as of %s', async (asOf, outcome) => {
    const verdict = await verdictOn('evidence', 'remove-idle', pair({}, carrying('0', '0')), {
      options: { asOf },
      traffic: measured('spoke-ssm', 90, { gb: 0 }),
    });
    expect(verdict?.outcome).toBe(outcome);
  });

  test('idleness that is stated is said to be so', async () => {
    const verdict = await verdictOn('evidence', 'remove-idle', pair({}, carrying('0', '0')));
    expect(verdict).toMatchObject({ outcome: 'warn', reason: expect.stringContaining('not measured') });
  });
});

describe('headroom', () => {
  test('a known peak was kept within the reserve by the choice itself', async () => {
    expect(await share('headroom')).toBeUndefined();
  });

  test('without one the mean had to do, and that is said', async () => {
    expect(await share('headroom', pair({}, { traffic: { monthlyGb: '100' } }))).toMatchObject({
      outcome: 'not-evaluated',
    });
    expect(await share('headroom', pair({}, { traffic: { monthlyGb: '0' } }))).toBeUndefined();
  });
});

describe('moved-flows', () => {
  test('another VPC’s endpoint: cuts, packet size, idle time, and what policies must name', async () => {
    const verdict = await share('moved-flows');
    expect(verdict).toMatchObject({ outcome: 'warn' });
    for (const words of ['8500 bytes', '350 s', 'aws:SourceVpc', 'must name hub'])
      expect(verdict?.reason).toContain(words);
  });

  test('NAT: idle time and policies', async () => {
    const verdict = await verdictOn('moved-flows', 'nat-instead-of-endpoint', pair({}, {}, nat('spoke')));
    expect(verdict?.reason).toContain('idle for 350 s');
  });

  test('inside a VPC there is nothing to say', async () => {
    const twice = network([endpoint({ id: 'one', vpc: 'hub' }), endpoint({ id: 'two', vpc: 'hub' })]);
    expect(await verdictOn('moved-flows', 'merge-duplicates', twice, { client: 'one' })).toBeUndefined();
  });
});
