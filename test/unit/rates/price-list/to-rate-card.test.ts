import { describe, expect, test } from 'vitest';
import { regionNamed } from '../../../../src/core/regions.ts';
import type { PriceListEntry } from '../../../../src/rates/price-list/entry.ts';
import { toRateCard } from '../../../../src/rates/price-list/to-rate-card.ts';

const entry = (fields: Partial<PriceListEntry> = {}, price = '0.0100000000', unit = 'Hrs'): PriceListEntry => ({
  serviceCode: 'AmazonVPC',
  sku: 'EN2N5TATXE673A3B',
  attributes: { usagetype: 'USE1-VpcEndpoint-Hours', operation: 'VpcEndpoint', regionCode: 'us-east-1' },
  terms: [
    {
      effectiveDate: '2026-09-01T00:00:00Z',
      priceDimensions: { 'A.B.C': { unit, beginRange: '0', endRange: 'Inf', pricePerUnit: { USD: price } } },
    },
  ],
  ...fields,
});

const read = (entries: readonly PriceListEntry[]) =>
  toRateCard({
    region: regionNamed('us-east-1'),
    source: 'a test',
    entries,
    offers: new Map([
      ['AmazonEC2', { version: '20260910195514', publishedAt: '2026-09-10T19:55:14Z' }],
      ['AmazonVPC', { version: '20260917190528', publishedAt: '2026-09-17T19:05:28Z' }],
    ]),
  });

describe('toRateCard', () => {
  test('dates the card by the endpoint prices and pins the version of every offer', () => {
    expect(read([entry()]).card).toEqual({
      schema: 'tollgate/rate-card@1',
      partition: 'aws',
      region: 'us-east-1',
      currency: 'USD',
      version: '20260917190528',
      publishedAt: '2026-09-17',
      offers: { AmazonEC2: '20260910195514', AmazonVPC: '20260917190528' },
      rates: [
        {
          product: 'interface-endpoint-hours',
          serviceCode: 'AmazonVPC',
          usageType: 'USE1-VpcEndpoint-Hours',
          operation: 'VpcEndpoint',
          unit: 'Hrs',
          tiers: [{ from: '0', to: null, price: '0.01', rateCode: 'A.B.C' }],
          sku: 'EN2N5TATXE673A3B',
          asOf: '2026-09-17',
          effectiveDate: '2026-09-01',
          source: 'a test',
          confidence: 'high',
        },
      ],
    });
  });

  test('counts rows of other products and leaves them out', () => {
    const other = entry({ sku: 'X', attributes: { usagetype: 'USE1-ClientVPN-EndpointHours' } });
    expect(read([other, entry(), other])).toMatchObject({ skippedRows: 2, findings: [], card: { rates: [{}] } });
  });

  test('one price told twice is one rate; two prices both stay, for findRate to name', () => {
    expect(read([entry(), entry({ sku: 'B' })]).card.rates).toHaveLength(1);
    expect(read([entry(), entry({ sku: 'B' }, '0.02')]).card.rates.map((rate) => rate.sku)).toEqual([
      'B',
      'EN2N5TATXE673A3B',
    ]);
  });

  test.each([
    ['another unit', entry({}, '0.01', 'GB'), 'it counts GB, not Hrs'],
    ['no term', entry({ terms: [] }), 'it has no on-demand term'],
    [
      'another Region',
      entry({ attributes: { ...entry().attributes, regionCode: 'eu-west-1' } }),
      'regionCode is eu-west-1',
    ],
  ])('a row of ours with %s is a finding, and the others stand', (_name, bad, problem) => {
    const gwlb = entry({
      sku: 'G',
      attributes: { usagetype: 'USE1-VpcEndpoint-GWLBE-Hours', operation: 'VpcEndpoint' },
    });
    const { card, findings } = read([bad, gwlb]);
    expect(card.rates.map((rate) => rate.product)).toEqual(['gwlb-endpoint-hours']);
    expect(findings).toMatchObject([
      {
        code: 'TG1205',
        subject: 'us-east-1',
        message: `A row of the price list is left out: AmazonVPC USE1-VpcEndpoint-Hours (EN2N5TATXE673A3B): ${problem}.`,
      },
    ]);
  });

  test('a list without the offer that dates the card is no price list', () => {
    const nat = entry({
      serviceCode: 'AmazonEC2',
      attributes: { usagetype: 'NatGateway-Hours', operation: 'NatGateway' },
    });
    const offers = new Map([['AmazonEC2', { version: '20260910195514', publishedAt: '2026-09-10T19:55:14Z' }]]);
    const reading = { region: regionNamed('us-east-1'), source: 'a test', entries: [nat], offers };
    expect(() => toRateCard(reading)).toThrowError(expect.objectContaining({ code: 'TG1304' }));
  });

  test('a list without one product of ours is no price list', () => {
    expect(() => read([entry({ attributes: { usagetype: 'BoxUsage' } })])).toThrowError(
      expect.objectContaining({ code: 'TG1304' }),
    );
  });
});
