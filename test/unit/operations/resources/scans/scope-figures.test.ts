import { expect, test } from 'vitest';
import { Decimal } from '../../../../../src/core/decimal.ts';
import { scopeFigures } from '../../../../../src/operations/resources/scans/scope-figures.ts';
import type { Snapshot } from '../../../../../src/report/snapshot-document.ts';
import { toMeasured } from '../../../../../src/traffic/measured.ts';
import { servicesOfTest } from '../../../../support/http-app.ts';
import { measuredSnapshot } from '../../../../support/snapshot.ts';

const { rates } = servicesOfTest();
const DAY = 86_400;
const WINDOW = { start: Date.UTC(2026, 9, 1) / 1000, end: Date.UTC(2026, 9, 31) / 1000 };

/** One zone whose busy rate grows by 1 Gbps a day, from 50 to 79 Gbps of a ceiling of 100. */
function growing(monthlyGb = 1000): Snapshot {
  const days = Array.from({ length: 30 }, (_, day) => (50 + day) * 1e9);
  const daily = [
    { endpoint: 'vpce-a', az: 'use1-az1', firstDay: WINDOW.start / DAY, bytes: days.map(() => 2 ** 30), busyBps: days },
  ];
  return {
    ...measuredSnapshot({ 'use1-az1': 1 }),
    traffic: toMeasured(WINDOW, {
      profile: new Map([
        ['vpce-a', { monthlyGb: new Decimal(monthlyGb), provenance: { source: 'cloudwatch' as const } }],
      ]),
      statistics: [],
      daily,
      connections: [],
    }),
  };
}

test('cost, pool position and marginal price of the whole', async () => {
  const { crossings: _, ...figures } = await scopeFigures(growing(), rates);
  expect(figures).toEqual({
    capturedAt: '2026-10-31T00:00:00.000Z',
    currency: 'USD',
    // 1 AZ x 730 h x 0.01 + 1,000 GB x 0.01; the gateway endpoint is free
    monthly: '17.30',
    unknownLines: 0,
    services: [
      { service: 's3', monthly: '0.00', unknownLines: 0 },
      { service: 'ssm', monthly: '17.30', unknownLines: 0 },
    ],
    // The first tier ends at 1 PB of 1,048,576 GB.
    pools: [
      {
        region: 'us-east-1',
        product: 'interface-endpoint-bytes',
        gb: '1000',
        marginalPrice: '0.01',
        nextTierGb: '1048576',
      },
    ],
  });
});

test.each([
  // Idle: the first tier ends at 1,048,576 GB. At a bound the next GB is of the tier above: 4 PB more, and without end after that.
  [0, '0.01', '1048576'],
  [1_048_576, '0.006', '5242880'],
  [5_242_880, '0.004', null],
])('of a pool at %d GB the next GB costs %s, up to %s', async (gb, marginalPrice, nextTierGb) => {
  const { pools } = await scopeFigures(growing(gb), rates);
  expect(pools).toMatchObject([{ gb: String(gb), marginalPrice, nextTierGb }]);
});

test('days to each threshold, where the growth leads to them', async () => {
  const { crossings } = await scopeFigures(growing(), rates);
  // The 30th day is at 79 Gbps: the first day after it at 80. 90 Gbps is the eleventh day after it, and 60 and 75 are behind.
  const critical = crossings.find(({ at }) => at === 0.9);
  expect(critical).toMatchObject({ endpoint: 'vpce-a', az: 'use1-az1' });
  expect(critical?.days).toBeGreaterThan(9);
  expect(critical?.days).toBeLessThan(12);
  const { crossings: flat } = await scopeFigures(measuredSnapshot({ 'use1-az1': 1e9 }), rates);
  expect(flat).toEqual([]);
});

test('without measurements there is a cost and nothing to forecast', async () => {
  const { traffic: _, ...inventory } = growing();
  expect(await scopeFigures(inventory, rates)).toMatchObject({ monthly: '7.30', unknownLines: 1, crossings: [] });
});
