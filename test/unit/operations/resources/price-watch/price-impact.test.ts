import { expect, test } from 'vitest';
import type { NetworkReading } from '../../../../../src/operations/inputs/load-network.ts';
import { priceImpact } from '../../../../../src/operations/resources/price-watch/price-impact.ts';
import { watchPrices } from '../../../../../src/operations/resources/price-watch/watch-prices.ts';
import type { RateChange } from '../../../../../src/rates/compare-cards.ts';
import type { RateSource } from '../../../../../src/rates/rate-source.ts';
import type { TollgateEvent } from '../../../../../src/report/event-document.ts';
import type { RateRefreshDocument, RegionRefresh } from '../../../../../src/report/rate-refresh.ts';
import { idleSnapshot } from '../../../../support/kept-scan.ts';
import { bundledCards } from '../../../../support/price-list-stub/catalogue.ts';

/** The bundled prices are the new ones: hours 0.01 in us-east-1 and 0.011 in eu-west-1. */
const rates: RateSource = {
  kind: 'pricing-cache',
  async rateCard(region) {
    const card = bundledCards().find((each) => each.region === region);
    if (!card) throw new Error(region);
    return { card, findings: [] };
  },
};

const network = (region = 'us-east-1', prefix = 'use1'): NetworkReading => ({
  topology: idleSnapshot(region, prefix).topology,
  findings: [],
});

const change = (product: string, usageType: string, before: string, after: string): RateChange => ({
  product,
  usageType,
  change: 'changed',
  unit: 'Hrs',
  before: [{ from: '0', to: null, price: before }],
  after: [{ from: '0', to: null, price: after }],
  from: '2026-12-01',
});
const HOURS = change('interface-endpoint-hours', 'USE1-VpcEndpoint-Hours', '0.012', '0.01');
const GWLB = change('gwlb-endpoint-hours', 'USE1-VpcEndpoint-GWLBE-Hours', '0.02', '0.01');

test('the months of all networks before and after, and the changes that they use', async () => {
  const impact = await priceImpact(
    { region: 'us-east-1', changes: [HOURS, GWLB], networks: [network(), network()] },
    rates,
  );
  expect(impact).toEqual({
    networks: 2,
    changes: [HOURS],
    // 2 networks x 2 AZ x 730 h = 2,920 AZ-hours: x 0.012 and x 0.01
    monthlyBefore: '35.04',
    monthlyAfter: '29.20',
    delta: '-5.84',
    unknownLines: 0,
    currency: 'USD',
  });
});

test('a price of another Region is not in use, whatever its usage type', async () => {
  const impact = await priceImpact(
    { region: 'us-east-1', changes: [HOURS], networks: [network('eu-west-1', 'euw1')] },
    rates,
  );
  // 2 AZ x 730 h x 0.011
  expect(impact).toMatchObject({ changes: [], monthlyBefore: '16.06', monthlyAfter: '16.06', delta: '0.00' });
});

const region = (name: string, changes: RegionRefresh['changes']): RegionRefresh => ({
  region: name,
  status: changes.length > 0 ? 'changed' : 'unchanged',
  changes,
  confirmed: 0,
  keptRates: 0,
  skippedRows: 0,
  findings: [],
});
const refreshOf = (...regions: RegionRefresh[]): RateRefreshDocument => ({
  schema: 'tollgate/rate-refresh@1',
  source: 'price-list-bulk',
  startedAt: '2026-11-23T08:00:00.000Z',
  totals: { regions: regions.length, changed: 0, unchanged: 0, fresh: 0, failed: 0 },
  regions,
});

test('a refresh tells once of each Region where a price in use changed', async () => {
  const events: TollgateEvent[] = [];
  const document = refreshOf(region('us-east-1', [HOURS, GWLB]), region('us-east-2', [GWLB]), region('eu-west-1', []));
  const ports = {
    impactOf: async ({ region: name, changes }: RegionRefresh) =>
      name === 'us-east-1'
        ? priceImpact({ region: name, changes: changes as RateChange[], networks: [network()] }, rates)
        : undefined,
    events: { emit: async (more: readonly TollgateEvent[]) => void events.push(...more) },
  };
  const watched = await watchPrices(document, ports);
  expect(watched.regions.map(({ impact }) => impact?.delta)).toEqual(['-2.92', undefined, undefined]);
  await watchPrices(document, ports);
  expect(new Set(events.map(({ id }) => id)).size).toBe(1);
  expect(events[0]).toMatchObject({
    type: 'price.changed',
    occurredAt: '2026-11-23T08:00:00.000Z',
    data: {
      region: 'us-east-1',
      changes: [{ product: 'interface-endpoint-hours', from: '0.012', to: '0.01', effectiveFrom: '2026-12-01' }],
      monthlyBefore: '17.52',
      monthlyAfter: '14.60',
      currency: 'USD',
    },
  });
});
