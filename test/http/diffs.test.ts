import { describe, expect, test } from 'vitest';
import { diffDocumentSchema } from '../../src/report/diff-document.ts';
import { JSON_TYPE, listeningApp, network, testApp } from '../support/http-app.ts';
import { sample } from '../support/samples.ts';

const url = '/v1/diffs';
const both = (options?: object) => ({ base: network(1), head: network(2), ...(options && { options }) });

describe('POST /v1/diffs', () => {
  test('two networks in one JSON body', async () => {
    const app = await testApp();
    const response = await app.inject({ method: 'POST', url, headers: JSON_TYPE, payload: JSON.stringify(both()) });
    expect(response.statusCode).toBe(200);
    expect(response.headers['tollgate-gate']).toBe('none');
    const diff = diffDocumentSchema.parse(response.json());
    // 2 zones x 7.30, and 2,400 GB x 0.01
    expect(diff.delta.monthly).toBe('38.60');
    expect(diff.changes.map(({ id, change }) => [id, change])).toEqual([['vpce-1', 'added']]);
  });

  test('a Terraform plan alone', async () => {
    const app = await testApp();
    const payload = sample('plans/two-existing-endpoints.json');
    const response = await app.inject({ method: 'POST', url, headers: JSON_TYPE, payload });
    expect(response.json()).toMatchObject({ delta: { monthly: '0.00' }, base: { monthly: '29.20' }, changes: [] });
  });

  test('a plan beside its base and options is no envelope: all of the body counts', async () => {
    const app = await testApp();
    const ask = async (path: string, body: object) => {
      const payload = JSON.stringify(body);
      return (await app.inject({ method: 'POST', url: path, headers: JSON_TYPE, payload })).json();
    };
    const plan = JSON.parse(sample('plans/two-existing-endpoints.json').toString());
    // Base: 2 zones x 7.30, and 2,400 GB x 0.01.
    expect(await ask(url, { head: plan, base: network(1) })).toMatchObject({ base: { monthly: '38.60' } });
    const half = await ask('/v1/estimates', { document: plan, options: { hours: '365' } });
    expect(half).toMatchObject({ hoursPerMonth: '365', totals: { baseline: '14.60' } });
  });

  test('anything else alone is refused', async () => {
    const app = await testApp();
    const response = await app.inject({ method: 'POST', url, headers: JSON_TYPE, payload: JSON.stringify(network()) });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ code: 'TG5003' });
  });

  test('limits are judged, and a header tells the verdict without reading the body', async () => {
    const app = await testApp();
    const ask = async (options: object, query = '') => {
      const payload = JSON.stringify(both(options));
      const response = await app.inject({ method: 'POST', url: `${url}${query}`, headers: JSON_TYPE, payload });
      return [response.statusCode, response.headers['tollgate-gate'] ?? response.json().code];
    };
    expect(await ask({ maxIncrease: '38.60' })).toEqual([200, 'passed']);
    expect(await ask({ maxIncrease: ['38.59', '500%'] })).toEqual([200, 'exceeded']);
    expect(await ask({ maxIncrease: '38.60' }, '?maxIncrease=10')).toEqual([200, 'exceeded']);
    expect(await ask({ budgets: [{ name: 'all', amount: 50, currency: 'USD' }] })).toEqual([200, 'exceeded']);
    expect(await ask({ maxIncrease: 'much' })).toEqual([400, 'TG5004']);
  });

  test('Accept decides the form: Markdown is the body of a comment, HTML a page of its own', async () => {
    const app = await testApp();
    const ask = (accept: string) =>
      app.inject({
        method: 'POST',
        url,
        headers: { ...JSON_TYPE, accept },
        payload: JSON.stringify(both({ title: 'prod' })),
      });
    const markdown = await ask('text/markdown');
    expect(markdown.headers['content-type']).toBe('text/markdown; charset=utf-8');
    expect(markdown.body).toMatch(/^### (?:. )?prod: /u);
    const html = await ask('text/html');
    expect(html.headers['content-security-policy']).toContain("default-src 'none'");
    expect(html.body).toContain('+$38.60');
    expect((await ask('image/png')).json()).toMatchObject({ code: 'TG1504' });
  });

  test('multipart: templates with parameters, so that a pipeline needs only curl', async () => {
    const { url: origin } = await listeningApp();
    const template = (count: number) => `
Parameters: { Subnets: { Type: CommaDelimitedList } }
Resources:
${Array.from({ length: count }, (_, index) => `  E${index}: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcEndpointType: Interface, VpcId: vpc-1, ServiceName: com.amazonaws.us-east-1.s${index}, SubnetIds: !Ref Subnets } }`).join('\n')}
`;
    const form = new FormData();
    form.set('base', new Blob([template(1)]), 'base.yaml');
    form.set('head', new Blob([template(3)]), 'head.yaml');
    form.set('options', JSON.stringify({ region: 'us-east-1', parameters: { Subnets: 'subnet-1,subnet-2,subnet-3' } }));
    const response = await fetch(`${origin}${url}`, { method: 'POST', body: form });
    expect(await response.json()).toMatchObject({ delta: { monthly: '43.80' } });
  });

  test('large inputs go to a worker and give the same answer', async () => {
    const app = await testApp();
    const payload = JSON.stringify({ base: network(1), head: network(2000), options: { maxIncrease: '1' } });
    const response = await app.inject({ method: 'POST', url, headers: JSON_TYPE, payload });
    expect(response.headers['tollgate-gate']).toBe('exceeded');
    // 1,999 x 14.60, and 4,797,600 GB more of which 1,046,176 fill the first tier and the rest the second
    expect(response.json().delta).toMatchObject({ baseline: '29185.40', usage: '32970.304' });
  });

  test.each([
    ['no body', '', 400, 'TG1001'],
    ['a base of no kind', JSON.stringify({ base: { a: 1 }, head: network() }), 400, 'TG1004'],
    ['a key nobody knows', JSON.stringify({ ...both(), extra: 1 }), 400, 'TG1005'],
    ['prototype keys', '{"head": {"__proto__": {}}}', 400, 'TG1013'],
    [
      'Terraform state',
      JSON.stringify({
        head: { version: 4, terraform_version: '1.9.0', serial: 1, lineage: 'x', outputs: {}, resources: [] },
        base: network(),
      }),
      400,
      'TG1009',
    ],
    [
      'another currency',
      JSON.stringify({
        head: network(),
        base: {
          schema: 'tollgate/topology@1',
          region: 'cn-north-1',
          endpoints: [{ id: 'a', type: 'Interface', azs: ['cnn1-az1'] }],
        },
      }),
      422,
      'TG5001',
    ],
  ])('bad input is a problem document: %s', async (_name, payload, status, code) => {
    const app = await testApp();
    const response = await app.inject({ method: 'POST', url, headers: JSON_TYPE, payload });
    expect([response.statusCode, response.json().code]).toEqual([status, code]);
    expect(response.headers['content-type']).toContain('application/problem+json');
  });
});
