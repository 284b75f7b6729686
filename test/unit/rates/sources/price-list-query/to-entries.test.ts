import { expect, test } from 'vitest';
import { toEntries } from '../../../../../src/rates/sources/price-list-query/to-entries.ts';

const entry = (version: string, publicationDate: string) => ({
  product: { sku: 'EN2N5TATXE673A3B', attributes: { usagetype: 'USE1-VpcEndpoint-Hours', memory: 'NA' } },
  serviceCode: 'AmazonVPC',
  terms: {
    OnDemand: {
      'EN2N5TATXE673A3B.JRTCKXETXF': {
        effectiveDate: '2026-09-01T00:00:00Z',
        priceDimensions: {
          x: { unit: 'Hrs', beginRange: '0', endRange: 'Inf', pricePerUnit: { USD: '0.01' }, description: 'an hour' },
        },
      },
    },
  },
  version,
  publicationDate,
});
const OLD = entry('20260831092232', '2026-08-31T09:22:32Z');
const NEW = entry('20260917190528', '2026-09-17T19:05:28Z');

test('reads the fields needed and names the offer by the newer of two publications', () => {
  const { entries, offers, malformed } = toEntries([JSON.stringify(NEW), JSON.stringify(OLD)]);
  expect(entries).toHaveLength(2);
  expect(entries[0]).toEqual({
    serviceCode: 'AmazonVPC',
    sku: 'EN2N5TATXE673A3B',
    attributes: { usagetype: 'USE1-VpcEndpoint-Hours' },
    terms: [
      {
        effectiveDate: '2026-09-01T00:00:00Z',
        priceDimensions: { x: { unit: 'Hrs', beginRange: '0', endRange: 'Inf', pricePerUnit: { USD: '0.01' } } },
      },
    ],
  });
  expect(offers).toEqual(new Map([['AmazonVPC', { version: NEW.version, publishedAt: NEW.publicationDate }]]));
  expect(malformed).toBe(0);
});

test('counts what is no entry, and reads a product without on-demand terms as one', () => {
  const reserved = JSON.stringify({ ...NEW, terms: { Reserved: {} } });
  const { entries, malformed } = toEntries(['', '{"product":', '[]', '"text"', '{"product":{"sku":1}}', reserved]);
  expect(malformed).toBe(5);
  expect(entries).toMatchObject([{ terms: [] }]);
});
