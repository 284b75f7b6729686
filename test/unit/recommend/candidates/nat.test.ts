import { describe, expect, test } from 'vitest';
import {
  carrying,
  clientOf,
  contextOf,
  endpoint,
  network,
  planOf,
  service,
  stepsOf,
  told,
  waysOf,
} from '../../../support/recommend/network.ts';

/** A NAT gateway: 32.85 a month and 0.045 a GB. */
const nat = (monthlyGb: string | undefined, destination: string | undefined, existing = false) => ({
  natGateways: [
    {
      id: 'nat',
      vpc: 'hub',
      clients: 'vpc-only' as const,
      az: 'use1-az1',
      ...(existing && { existing }),
      ...(monthlyGb !== undefined && { monthlyGb }),
      ...(destination !== undefined && { destinations: [{ service: service('ssm'), monthlyGb: destination }] }),
    },
  ],
});

describe('endpoint-instead-of-nat', () => {
  test('an endpoint could be made in the VPC, or a hub used', async () => {
    const topology = network([endpoint({ id: 'spoke-ssm', vpc: 'spoke' })], nat('900', '500'));
    const context = await contextOf(topology, { options: { hubs: ['spoke'] } });
    expect(waysOf('endpoint-instead-of-nat', clientOf(context, 'nat'), context).map(told)).toEqual([
      'new in hub',
      'spoke-ssm via tgw',
    ]);
  });

  test('traffic of an endpoint is not NAT traffic', async () => {
    const context = await contextOf(network([endpoint({ id: 'app', vpc: 'hub' })], nat('900', undefined)));
    expect(waysOf('endpoint-instead-of-nat', clientOf(context, 'app'), context)).toEqual([]);
  });

  // The gateway stays: 0.035 a GB against 14.60, so 418 GB do pay and 417 GB do not.
  test.each([
    ['417', []],
    ['418', ['endpoint-instead-of-nat 0.03 nat hub-ssm']],
    ['1000', ['endpoint-instead-of-nat 20.40 nat hub-ssm']],
  ])('NAT stays, %s GB', async (gb, steps) => {
    const plan = await planOf(network([], nat('5000', gb)));
    expect(stepsOf(plan)).toEqual(steps);
    expect(plan.topologyAfter.natGateways?.map(({ id }) => id)).toEqual(['nat']);
  });

  const away = { id: 'rtb', vpc: 'hub', subnets: [], routes: [{ destination: '10.0.0.0/16', target: 'local' }] };

  test('NAT goes where it carries nothing else and no route leads to it: 32.85 + 100 x 0.035 - 14.60', async () => {
    const plan = await planOf(network([], { ...nat('100', '100'), routeTables: [away] }));
    expect(stepsOf(plan)).toEqual(['endpoint-instead-of-nat 21.75 nat hub-ssm']);
    expect(plan.topologyAfter.natGateways ?? []).toEqual([]);
    expect(plan.recommendations[0]?.actions.at(-1)?.cli).toContain('delete-nat-gateway --nat-gateway-id nat');
  });

  test('NAT stays where a route table leads to it, of whatever VPC, or where the tables are not known', async () => {
    const leads = { id: 'rtb-2', vpc: 'spoke', subnets: [], routes: [{ destination: '0.0.0.0/0', target: 'nat' }] };
    for (const routeTables of [[away, leads], []]) {
      const plan = await planOf(network([], { ...nat('1000', '1000'), routeTables }));
      expect(stepsOf(plan)).toEqual(['endpoint-instead-of-nat 20.40 nat hub-ssm']);
    }
  });

  test('of one that is there anyway the hours are sunk and the bytes are decided: 1000 x 0.035 - 14.60', async () => {
    const plan = await planOf(network([], { ...nat('1000', '1000', true), routeTables: [away] }));
    expect(plan.today.monthly.knownPart.toFixed(2)).toBe('45.00');
    expect(stepsOf(plan)).toEqual(['endpoint-instead-of-nat 20.40 nat hub-ssm']);
  });
});

describe('nat-instead-of-endpoint', () => {
  const small = (gb: string, more = nat('5000', undefined)) =>
    network([endpoint({ id: 'app', vpc: 'hub', policy: OPEN, ...carrying(gb) })], more);
  const OPEN = { Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] };

  test('a NAT gateway of the VPC can take the traffic', async () => {
    const context = await contextOf(small('10'));
    expect(waysOf('nat-instead-of-endpoint', clientOf(context, 'app'), context).map(told)).toEqual(['nat nat']);
  });

  test('where there is none it cannot, and NAT traffic stays NAT traffic', async () => {
    const context = await contextOf(small('10', {} as ReturnType<typeof nat>));
    expect(waysOf('nat-instead-of-endpoint', clientOf(context, 'app'), context)).toEqual([]);
  });

  const options = { allow: ['nat-instead-of-endpoint', 'resilience'] as const };

  test('is done on request only, and what it would save is shown', async () => {
    const plan = await planOf(small('10'));
    expect(stepsOf(plan)).toEqual([]);
    expect(plan.blocked.map((each) => [each.blockedBy, each.monthly.toFixed(2)])).toEqual([
      [['nat-instead-of-endpoint', 'resilience'], '14.25'],
    ]);
  });

  test.each(['execute-api', 'vpce.us-east-1.vpce-svc-0123'])('%s has no public name', async (name) => {
    const topology = network(
      [
        {
          ...endpoint({ id: 'app', vpc: 'hub', policy: OPEN, ...carrying('10') }),
          service: name.startsWith('vpce') ? `com.amazonaws.${name}` : service(name),
        },
      ],
      nat('5000', undefined),
    );
    const plan = await planOf(topology, { options });
    expect([stepsOf(plan), plan.blocked]).toEqual([[], []]);
  });

  test('one that carries nothing is not filled: it had better go, and that is said', async () => {
    const plan = await planOf(small('10', nat('0', undefined)), { options });
    expect(stepsOf(plan)).toEqual([]);
    expect(plan.findings.findings.map((each) => `${each.code} ${each.subject}`)).toContain('TG4055 nat');
    // One that is there anyway costs this network nothing.
    expect(stepsOf(await planOf(small('10', nat('0', undefined, true)), { options }))).toEqual([
      'nat-instead-of-endpoint 14.25 app nat',
    ]);
  });

  // 14.60 against 0.045 - 0.01 a GB: 416 GB do pay, 418 GB do not.
  test.each([
    ['10', ['nat-instead-of-endpoint 14.25 app nat']],
    ['416', ['nat-instead-of-endpoint 0.04 app nat']],
    ['418', []],
  ])('%s GB', async (gb, steps) => {
    expect(stepsOf(await planOf(small(gb), { options }))).toEqual(steps);
  });
});
