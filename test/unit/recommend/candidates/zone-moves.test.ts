import { describe, expect, test } from 'vitest';
import {
  carrying,
  endpoint,
  network,
  planOf,
  service,
  stepsOf,
  vpc,
  ZONES,
} from '../../../support/recommend/network.ts';

const app = (zones: number, more: Partial<Parameters<typeof endpoint>[0]> = {}) =>
  network([endpoint({ id: 'app', vpc: 'hub', zones, ...more })]);
const zonesAfter = async (topology: ReturnType<typeof network>, options = {}) =>
  (await planOf(topology, { options })).topologyAfter.endpoints[0]?.azs;

describe('drop-az', () => {
  test('a third zone that the floor does not need goes: 7.30', async () => {
    expect(stepsOf(await planOf(app(3)))).toEqual(['drop-az 7.30 app']);
  });

  test('never below the floor, whatever the floor is', async () => {
    expect(stepsOf(await planOf(app(2)))).toEqual([]);
    expect(stepsOf(await planOf(app(3), { options: { minAzs: 3 } }))).toEqual([]);
    expect(stepsOf(await planOf(app(3), { options: { minAzs: 1 } }))).toEqual(['drop-az 14.60 app']);
  });

  // Two zones carry 60 Gbps with one lost (100 x 0.6 x 1), three carry 120.
  test.each([
    ['60', 2],
    ['60.1', 3],
  ])('never below what the peak needs with one zone lost: %s Gbps', async (gbps, zones) => {
    expect(await zonesAfter(app(3, carrying('100', gbps)))).toHaveLength(zones);
  });

  test('a lower reserve asks for more zones', async () => {
    expect(await zonesAfter(app(3, carrying('100', '50')), { maxUtilisation: 0.4 })).toHaveLength(3);
  });

  test('zones whose clients keep to them stay', async () => {
    const topology = network([endpoint({ id: 'app', vpc: 'hub', zones: 3, affinity: 1 })], {
      flows: ['use1-az1', 'use1-az4'].map((az) => ({ from: { vpc: 'hub', az }, endpoint: 'app', monthlyGb: '50' })),
    });
    expect(await zonesAfter(topology)).toEqual(['use1-az1', 'use1-az4']);
  });

  test('can be forbidden everywhere, or on one endpoint or VPC; a pin forbids it too', async () => {
    for (const options of [
      { forbid: [{ move: 'drop-az' as const }] },
      { forbid: [{ move: 'drop-az' as const, subject: 'app' }] },
      { forbid: [{ move: 'drop-az' as const, subject: 'hub' }] },
      { pins: ['app'] },
    ]) {
      expect(stepsOf(await planOf(app(3), { options }))).toEqual([]);
    }
    const elsewhere = { forbid: [{ move: 'drop-az' as const, subject: 'spoke' }] };
    expect(stepsOf(await planOf(app(3), { options: elsewhere }))).toEqual(['drop-az 7.30 app']);
  });
});

describe('add-az', () => {
  test('an endpoint in one zone is told beside the plan with what mending costs, and mended when asked', async () => {
    const plan = await planOf(app(1));
    expect(stepsOf(plan)).toEqual([]);
    expect(plan.repairs.map((each) => [each.move, each.saving.monthly.toFixed(2)])).toEqual([['add-az', '-7.30']]);
    expect(plan.findings.findings.map((each) => each.code)).toContain('TG4052');
    expect(await zonesAfter(app(1), { repair: true })).toHaveLength(2);
  });

  test('guests bring a zone when their load needs it, where it pays', async () => {
    const topology = network(
      [
        endpoint({ id: 'hub-ssm', vpc: 'hub', ...carrying('100', '50') }),
        endpoint({ id: 'spoke-ssm', vpc: 'spoke', ...carrying('100', '30') }),
      ],
      { dns: { hostedZones: [{ service: service('ssm'), vpcs: ['hub'] }] } },
    );
    // 80 Gbps need a third zone: 14.60 - 7.30 - 2.00.
    const plan = await planOf(topology, { options: { hubs: ['hub'] } });
    expect(plan.saving.monthly.toFixed(2)).toBe('5.30');
    expect(plan.recommendations[0]?.with).toEqual(['add-az']);
    expect(plan.recommendations[0]?.actions.map((each) => each.title)).toContain('Add use1-az4 to hub-ssm');
  });

  test('only zones in which the service is offered', async () => {
    const services = [{ name: service('ssm'), azs: ['use1-az1', 'use1-az4'] }];
    const topology = { ...app(1), services };
    expect(await zonesAfter(topology, { repair: true })).toEqual(['use1-az1', 'use1-az4']);
  });
});

describe('move-az', () => {
  test('clients of a peering that keep to a zone draw the interface there', async () => {
    // 2,000 GB from a zone without an interface cross at 0.02; moved, half of what roams crosses.
    const topology = network([endpoint({ id: 'hub-ssm', vpc: 'hub', ...carrying('2000') })], {
      vpcs: [vpc('hub', 0), vpc('spoke', 1)],
      connectivity: { peerings: [{ id: 'pcx', between: ['hub', 'spoke'] }] },
      flows: [{ from: { vpc: 'spoke', az: 'use1-az4' }, endpoint: 'hub-ssm', via: 'pcx', monthlyGb: '2000' }],
    });
    const plan = await planOf(topology, { options: { forbid: [{ move: 'localise' }] } });
    expect(stepsOf(plan)).toEqual(['move-az 20.00 hub-ssm']);
    expect(plan.topologyAfter.endpoints[0]?.azs).toContain('use1-az4');
    const titles = plan.recommendations[0]?.actions.map((each) => each.title) ?? [];
    expect(titles[0]).toBe('Add use1-az4 to hub-ssm');
    expect(titles.at(-1)).toMatch(/^Remove use1-az[12] from hub-ssm$/);
  });
});

test('zones a VPC does not have are never used', async () => {
  const topology = network([endpoint({ id: 'app', vpc: 'hub', zones: 1 })], {
    vpcs: [vpc('hub', 0, { azs: ZONES.slice(0, 1) })],
  });
  const plan = await planOf(topology, { options: { repair: true } });
  expect(plan.topologyAfter.endpoints[0]?.azs).toEqual(['use1-az1']);
});
