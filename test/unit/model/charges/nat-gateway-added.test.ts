import { expect, test } from 'vitest';
import { Decimal } from '../../../../src/core/decimal.ts';
import { estimate } from '../../../../src/model/estimate.ts';
import type { RateCard } from '../../../../src/rates/rate-card.ts';
import type { NatGateway } from '../../../../src/topology/topology.ts';

const rate = (product: string, unit: 'Hrs' | 'GB') => ({
  product,
  serviceCode: 'AmazonEC2',
  usageType: product,
  unit,
  tiers: [{ from: '0', to: null, price: '0.045' }],
  asOf: '2025-11-04',
  source: 'test',
  confidence: 'high' as const,
});
const card: RateCard = {
  schema: 'tollgate/rate-card@1',
  partition: 'aws',
  region: 'us-east-1',
  currency: 'USD',
  version: 'test',
  publishedAt: '2025-11-04',
  rates: [rate('nat-gateway-hours', 'Hrs'), rate('nat-gateway-bytes', 'GB')],
};

function totalsOf(gateway: Omit<NatGateway, 'id'>) {
  const topology = {
    schema: 'tollgate/topology@1' as const,
    region: 'us-east-1',
    endpoints: [],
    natGateways: [{ id: 'nat', ...gateway }],
  };
  const { monthly } = estimate({ topology, cards: new Map([['us-east-1', card]]) }).totals;
  return { monthly: monthly.knownPart.toFixed(), unknownLines: monthly.leftOut };
}

test('GB moved onto a gateway that is there anyway are its only cost', () => {
  expect(totalsOf({ existing: true })).toEqual({ monthly: '0', unknownLines: 0 });
  expect(totalsOf({ existing: true, addedGb: '100' })).toEqual({ monthly: '4.5', unknownLines: 0 });
});

test('GB moved onto a gateway are priced beside bytes that are not known', () => {
  expect(totalsOf({ addedGb: '100' })).toEqual({
    monthly: new Decimal('32.85').plus('4.5').toFixed(),
    unknownLines: 1,
  });
  expect(totalsOf({ monthlyGb: '10', addedGb: '100' })).toEqual({ monthly: '37.8', unknownLines: 0 });
});
