import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { readOffer } from '../../../../../src/rates/sources/price-list-bulk/read-offer.ts';
import { largeOffer } from '../../../../support/price-list-stub/large-offer.ts';

const URL_OF_OFFER = 'https://prices.example/offers/v1.0/aws/AmazonEC2/20260910195514/us-east-1/index.json';
const isNat = ({ usagetype }: { usagetype: string }): boolean => usagetype === 'NatGateway-Hours';
const read = (body: AsyncIterable<Uint8Array>) => readOffer(body, URL_OF_OFFER, 'AmazonEC2', isNat);

async function* pieces(text: string, size = text.length): AsyncIterable<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

const TERM = { 'NAT.T': { effectiveDate: '2026-09-01T00:00:00Z', priceDimensions: {} } };
const NAT = {
  sku: 'NAT',
  attributes: { usagetype: 'NatGateway-Hours', location: 'São Paulo', note: '😀 "quoted" \\' },
};
const HEAD = { offerCode: 'AmazonEC2', version: '20260910195514', publicationDate: '2026-09-10T19:55:14Z' };
const offer = (fields: object = {}): string =>
  JSON.stringify({ ...HEAD, products: { NAT }, terms: { OnDemand: { NAT: TERM }, Reserved: {} }, ...fields });

describe('readOffer', () => {
  test.each([1, 2, 3, 7, 64])(
    'reads the same from pieces of %i bytes, which cut characters and tokens',
    async (size) => {
      const content = await read(pieces(offer(), size));
      expect(content).toEqual(await read(pieces(offer())));
      expect(content).toMatchObject({
        publishedAt: '2026-09-10T19:55:14Z',
        skippedRows: 0,
        malformed: 0,
        entries: [{ sku: 'NAT' }],
      });
    },
  );

  test('does not ask for what follows the on-demand terms', async () => {
    let asked = 0;
    async function* counted(): AsyncIterable<Uint8Array> {
      for await (const piece of largeOffer(4000)) {
        asked += piece.length;
        yield piece;
      }
    }
    let all = 0;
    for await (const piece of largeOffer(4000)) all += piece.length;
    expect((await read(counted())).skippedRows).toBe(4000);
    expect(asked).toBeLessThan(all * 0.75);
  });

  test('reads far more than the heap could hold', async () => {
    const script = join(import.meta.dirname, '../../../../fixtures/read-large-offer.ts');
    const { stdout } = await promisify(execFile)(process.execPath, ['--max-old-space-size=40', script, '200000']);
    const { megabytes, skus } = JSON.parse(stdout);
    expect(skus).toEqual(['NAT']);
    expect(megabytes).toBeGreaterThan(120);
  });

  test('a file without one product of ours is read to the end of its products only', async () => {
    const other = { sku: 'X', attributes: { usagetype: 'BoxUsage' } };
    expect(await read(pieces(offer({ products: { X: other } })))).toEqual({
      entries: [],
      publishedAt: '2026-09-10T19:55:14Z',
      skippedRows: 1,
      malformed: 0,
    });
  });

  test('a product of ours with terms of another shape, or with none, is counted', async () => {
    const products = { NAT, TWO: { ...NAT, sku: 'TWO' } };
    const terms = { OnDemand: { NAT: { 'NAT.T': { effectiveDate: 1 } } } };
    expect(await read(pieces(offer({ products, terms })))).toMatchObject({ entries: [], malformed: 2 });
  });

  test.each([
    ['is another service’s', offer({ offerCode: 'AmazonVPC' })],
    ['has no products', JSON.stringify({ ...HEAD, terms: {} })],
    ['has no date', offer({ publicationDate: undefined })],
    ['has its terms first', JSON.stringify({ ...HEAD, terms: { OnDemand: { NAT: TERM } }, products: { NAT } })],
    ['is a list', '[1, 2]'],
    ['is a text', '"no offer"'],
    ['is a web page', '<html><body>Log in</body></html>'],
    ['is empty', ''],
  ])('a file that %s is TG1304', async (_name, text) => {
    await expect(read(pieces(text))).rejects.toMatchObject({
      code: 'TG1304',
      message: expect.stringContaining(URL_OF_OFFER),
    });
  });

  test('a file cut anywhere before its last on-demand term is TG1304', async () => {
    const text = offer();
    const end = text.indexOf(',"Reserved"');
    for (let length = 0; length < end; length += 5) {
      await expect(read(pieces(text.slice(0, length)))).rejects.toMatchObject({ code: 'TG1304' });
    }
  });

  test('what breaks the transfer is not taken for a bad file', async () => {
    async function* broken(): AsyncIterable<Uint8Array> {
      yield new TextEncoder().encode('{"offerCode":');
      throw new Error('terminated');
    }
    await expect(read(broken())).rejects.toThrow('terminated');
  });

  test('keys named like a prototype are data', async () => {
    const text = offer().replace(
      '"products":{',
      '"__proto__":{"a":1},"products":{"__proto__":{"sku":"P","attributes":{"usagetype":"NatGateway-Hours"}},',
    );
    expect(await read(pieces(text))).toMatchObject({ entries: [{ sku: 'NAT' }], malformed: 1 });
    expect(Object.prototype).not.toHaveProperty('a');
  });
});
