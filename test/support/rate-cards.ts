import type { Rate, RateCard } from '../../src/rates/rate-card.ts';

/** A rate of us-east-1: interface endpoint hours at 0.01, unless told otherwise. */
export const rate = (fields: Partial<Rate> = {}): Rate => ({
  product: 'interface-endpoint-hours',
  serviceCode: 'AmazonVPC',
  usageType: 'USE1-VpcEndpoint-Hours',
  operation: 'VpcEndpoint',
  unit: 'Hrs',
  tiers: [{ from: '0', to: null, price: '0.01' }],
  sku: 'EN2N5TATXE673A3B',
  asOf: '2026-09-17',
  source: 'a test',
  confidence: 'high',
  ...fields,
});

/** Inter-Region transfer from us-east-1. */
export const transfer = (toRegion: string, price: string, prefix = 'EU', fields: Partial<Rate> = {}): Rate =>
  rate({
    product: 'inter-region-transfer-out',
    serviceCode: 'AWSDataTransfer',
    usageType: `USE1-${prefix}-AWS-Out-Bytes`,
    unit: 'GB',
    tiers: [{ from: '0', to: null, price }],
    toRegion,
    sku: `SKU${prefix}`,
    ...fields,
  });

/** A rate card of us-east-1 published on 2026-09-17, unless told otherwise. */
export const rateCard = (fields: Partial<RateCard> = {}): RateCard => ({
  schema: 'tollgate/rate-card@1',
  partition: 'aws',
  region: 'us-east-1',
  currency: 'USD',
  version: '20260917190528',
  publishedAt: '2026-09-17',
  rates: [rate()],
  ...fields,
});
