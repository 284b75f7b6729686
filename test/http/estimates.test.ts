import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { estimateDocumentSchema } from '../../src/report/report.ts';
import { JSON_TYPE, network, testApp } from '../support/http-app.ts';
import { sample } from '../support/samples.ts';

const post = async (payload: unknown, query = '', headers: Record<string, string> = JSON_TYPE) =>
  (await testApp()).inject({
    method: 'POST',
    url: `/v1/estimates${query}`,
    headers,
    payload: typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload),
  });

describe('POST /v1/estimates', () => {
  test('prices a topology document: 2 AZ x 730 h x 0.01 + 2,400 GB x 0.01 = 38.60', async () => {
    const response = await post(network());
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    const document = estimateDocumentSchema.parse(response.json());
    expect(document.totals).toEqual({ monthly: '38.60', baseline: '14.60', usage: '24.00', unknownLines: 0 });
  });

  test('gives the same bytes for the same request', async () => {
    const [first, second] = [await post(network(3)), await post(network(3))];
    expect(first.body).toBe(second.body);
  });

  test('recognises a Terraform plan: 29.20 baseline, two lines of unknown usage', async () => {
    const { totals } = (await post(sample('plans/two-existing-endpoints.json'))).json();
    expect(totals).toMatchObject({ monthly: '29.20', baseline: '29.20', unknownLines: 2 });
  });

  test('reads a plan of a stated kind, and refuses to take it for another kind', async () => {
    const plan = sample('plans/two-existing-endpoints.json');
    expect((await post(plan, '?kind=terraform-plan')).json().totals.baseline).toBe('29.20');
    expect((await post(plan, '?kind=topology-file')).json().code).toBe('TG1005');
    expect((await post(plan, '?kind=pulumi')).json().code).toBe('TG1012');
  });

  test('says why an endpoint of a plan has no price', async () => {
    const document = estimateDocumentSchema.parse((await post(sample('plans/endpoint-without-type.json'))).json());
    expect(document.endpoints).toHaveLength(1);
    expect(document.totals.monthly).toBe('0.00');
    expect(document.endpoints[0]?.lines).toMatchObject([{ status: 'free' }]);
    expect(document.findings).toMatchObject([{ code: 'TG1153', subject: document.endpoints[0]?.id }]);
  });

  test('reads YAML', async () => {
    const yaml =
      'schema: tollgate/topology@1\nregion: us-east-1\nendpoints:\n  - { id: a, type: Interface, azs: [use1-az1] }\n';
    const { totals } = (await post(yaml, '', { 'content-type': 'application/yaml' })).json();
    expect(totals.baseline).toBe('7.30');
  });

  test('takes a document with usage and options in one body', async () => {
    const plan: unknown = JSON.parse(sample('plans/two-existing-endpoints.json').toString());
    const usage = {
      version: '0.1',
      resource_type_default_usage: { aws_vpc_endpoint: { monthly_data_processed_gb: 100 } },
    };
    const response = await post({ kind: 'terraform-plan', document: plan, usage, options: { hours: 365 } });
    expect(response.json().totals).toMatchObject({ baseline: '14.60', usage: '2.00', unknownLines: 0 });
  });

  test('lets the query win over the options of the body', async () => {
    const body = { document: network(), options: { hours: '100' } };
    expect((await post(body)).json().totals.baseline).toBe('2.00');
    expect((await post(body, '?hours=200')).json().totals.baseline).toBe('4.00');
  });

  test('fills the lower tiers with the pool: 2,400 GB above 1,048,576 GB cost 0.006 each', async () => {
    const response = await post(network(), '?poolGb=us-east-1%3D1048576');
    expect(response.json().totals.usage).toBe('14.40');
  });

  test('groups cost by several keys', async () => {
    const { groups } = (await post(network(2), '?groupBy=region&groupBy=tag:team')).json();
    expect(groups).toMatchObject([
      { by: 'region', entries: [{ value: 'us-east-1', monthly: '77.20' }] },
      { by: 'tag:team', entries: [{ value: '(untagged)', monthly: '77.20' }] },
    ]);
  });

  test('draws a saved estimate anew without pricing it', async () => {
    const saved = (await post(network())).json();
    expect((await post(saved)).json()).toEqual(saved);
    expect((await post(saved, '?format=markdown')).body).toContain('$38.60');
    expect((await post(saved, '?hours=100')).json().code).toBe('TG1012');
  });

  test('accepts an Idempotency-Key: repeating gives the same answer anyway', async () => {
    const response = await post(network(), '', { ...JSON_TYPE, 'idempotency-key': 'a' });
    expect(response.statusCode).toBe(200);
  });
});

describe('forms of the answer', () => {
  test.each([
    ['text/markdown', 'text/markdown; charset=utf-8', '**$38.60 a month'],
    ['text/csv', 'text/csv; charset=utf-8', 'app,'],
    ['text/html', 'text/html; charset=utf-8', '<!doctype html>'],
    ['text/plain', 'text/plain; charset=utf-8', '2 AZ x 730 h'],
    ['application/vnd.infracost+json', 'application/vnd.infracost+json; charset=utf-8', '"totalMonthlyCost":"38.60"'],
    ['text/csv;q=0.3, text/markdown;q=0.9', 'text/markdown; charset=utf-8', '**$38.60 a month'],
    ['*/*', 'application/json; charset=utf-8', '"monthly":"38.60"'],
    ['image/png, */*;q=0.1', 'application/json; charset=utf-8', '"monthly":"38.60"'],
  ])('Accept: %s', async (accept, type, part) => {
    const topology = { ...network(), endpoints: network().endpoints.map((each) => ({ ...each, id: 'app' })) };
    const response = await post(topology, '', { ...JSON_TYPE, accept });
    expect(response.headers['content-type']).toBe(type);
    expect(response.headers['vary']).toContain('accept');
    expect(response.body.toLowerCase()).toContain(part.toLowerCase());
  });

  test('?format= wins over Accept', async () => {
    const response = await post(network(), '?format=csv', { ...JSON_TYPE, accept: 'text/html' });
    expect(response.headers['content-type']).toBe('text/csv; charset=utf-8');
  });

  test('names what it writes where nothing is accepted', async () => {
    const response = await post(network(), '', { ...JSON_TYPE, accept: 'image/png' });
    expect(response.statusCode).toBe(406);
    expect(response.json()).toMatchObject({ code: 'TG1504', hint: expect.stringContaining('text/markdown') });
  });

  test('JSON is one line and parses to what YAML readers read too', async () => {
    const { body } = await post(network());
    expect(body).not.toContain('\n');
    expect(parse(body)).toEqual(JSON.parse(body));
  });
});
