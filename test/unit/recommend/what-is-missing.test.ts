import { describe, expect, test } from 'vitest';
import { nearestWord } from '../../../src/core/nearest-word.ts';
import { missingReferences } from '../../../src/topology/missing-references.ts';
import type { Topology } from '../../../src/topology/topology.ts';
import {
  carrying,
  endpoint,
  hubAndSpoke,
  network,
  planOf,
  service,
  stepsOf,
  vpc,
  ZONES,
} from '../../support/recommend/network.ts';

const silent = (id: string, at: string) => {
  const { traffic: _, ...rest } = endpoint({ id, vpc: at });
  return rest;
};

describe('what was not decided', () => {
  test.each<[string, Topology, readonly (readonly string[])[]]>([
    ['traffic', network([silent('app', 'hub')]), [['app', 'its traffic is not known', '14.60']]],
    [
      'zones',
      network([{ ...endpoint({ id: 'app', vpc: 'hub' }), azs: undefined } as never]),
      [['app', 'its zones are not known', '1.00']],
    ],
    [
      'a type that Tollgate does not move',
      network([
        { id: 'fw', vpc: 'hub', type: 'GatewayLoadBalancer', azs: [ZONES[0] ?? ''], traffic: { monthlyGb: '0' } },
      ]),
      [['fw', 'Tollgate does not move GatewayLoadBalancer endpoints', '7.30']],
    ],
    [
      'where the bytes of a NAT gateway go',
      network([], { natGateways: [{ id: 'nat', vpc: 'hub', az: 'use1-az1', monthlyGb: '1000' }] }),
      [['nat', 'where its 1000 GB a month go is not known', '45.00']],
    ],
  ])('%s: named with its money, and the answer is no proof', async (_, topology, expected) => {
    const plan = await planOf(topology);
    expect(plan.solver.status).toBe('nothing-decided');
    expect(plan.undecided.map((each) => [each.subject, each.reason, each.monthly.toFixed(2)])).toEqual(expected);
    const both = await planOf({
      ...topology,
      endpoints: [...topology.endpoints, endpoint({ id: 'known', vpc: 'spoke' })],
    });
    expect(both.solver.status).toBe('partly-decided');
  });

  test('what others decide is not missing', async () => {
    const plan = await planOf(network([endpoint({ id: 'app', vpc: 'hub', requesterManaged: true, zones: 2 })]));
    expect([plan.undecided, plan.solver.status]).toEqual([[], 'optimal']);
  });

  // 5,900 GB at 0.02 over the Transit Gateway against 14.60 for an endpoint of its own.
  test('a saving that unknown zones hold back', async () => {
    const spoke = { id: 'spoke', cidrs: ['10.1.0.0/16'], account: '111122223333' };
    const flows = [{ from: { vpc: 'spoke' }, endpoint: 'hub-ssm', via: 'tgw', monthlyGb: '5900' }];
    const plan = await planOf(
      network([endpoint({ id: 'hub-ssm', vpc: 'hub', ...carrying('6000') })], { vpcs: [vpc('hub', 0), spoke], flows }),
    );
    expect(stepsOf(plan)).toEqual([]);
    expect(plan.undecided.map((each) => [each.subject, each.monthly.toFixed(2)])).toEqual([['spoke', '103.40']]);
    expect(plan.findings.findings.map((each) => each.code)).toContain('TG4059');
  });
});

describe('without bytes', () => {
  const topology = { ...hubAndSpoke(), endpoints: [silent('hub-ssm', 'hub'), silent('spoke-ssm', 'spoke')] };

  // 14.60 of hours over 0.02 a GB; with 5 GB each 14.60 - 0.10 - 0.50 for the hosted zone.
  test('the break-even, and what would be saved at several volumes', async () => {
    const { withoutBytes } = await planOf(topology, { options: { hubs: ['hub'] } });
    expect(withoutBytes?.breakEvens.map(({ endpoint: id, hub, belowGb }) => [id, hub, belowGb?.toFixed()])).toEqual([
      ['spoke-ssm', 'hub', '730'],
    ]);
    expect(withoutBytes?.saving.find((each) => each.eachGb === 5)?.monthly.toFixed(2)).toBe('14.00');
  });

  test('assumed traffic is decided, and each step says below which traffic it holds', async () => {
    const plan = await planOf(topology, { options: { hubs: ['hub'], assumeGb: 5 } });
    expect(stepsOf(plan)).toEqual(['share-across-vpcs 14.00 spoke-ssm hub-ssm']);
    // 14.10 of hours and zone over 0.02 a GB.
    expect(plan.recommendations[0]?.sensitivity.belowGb?.toFixed()).toBe('705');
    expect(plan.sensitivity.from).toBeUndefined();
  });
});

