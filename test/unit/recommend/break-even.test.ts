import { describe, expect, test } from 'vitest';
import type { DecisionOptions } from '../../../src/recommend/options.ts';
import { carrying, endpoint, network, planOf, service } from '../../support/recommend/network.ts';

/**
 * A spoke's own endpoint costs 7.30 a month for each zone. At a hub's endpoint that stands already it pays 0.02 a GB on the way:
 * two zones are worth 14.60 / 0.02 = 730 GB, three are worth 21.90 / 0.02 = 1,095 GB.
 */
interface Edge {
  readonly zones?: number;
  readonly services?: readonly string[];
  readonly gb: string;
  readonly zoneExists?: boolean;
  readonly attached?: boolean;
}

function spoke({ zones = 2, services = ['ssm'], gb, zoneExists = true, attached = true }: Edge) {
  const endpoints = services.flatMap((name) => [
    endpoint({ id: `hub-${name}`, vpc: 'hub', service: name, zones }),
    endpoint({ id: `spoke-${name}`, vpc: 'spoke', service: name, zones, ...carrying(gb) }),
  ]);
  return network(endpoints, {
    connectivity: { transitGateways: [{ id: 'tgw', vpcs: attached ? ['hub', 'spoke'] : ['hub'] }] },
    dns: { hostedZones: zoneExists ? services.map((name) => ({ service: service(name), vpcs: ['hub'] })) : [] },
  });
}

async function sharedAt(edge: Edge, options: Partial<DecisionOptions> = {}): Promise<string> {
  const { zones = 2 } = edge;
  const plan = await planOf(spoke(edge), { options: { hubs: ['hub'], minAzs: zones, ...options } });
  expect(plan.recommendations.every((each) => each.move === 'share-across-vpcs')).toBe(true);
  return plan.saving.monthly.toFixed(2);
}

describe('where sharing begins to pay', () => {
  test.each([
    [2, '729', '0.02'],
    [2, '731', '0.00'],
    [3, '1094', '0.02'],
    [3, '1096', '0.00'],
  ])('%d zones, %s GB, hub and hosted zone there', async (zones, gb, saving) => {
    expect(await sharedAt({ zones, gb })).toBe(saving);
  });

  // (14.60 - 0.50) / 0.02 = 705.
  test.each([
    ['704', '0.02'],
    ['706', '0.00'],
  ])('a new hosted zone moves the edge by 0.50 USD: %s GB', async (gb, saving) => {
    expect(await sharedAt({ gb, zoneExists: false })).toBe(saving);
  });

  // Six services: 6 x 14.60 - 36.50 = 51.10 = 6 x 0.02 x 425.83.
  const SIX = ['ssm', 'kms', 'events', 'sqs', 'sns', 'sts'];
  test.each([
    [true, '729', '0.12'],
    [true, '731', '0.00'],
    [false, '425', '0.10'],
    [false, '426', '0.00'],
  ])(
    'a new attachment moves the edge of six services together by 36.50 USD: attached %s, %s GB each',
    async (attached, gb, saving) => {
      expect(await sharedAt({ services: SIX, gb, attached })).toBe(saving);
    },
  );

  test('both at once: 6 x (14.60 - 0.50) - 36.50 = 48.10 = 6 x 0.02 x 400.83', async () => {
    expect(await sharedAt({ services: SIX, gb: '400', attached: false, zoneExists: false })).toBe('0.10');
    expect(await sharedAt({ services: SIX, gb: '401', attached: false, zoneExists: false })).toBe('0.00');
  });

  test('the distance to the edge is told with the recommendation', async () => {
    const { recommendations } = await planOf(spoke({ gb: '365' }), { options: { hubs: ['hub'] } });
    expect(recommendations[0]?.evidence.breakEven).toMatchObject({ subject: 'spoke-ssm', distance: 0.5 });
    expect(recommendations[0]?.evidence.breakEven?.breakEvenGb.toFixed()).toBe('730');
    // A hosted zone made for this client alone moves it: (14.60 - 0.50) / 0.02.
    const zoned = await planOf(spoke({ gb: '352.5', zoneExists: false }), { options: { hubs: ['hub'] } });
    expect(zoned.recommendations[0]?.evidence.breakEven).toMatchObject({ distance: 0.5 });
    expect(zoned.recommendations[0]?.evidence.breakEven?.breakEvenGb.toFixed()).toBe('705');
  });
});
