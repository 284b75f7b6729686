import { describe, expect, test } from 'vitest';
import { forecastDocumentSchema } from '../../src/report/forecast-document.ts';
import { headroomDocumentSchema } from '../../src/report/headroom-document.ts';
import { example, hourly, oneEndpoint, throughputCsv } from '../support/capacity.ts';
import { JSON_TYPE, testApp } from '../support/http-app.ts';

const FROM = '2026-10-02T00:00:00Z';
const rows = (bps: (hour: number) => number, days = 30) =>
  ['use1-az1', 'use1-az2'].flatMap((az) => hourly('app-logs', az, FROM, days * 24, bps));
const jsonRows = (bps: (hour: number) => number, days = 30) =>
  rows(bps, days).map(({ endpoint, az, start, seconds, bytes }) => ({
    endpoint_id: endpoint,
    az,
    start,
    period_seconds: seconds,
    bytes,
  }));

type App = Awaited<ReturnType<typeof testApp>>;
const post = (app: App, url: string, payload: unknown, headers: Record<string, string> = JSON_TYPE) =>
  app.inject({ method: 'POST', url, headers, payload: JSON.stringify(payload) });

/** A multipart body by hand: the parts of `curl -F`. */
function multipart(parts: Readonly<Record<string, string>>) {
  const boundary = 'tollgate-test-boundary';
  const body = Object.entries(parts).map(
    ([name, content]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${name}"\r\n\r\n${content}\r\n`,
  );
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: `${body.join('')}--${boundary}--\r\n`,
  };
}

describe('POST /v1/headroom', () => {
  test('answers for a document and its rows of traffic: ok today, critical with a zone gone', async () => {
    const app = await testApp();
    const response = await post(app, '/v1/headroom', { document: oneEndpoint(), traffic: jsonRows(() => 55e9, 3) });
    expect(response.statusCode).toBe(200);
    const document = headroomDocumentSchema.parse(response.json());
    expect(document.endpoints[0]).toMatchObject({ level: 'ok', n1Level: 'critical' });
    expect(document.endpoints[0]?.zones[0]?.n1Utilisation).toBe(1.1);
  });

  test('takes files, and the query wins over the options of the body', async () => {
    const app = await testApp();
    const parts = multipart({
      file: example('hub.yaml'),
      traffic: example('hub-throughput.csv'),
      options: '{"critical": 0.95, "watch": 0.1}',
    });
    const response = await app.inject({ method: 'POST', url: '/v1/headroom?watch=0.2&statistic=peak', ...parts });
    expect(response.json()).toMatchObject({
      statistic: 'peak',
      thresholds: { watch: 0.2, warning: 0.75, critical: 0.95 },
      endpoints: [{ id: 'hub-s3' }, { id: 'hub-kinesis' }],
    });
  });

  test('a network alone answers with what is stated, else unknown', async () => {
    const app = await testApp();
    const { endpoints } = (await post(app, '/v1/headroom', oneEndpoint())).json();
    expect(endpoints[0]).toMatchObject({ source: 'unknown', level: 'unknown' });
  });

  test('rows that cannot be read are counted and reported', async () => {
    const app = await testApp();
    const traffic = [
      ...jsonRows(() => 1e9, 1),
      { endpoint_id: 'app-logs', az: 'use1-az1', start: 'once', period_seconds: 3600, bytes: 1 },
      { endpoint_id: '"quoted, and\nbroken"', az: 'x', start: FROM, period_seconds: 3600, bytes: 1 },
    ];
    const { findings } = (await post(app, '/v1/headroom', { document: oneEndpoint(), traffic })).json();
    const codes = findings.map((finding: { code: string }) => finding.code);
    expect(codes).toEqual(expect.arrayContaining(['TG1205', 'TG1204']));
  });

  test.each([
    ['text/html', '<svg'],
    ['text/markdown', '### Zones'],
    ['text/csv', 'endpoint,service'],
    ['text/plain', 'Fullest zone'],
  ])('answers as %s', async (accept, text) => {
    const app = await testApp();
    const body = { document: oneEndpoint(), traffic: jsonRows(() => 5e9, 2) };
    const response = await post(app, '/v1/headroom', body, { ...JSON_TYPE, accept });
    expect(response.headers['content-type']).toBe(`${accept}; charset=utf-8`);
    expect(response.body).toContain(text);
  });

  test.each([
    ['/v1/headroom?watch=0.95', oneEndpoint(), 400, 'TG3001'],
    ['/v1/headroom?statistic=p42', oneEndpoint(), 400, 'TG1005'],
    ['/v1/headroom', { document: oneEndpoint(), traffic: [] }, 400, 'TG3005'],
    ['/v1/headroom', { document: oneEndpoint(), rows: [] }, 400, 'TG1005'],
    ['/v1/headroom?format=infracost', oneEndpoint(), 400, 'TG1005'],
    ['/v1/forecasts', oneEndpoint(), 400, 'TG3005'],
    ['/v1/forecasts?months=37', oneEndpoint(), 400, 'TG1005'],
  ])('refuses %s %#', async (url, body, status, code) => {
    const response = await post(await testApp(), url, body);
    expect(response.statusCode).toBe(status);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.json()).toMatchObject({ status, code });
  });
});

describe('POST /v1/forecasts', () => {
  const growing = (hour: number): number => 30e9 + 0.5e9 * Math.floor(hour / 24);

  test('answers for a document and its rows of traffic: the exact day of a noiseless line', async () => {
    const app = await testApp();
    const body = { document: oneEndpoint(), traffic: jsonRows(growing), options: { months: 6 } };
    const document = forecastDocumentSchema.parse((await post(app, '/v1/forecasts', body)).json());
    expect(document.endpoints[0]?.zones[0]?.thresholds[0]?.days).toBeCloseTo((60 - 44.5) / 0.5, 6);
    expect(document.months).toHaveLength(6);
  });

  test('takes files and answers as a page', async () => {
    const app = await testApp();
    const parts = multipart({ file: JSON.stringify(oneEndpoint()), traffic: throughputCsv(rows(growing)) });
    const response = await app.inject({ method: 'POST', url: '/v1/forecasts?months=3&format=html', ...parts });
    expect(response.headers['content-security-policy']).toContain("default-src 'none'");
    expect(response.body).toContain('highest rate of each week');
  });

  test('gives the same bytes for the same request', async () => {
    const app = await testApp();
    const body = { document: oneEndpoint(), traffic: jsonRows(growing), options: { months: 2 } };
    const [first, second] = [await post(app, '/v1/forecasts', body), await post(app, '/v1/forecasts', body)];
    expect(first.body).toBe(second.body);
  });
});

test('both routes are in the OpenAPI document with their schemas and errors', async () => {
  const app = await testApp();
  const { paths, components } = (await app.inject({ url: '/openapi.json' })).json();
  for (const [path, schema] of Object.entries({ '/v1/headroom': 'Headroom', '/v1/forecasts': 'Forecast' })) {
    const { responses } = paths[path].post;
    expect(responses['200'].content['application/json'].schema.$ref).toContain(schema);
    expect(Object.keys(responses['400'].content['application/problem+json'].examples)).toContain('TG3005');
    expect(Object.keys(components.schemas)).toEqual(expect.arrayContaining([`${schema}RequestInput`]));
  }
});
