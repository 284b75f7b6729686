import { describe, expect, test } from 'vitest';
import { planDocumentSchema } from '../../src/report/plan-document.ts';
import { example } from '../support/capacity.ts';
import { JSON_TYPE, testApp } from '../support/http-app.ts';

const TWELVE = example('twelve-vpcs.yaml');

const endpoint = (id: string, vpc: string, monthlyGb: string, azs = ['use1-az1', 'use1-az2']) => ({
  id,
  vpc,
  type: 'Interface',
  service: 'com.amazonaws.us-east-1.ssm',
  azs,
  traffic: { monthlyGb },
});

/** A spoke with an endpoint of its own beside a hub that it can reach: shared, it saves 14.60 - gb * 0.02. */
const hubAndSpoke = (spokeGb = '100') => ({
  schema: 'tollgate/topology@1',
  region: 'us-east-1',
  vpcs: [
    { id: 'hub', cidrs: ['10.0.0.0/16'] },
    { id: 'spoke', cidrs: ['10.1.0.0/16'] },
  ],
  endpoints: [endpoint('hub-ssm', 'hub', '1000'), endpoint('spoke-ssm', 'spoke', spokeGb)],
  connectivity: { transitGateways: [{ id: 'tgw', vpcs: ['hub', 'spoke'] }] },
  dns: { hostedZones: [{ service: 'com.amazonaws.us-east-1.ssm', vpcs: ['hub'] }] },
});

type App = Awaited<ReturnType<typeof testApp>>;
const post = (app: App, payload: unknown, query = '', headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: `/v1/recommendations${query}`,
    headers: { ...JSON_TYPE, ...headers },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });

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

describe('POST /v1/recommendations', () => {
  test('answers with the proved plan of a document', async () => {
    const response = await post(await testApp(), hubAndSpoke());
    expect(response.statusCode).toBe(200);
    const plan = planDocumentSchema.parse(response.json());
    // Two interfaces go (14.60), 100 GB cross the Transit Gateway (2.00).
    expect(plan).toMatchObject({ saving: '12.60', solver: { status: 'optimal', gap: 0 } });
    expect(plan.recommendations.map((each) => each.move)).toEqual(['share-across-vpcs']);
  });

  test('gives the same bytes for the same request, and keeps an Idempotency-Key without remembering it', async () => {
    const app = await testApp();
    const headers = { 'idempotency-key': 'once' };
    const [first, second] = [await post(app, hubAndSpoke(), '', headers), await post(app, hubAndSpoke(), '', headers)];
    expect(second.body).toBe(first.body);
    expect((await post(app, hubAndSpoke('200'), '', headers)).json().saving).toBe('10.60');
  });

  test('options come with the body or the query, and the query wins', async () => {
    const app = await testApp();
    const body = { document: hubAndSpoke(), options: { pins: ['spoke-ssm'], minAzs: 2 } };
    expect((await post(app, body)).json()).toMatchObject({ saving: '0.00', rules: { pins: ['spoke-ssm'], minAzs: 2 } });
    const freed = (await post(app, body, '?pins=hub-ssm&minAzs=1&repair=true')).json();
    expect(freed.rules).toMatchObject({ pins: ['hub-ssm'], minAzs: 1, repair: true });
    const refused = await post(app, body, '?pins=hub-sm');
    expect(refused.json()).toMatchObject({ status: 400, code: 'TG4004', hint: 'Did you mean "hub-ssm"?' });
  });

  test('takes files, and draws the network before and after', async () => {
    const app = await testApp();
    const parts = multipart({
      file: TWELVE,
      traffic: example('throughput.csv'),
      options: '{"forbid": ["drop-az"]}',
    });
    const page = await app.inject({ method: 'POST', url: '/v1/recommendations?format=html', ...parts });
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.body).toContain('Who reaches what, today');
    expect(page.body).toContain('Who reaches what, after the plan');
    expect(page.body).not.toContain('Drop use1-az4');
  });

  test('takes YAML', async () => {
    const response = await post(await testApp(), TWELVE, '', { 'content-type': 'application/yaml' });
    expect(response.json()).toMatchObject({ schema: 'tollgate/plan@1', solver: { status: 'partly-decided' } });
  });

  test.each([
    ['text/markdown', '### Before'],
    ['text/csv', 'id,kind,order'],
    ['text/plain', 'Steps, in the recommended order'],
  ])('answers as %s', async (accept, words) => {
    const response = await post(await testApp(), hubAndSpoke(), '', { accept });
    expect(response.headers['content-type']).toBe(`${accept}; charset=utf-8`);
    expect(response.body).toContain(words);
  });

  test('the search is bounded by half of what a request may take, whatever is asked for', async () => {
    const app = await testApp({ options: { workTimeoutMs: 20_000 } });
    // Beyond 3,600 s the option itself would be refused: it is the bound that reaches the plan.
    expect((await post(app, hubAndSpoke(), '?timeLimitSeconds=9999')).statusCode).toBe(200);
  });

  test.each([
    ['?minAzs=7', hubAndSpoke(), 400, 'TG4001'],
    ['?minAzs=two', hubAndSpoke(), 400, 'TG1005'],
    ['?maxUtilisation=1.5', hubAndSpoke(), 400, 'TG4001'],
    ['?forbid=teleport', hubAndSpoke(), 400, 'TG4001'],
    ['?allow=everything', hubAndSpoke(), 400, 'TG4001'],
    ['?timeLimitSeconds=0', hubAndSpoke(), 400, 'TG4001'],
    ['?horizonMonths=6', hubAndSpoke(), 400, 'TG3005'],
    ['?horizonMonths=0.5', hubAndSpoke(), 400, 'TG4001'],
    ['?teleport=1', hubAndSpoke(), 400, 'TG1005'],
    ['', { document: hubAndSpoke(), rows: [] }, 400, 'TG1005'],
    ['', {}, 400, 'TG1004'],
    ['', '', 400, 'TG1001'],
    ['?format=infracost', hubAndSpoke(), 400, 'TG1005'],
  ])('refuses %s %#', async (query, body, status, code) => {
    const response = await post(await testApp(), body, query);
    expect([response.statusCode, response.json().code]).toEqual([status, code]);
    expect(response.headers['content-type']).toContain('application/problem+json');
  });

  test('an Accept that names no form of a plan is refused', async () => {
    const response = await post(await testApp(), hubAndSpoke(), '', { accept: 'application/vnd.infracost+json' });
    expect([response.statusCode, response.json().code]).toEqual([406, 'TG1504']);
  });

  test('stands in the OpenAPI document with its schemas and errors', async () => {
    const { paths, components } = (await (await testApp()).inject({ url: '/openapi.json' })).json();
    const { responses } = paths['/v1/recommendations'].post;
    expect(responses['200'].content['application/json'].schema.$ref).toContain('Recommendations');
    expect(Object.keys(responses['400'].content['application/problem+json'].examples)).toContain('TG4001');
    expect(Object.keys(components.schemas)).toContain('RecommendRequestInput');
  });
});
