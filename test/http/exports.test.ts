import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDuck } from '../../src/files/bounded-duckdb.ts';
import type { App } from '../../src/http/routes/route-group.ts';
import type { EndpointRecord } from '../../src/operations/resources/scans/endpoint-record.ts';
import type { ScanService } from '../../src/operations/resources/scans/scan-service.ts';
import { endpointRecord } from '../support/endpoint-record.ts';
import { testApp } from '../support/http-app.ts';
import { temporaryDirectory } from '../support/run-tollgate.ts';
import { stateServices } from '../support/state-services.ts';

const PARQUET = 'application/vnd.apache.parquet';

/** An app whose scans found these endpoints. */
const appOf = (records: readonly EndpointRecord[]): Promise<App> =>
  testApp({
    services: stateServices({
      scans: {
        endpoints: async (_filter: unknown, { after = '', limit }: { after?: string; limit: number }) =>
          records.filter(({ id }) => id > after).slice(0, limit),
        endpoint: async () => records[0],
        throughput: async () => [],
      } as unknown as ScanService,
    }),
  });

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => endpointRecord(`vpce-${String(index).padStart(4, '0')}`));

/** Rows of a Parquet answer, by column. */
async function rowsOf(payload: Buffer, sql = '*'): Promise<readonly Record<string, unknown>[]> {
  const file = join(temporaryDirectory(), 'list.parquet');
  writeFileSync(file, payload);
  const duck = await openDuck();
  try {
    return (await duck.connection.runAndReadAll(`SELECT ${sql} FROM read_parquet('${file}')`)).getRowObjectsJson();
  } finally {
    duck.close();
  }
}

test.each([
  ['by ?format=', { url: '/v1/endpoints?format=csv' }],
  ['by Accept', { url: '/v1/endpoints', headers: { accept: 'text/csv' } }],
])('a list as CSV %s is whole, whatever the limit', async (_, request) => {
  const app = await appOf(many(450));
  const answer = await app.inject({ ...request, url: `${request.url}${request.url.includes('?') ? '&' : '?'}limit=3` });
  expect(answer.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="endpoints.csv"',
    vary: expect.stringMatching(/accept/i),
  });
  const [header, ...rows] = answer.body.trimEnd().split('\r\n');
  expect(header?.split(',').slice(0, 5)).toEqual(['id', 'account', 'region', 'scanId', 'capturedAt']);
  expect(rows.map((row) => row.split(',')[0])).toEqual(many(450).map(({ id }) => id));
});

test('as Parquet: typed columns, exact money, lists and tags as JSON, absent as null', async () => {
  const tags = { team: 'a "b"', '=1+1': "o'k" };
  const app = await appOf([
    endpointRecord('vpce--1', {
      cost: { tags, monthly: '14.60' },
      month: { month: '2026-11', toDate: '4.80', expected: '14.4000000001', unknownLines: 2 },
    }),
    ...many(300),
  ]);
  const answer = await app.inject({ url: '/v1/endpoints', headers: { accept: `${PARQUET}, application/json;q=0.5` } });
  expect(answer.headers['content-type']).toBe(PARQUET);
  const [first] = await rowsOf(
    answer.rawPayload,
    'id, "capturedAt" + INTERVAL 1 HOUR AS later, cost_monthly, cost_tags, cost_vpc, month_expected, "month_unknownLines" + 1 AS more, headroom_utilisation',
  );
  expect(first).toEqual({
    id: 'vpce--1',
    later: '2026-11-23 09:00:00',
    cost_monthly: '14.60',
    cost_tags: JSON.stringify(tags),
    cost_vpc: null,
    month_expected: '14.4000000001',
    more: '3',
    headroom_utilisation: null,
  });
  expect(await rowsOf(answer.rawPayload, 'count(*) AS n')).toEqual([{ n: '301' }]);
});

test('a spreadsheet runs nothing of what others named', async () => {
  const app = await appOf([endpointRecord('=HYPERLINK("http://evil")', { account: '@SUM(1,2)', region: 'a\r\nb' })]);
  const { body } = await app.inject('/v1/endpoints?format=csv');
  expect(body.split('\r\n')[1]).toMatch(/^"'=HYPERLINK\(""http:\/\/evil""\)","'@SUM\(1,2\)",a\\r\\nb,/);
});

test('an empty list has its columns', async () => {
  const app = await appOf([]);
  const csv = (await app.inject('/v1/endpoints?format=csv')).body;
  expect(csv.split('\r\n')).toEqual([expect.stringMatching(/^id,account,/), '']);
  expect(await rowsOf((await app.inject('/v1/endpoints?format=parquet')).rawPayload)).toEqual([]);
});

test('lists within an answer are exported too: rates of a Region, steps of an endpoint', async () => {
  const app = await appOf(many(1));
  const rates = (await app.inject('/v1/rates?region=us-east-1&format=csv')).body.split('\r\n');
  expect(rates[0]).toMatch(/^product,serviceCode,usageType,/);
  expect(rates.find((row) => row.startsWith('interface-endpoint-hours,'))).toContain('0.01');
  const window = 'from=2026-11-22T00:00:00Z&to=2026-11-23T00:00:00Z';
  expect((await app.inject(`/v1/endpoints/x/throughput?${window}&format=csv`)).body).toMatch(/^az,start,bytes,/);
});

test('what is wrong with the request is a problem document', async () => {
  const app = await appOf(many(1));
  for (const [url, status, code] of [
    ['/v1/endpoints?format=xml', 400, 'TG1005'],
    ['/v1/endpoints?format=csv&cursor=nonsense', 400, 'TG1012'],
    ['/v1/rates?region=nowhere&format=parquet', 400, 'TG1102'],
    ['/v1/healthz?format=csv', 404, 'TG1501'],
  ] as const) {
    const answer = await app.inject(url);
    expect([url, answer.statusCode, answer.json().code]).toEqual([url, status, code]);
  }
});

test('anybody else gets JSON as before', async () => {
  const app = await appOf(many(1));
  for (const accept of ['*/*', 'application/json, text/csv', 'text/html', 'application/json']) {
    const answer = await app.inject({ url: '/v1/endpoints', headers: { accept } });
    expect([accept, answer.json().data.length]).toEqual([accept, 1]);
  }
  expect((await app.inject({ method: 'HEAD', url: '/v1/endpoints?format=csv' })).statusCode).toBe(200);
});