describe('choice and sense', () => {
  test('a refused connection is billed and can only go', async () => {
    const dead = endpoint({ id: 'rej', vpc: 'hub', state: 'rejected', ...carrying('0') });
    expect(stepsOf(await planOf(network([dead])))).toEqual(['remove-idle 14.60 rej']);
  });

  test('steps below the least saving stay out, and the total says so', async () => {
    const topology = network([
      endpoint({ id: 'hub-ssm', vpc: 'hub', ...carrying('5') }),
      endpoint({ id: 'spoke-ssm', vpc: 'spoke', ...carrying('660') }),
    ]);
    const all = await planOf(topology, { options: { hubs: ['hub'] } });
    expect(stepsOf(all)).toEqual(['share-across-vpcs 0.90 spoke-ssm hub-ssm']);
    const none = await planOf(topology, { options: { hubs: ['hub'], minSaving: 1 } });
    expect([stepsOf(none), none.saving.monthly.toFixed()]).toEqual([[], '0']);
    expect(none.findings.findings.map((each) => each.code)).toContain('TG4061');
  });

  test('on equal cost a VPC that is called a hub hosts, a workload does not', async () => {
    const vpcs = [vpc('app', 0), vpc('shared-services', 1)];
    const both = ['app', 'shared-services'].map((at) => endpoint({ id: `${at}-ssm`, vpc: at }));
    const connectivity = { transitGateways: [{ id: 'tgw', vpcs: ['app', 'shared-services'] }] };
    const plan = await planOf(network(both, { vpcs, connectivity }));
    expect(stepsOf(plan)).toEqual(['share-across-vpcs 12.10 app-ssm shared-services-ssm']);
  });

  test('one client too large for an endpoint comes to two of them, at 3 x 7.30', async () => {
    const large = network([endpoint({ id: 'app', vpc: 'hub', zones: 3, ...carrying('9000000', '180') })]);
    expect(stepsOf(await planOf(large))).toEqual([]);
    const plan = await planOf(large, { options: { repair: true } });
    expect(stepsOf(plan)).toEqual(['split -21.90 app hub-ssm']);
    expect(plan.topologyAfter.endpoints.map((each) => each.traffic?.monthlyGb)).toEqual(['4500000', '4500000']);
    const pinned = await planOf(large, { options: { repair: true, pins: ['app'] } });
    expect(pinned.findings.findings.find((each) => each.code === 'TG4052')?.message).toContain('cannot be repaired');
  });
});

describe('names that match nothing', () => {
  test.each([
    [{ hubs: ['hbu'] }, 'hub'],
    [{ pins: ['spok-ssm'] }, 'spoke-ssm'],
    [{ forbid: [{ move: 'drop-az' as const, subject: 'spoke1' }] }, 'spoke'],
  ])('%j is refused with the nearest', async (options, near) => {
    await expect(planOf(hubAndSpoke(), { options })).rejects.toMatchObject({
      code: 'TG4004',
      hint: `Did you mean "${near}"?`,
    });
  });

  test('a wall of a tag that nothing has is refused', async () => {
    await expect(planOf(hubAndSpoke(), { options: { walls: ['env'] } })).rejects.toMatchObject({ code: 'TG4004' });
  });

  test('nothing near is no hint', () => {
    expect(nearestWord('abc', ['xyzuvw'])).toBeUndefined();
  });

  test('references of a topology file to VPCs and zones that are not there', () => {
    const topology: Topology = network(
      [endpoint({ id: 'app', vpc: 'gone' }), endpoint({ id: 'far', vpc: 'hub', zones: 2 })],
      {
        vpcs: [vpc('hub', 0, { azs: [ZONES[0] ?? ''] })],
        connectivity: { transitGateways: [{ id: 'tgw', vpcs: ['hub', 'gone'] }] },
        dns: { hostedZones: [{ service: service('ssm'), vpcs: ['lost'] }] },
      },
    );
    expect(missingReferences(topology).map(({ code, subject }) => `${code} ${subject}`)).toEqual([
      'TG4056 gone',
      'TG4056 lost',
      'TG4057 far',
    ]);
  });
});
