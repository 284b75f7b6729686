import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { awsGetProducts, createPriceListQuerySource } from '../../../src/rates/sources/price-list-query/index.ts';
import { bulkAgainst, queryAgainst } from '../../support/live-sources.ts';
import { bundledCards, catalogueOf } from '../../support/price-list-stub/catalogue.ts';
import type { Fault } from '../../support/price-list-stub/faults.ts';
import { type PriceListStub, startPriceListStub } from '../../support/price-list-stub/index.ts';
import { DOCUMENTED_QUOTA } from '../../support/price-list-stub/quota.ts';

const EIGHT_REGIONS = /^(us-(east|west)-[12]|eu-west-[123]|sa-east-1)$/;
const cards = bundledCards().filter((card) => EIGHT_REGIONS.test(card.region));

let stub: PriceListStub;
beforeAll(async () => {
  stub = await startPriceListStub({ catalogue: catalogueOf(cards) });
});
afterEach(() => {
  stub.faults.clear();
  stub.requests.length = 0;
});
afterAll(() => stub.close());

const SOURCES = [
  ['price-list-bulk', bulkAgainst],
  ['price-list-query', (url: string) => queryAgainst(url, 2)],
] as const;

describe.each(SOURCES)('%s when the list misbehaves', (_kind, against) => {
  test.each<[string, Fault]>([
    ['a 500', { kind: 'status', status: 500 }],
    ['a 503', { kind: 'status', status: 503 }],
    ['a cut connection', { kind: 'cut' }],
  ])('%s once is tried again and leaves no trace', async (_name, fault) => {
    stub.faults.plan(fault, 1);
    const { findings, card } = await against(stub.url).rateCard('us-east-1');
    expect(findings).toEqual([]);
    expect(card.rates.length).toBeGreaterThan(20);
  });

  test.each<[string, string, Fault]>([
    ['a 500', 'TG1305', { kind: 'status', status: 500 }],
    ['a cut connection', 'TG1305', { kind: 'cut' }],
    ['another content', 'TG1304', { kind: 'body', text: '<html>Log in to the guest network</html>' }],
    ['a truncated answer', 'TG1304', { kind: 'truncated' }],
    ['an empty answer', 'TG1304', { kind: 'body', text: '{}' }],
  ])('%s, always, is %s after a bounded number of tries', async (_name, code, fault) => {
    stub.faults.plan(fault);
    const failure = await against(stub.url)
      .rateCard('us-east-1')
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'TollgateError', code, hint: expect.stringContaining('stay in use') });
    const tries = stub.requests.length;
    expect(tries).toBeGreaterThan(0);
    expect(tries).toBeLessThanOrEqual(40);
  });

  test('a host that is not there is TG1305', async () => {
    const gone = await startPriceListStub({ catalogue: catalogueOf([]) });
    await gone.close();
    await expect(against(gone.url).rateCard('us-east-1')).rejects.toMatchObject({ code: 'TG1305' });
  });
});

describe('price-list-query', () => {
  test('keeps to the documented quota by itself: nothing is throttled', async () => {
    const strict = await startPriceListStub({ catalogue: catalogueOf(cards), quota: DOCUMENTED_QUOTA });
    queryAgainst(strict.url);
    const source = createPriceListQuerySource({ getProductsFor: awsGetProducts({ maxAttempts: 1 }) });
    await Promise.all(['us-east-1', 'eu-west-1'].map((region) => source.rateCard(region)));
    expect(strict.requests.length).toBeGreaterThan(20);
    expect(strict.requests.filter(({ status }) => status !== 200)).toEqual([]);
    await strict.close();
  });

  test('a throttled call is tried again by the SDK; throttled for ever is TG1305', async () => {
    stub.faults.plan({ kind: 'aws-error', status: 400, type: 'ThrottlingException' }, 1);
    expect((await queryAgainst(stub.url, 2).rateCard('us-east-1')).findings).toEqual([]);
    stub.faults.plan({ kind: 'aws-error', status: 400, type: 'ThrottlingException' });
    await expect(queryAgainst(stub.url, 2).rateCard('us-east-1')).rejects.toMatchObject({
      code: 'TG1305',
      message: expect.stringContaining('ThrottlingException'),
    });
  });

  test('an expired token in the middle of the pages starts the listing anew', async () => {
    const isSecondPage = (_path: string, body: string): boolean => body.includes('"NextToken"');
    stub.faults.plan({ kind: 'aws-error', status: 400, type: 'ExpiredNextTokenException' }, 1, isSecondPage);
    const manyRows = catalogueOf(cards);
    const padded = [...Array(120).keys()].map((index) => ({
      serviceCode: 'AmazonVPC',
      sku: `PADDING${index}`,
      attributes: { usagetype: `USE1-ClientVPN-${index}`, regionCode: 'us-east-1' },
      terms: {},
    }));
    const own = manyRows.aws.get('us-east-1') ?? [];
    stub.publish(
      { ...manyRows, aws: new Map([...manyRows.aws, ['us-east-1', [...padded, ...own]]]) },
      { version: '20260918000000', publicationDate: '2026-09-18T00:00:00Z' },
    );
    const { card, skippedRows } = await queryAgainst(stub.url, 1).rateCard('us-east-1');
    expect(card.version).toBe('20260918000000');
    expect(card.rates.some((rate) => rate.product === 'interface-endpoint-hours')).toBe(true);
    expect(skippedRows).toBeGreaterThan(120);
  });

  test.each(['AccessDeniedException', 'UnrecognizedClientException'])(
    '%s is TG1307 and says what is needed',
    async (type) => {
      stub.faults.plan({ kind: 'aws-error', status: 400, type });
      await expect(queryAgainst(stub.url).rateCard('us-east-1')).rejects.toMatchObject({
        code: 'TG1307',
        hint: expect.stringContaining('pricing:GetProducts'),
      });
    },
  );
});

describe('price-list-bulk', () => {
  test('silence ends: the download is given up, and tried again', async () => {
    stub.faults.plan({ kind: 'silence' }, 1);
    expect((await bulkAgainst(stub.url).rateCard('us-east-1')).findings).toEqual([]);
    stub.faults.plan({ kind: 'silence' });
    await expect(bulkAgainst(stub.url).rateCard('us-east-1')).rejects.toMatchObject({ code: 'TG1305' });
  });

  test('a file that is not there is TG1304 at once', async () => {
    stub.faults.plan({ kind: 'status', status: 403 });
    await expect(bulkAgainst(stub.url).rateCard('us-east-1')).rejects.toMatchObject({
      code: 'TG1304',
      message: expect.stringContaining('answered 403'),
    });
    expect(stub.requests).toHaveLength(1);
  });

  test('an abort in the middle of a download ends it', async () => {
    const stop = new AbortController();
    stub.faults.plan({ kind: 'silence' });
    const reading = bulkAgainst(stub.url).rateCard('us-east-1', stop.signal);
    setTimeout(() => stop.abort(new Error('stopped by the user')), 50);
    await expect(reading).rejects.toThrow('stopped by the user');
  });

  test('an offer that was not published anew is not fetched again', async () => {
    const source = bulkAgainst(stub.url);
    const first = (await source.rateCard('us-east-1')).card;
    stub.requests.length = 0;
    const again = await source.rateCard('us-east-1', undefined, first);
    expect(again.card).toEqual(first);
    expect(stub.requests.every(({ path }) => path.endsWith('/region_index.json'))).toBe(true);
  });
});
