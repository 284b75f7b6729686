import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ERRORS } from '../../src/core/errors.ts';
import { problemSchema } from '../../src/http/problem/problem.ts';
import { JSON_TYPE, network, testApp } from '../support/http-app.ts';
import { SAMPLES, sample } from '../support/samples.ts';

const YAML_TYPE = { 'content-type': 'application/yaml' };

/** A text that must never come back: it stands for what a plan may hold. */
const SECRET = 'hunter2-secret-value';

const edited = (change: Record<string, unknown>) => {
  const [endpoint] = network().endpoints;
  return JSON.stringify({ ...network(), endpoints: [{ ...endpoint, ...change }] });
};
const withGb = (monthlyGb: unknown) => edited({ traffic: { monthlyGb } });

/** Each level repeats the one before ten times: nine levels are a thousand million entries. */
const bomb = Array.from({ length: 9 }, (_, level) =>
  level === 0
    ? `a0: &a0 [${Array(10).fill(`"${SECRET}"`)}]`
    : `a${level}: &a${level} [${Array(10).fill(`*a${level - 1}`)}]`,
).join('\n');

const terraformState = JSON.stringify({
  version: 4,
  terraform_version: '1.9.0',
  serial: 3,
  lineage: 'x',
  resources: [],
});

async function post(payload: string | Buffer, headers: Record<string, string> = JSON_TYPE, query = '') {
  const app = await testApp();
  return app.inject({ method: 'POST', url: `/v1/estimates${query}`, headers, payload });
}

describe('bad input is a problem document that names code and place', () => {
  test.each<[string, string | Buffer, Record<string, string>, string]>([
    ['an empty body', '', JSON_TYPE, 'TG1001'],
    ['white space', ' \n\t ', JSON_TYPE, 'TG1001'],
    ['truncated JSON', `{"schema":"${SECRET}","endpoints":[`, JSON_TYPE, 'TG1002'],
    ['JSON with a wrong comma', `{"schema":"${SECRET}",}`, JSON_TYPE, 'TG1002'],
    ['a truncated plan', sample('plans/two-existing-endpoints.json').subarray(0, 5000), JSON_TYPE, 'TG1002'],
    ['broken YAML', `schema: [${SECRET}\n  :`, YAML_TYPE, 'TG1003'],
    ['a YAML bomb', bomb, YAML_TYPE, 'TG1008'],
    ['Terraform state', terraformState, JSON_TYPE, 'TG1009'],
    ['Terraform source', `resource "aws_vpc_endpoint" "x" {\n  service_name = "${SECRET}"\n}\n`, JSON_TYPE, 'TG1010'],
    ['a JSON array', '[]', JSON_TYPE, 'TG1004'],
    ['a JSON number', '42', JSON_TYPE, 'TG1004'],
    ['another document', `{"hello":"${SECRET}"}`, JSON_TYPE, 'TG1004'],
    ['bytes that are no text', Buffer.from([0x7b, 0xff, 0xc0, 0x80]), JSON_TYPE, 'TG1014'],
    [
      'a prototype key',
      '{"schema":"tollgate/topology@1","endpoints":[],"__proto__":{"admin":true}}',
      JSON_TYPE,
      'TG1013',
    ],
    ['a constructor key', '{"endpoints":[{"constructor":{"prototype":{"admin":1}}}]}', JSON_TYPE, 'TG1013'],
    [
      'a prototype key in YAML',
      'schema: tollgate/topology@1\nendpoints: []\n__proto__: { admin: true }\n',
      YAML_TYPE,
      'TG1013',
    ],
    ['an unknown key', edited({ servce: SECRET }), JSON_TYPE, 'TG1005'],
    ['a missing key', JSON.stringify({ schema: 'tollgate/topology@1' }), JSON_TYPE, 'TG1005'],
    ['an unknown endpoint type', edited({ type: SECRET }), JSON_TYPE, 'TG1005'],
    ['a negative quantity', withGb('-1'), JSON_TYPE, 'TG1005'],
    ['a quantity that is no number', withGb('NaN'), JSON_TYPE, 'TG1005'],
    ['an infinite quantity', withGb('Infinity'), JSON_TYPE, 'TG1005'],
    ['an exponent', withGb('1e400'), JSON_TYPE, 'TG1005'],
    ['a huge quantity', withGb('9'.repeat(40)), JSON_TYPE, 'TG1005'],
    ['an unknown Region', edited({ region: 'us-easst-1' }), JSON_TYPE, 'TG1102'],
    ['a zone outside the Region', edited({ azs: ['euw1-az1'] }), JSON_TYPE, 'TG1103'],
    [
      'two endpoints of one id',
      JSON.stringify({ ...network(), endpoints: [...network().endpoints, ...network().endpoints] }),
      JSON_TYPE,
      'TG1101',
    ],
    ['an envelope with a strange key', JSON.stringify({ document: network(), secret: SECRET }), JSON_TYPE, 'TG1005'],
    ['an envelope around nothing', JSON.stringify({ document: 5 }), JSON_TYPE, 'TG1005'],
  ])('%s', async (_name, payload, headers, code) => {
    const response = await post(payload, headers);
    const problem = problemSchema.parse(response.json());
    expect(problem.code).toBe(code);
    expect(response.statusCode).toBe(ERRORS[problem.code].status);
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(problem.instance).toBe(`urn:tollgate:request:${response.headers['x-request-id']}`);
    expect(response.body).not.toContain(SECRET);
    expect(response.body).not.toMatch(/\bat .*\.ts:\d+|node_modules/);
  });

  test('says the line of broken JSON and the path of what does not fit', async () => {
    expect((await post('{\n"schema": 1,\n}')).json().location).toMatchObject({ line: 3 });
    expect((await post(edited({ servce: 1 }))).json().location.path).toBe('endpoints[0]');
  });

  test.each([
    ['hours=0', 'TG1202'],
    ['hours=-5', 'TG1202'],
    ['hours=NaN', 'TG1202'],
    ['hours=1e3', 'TG1202'],
    ['hours=', 'TG1005'],
    ['region=nowhere', 'TG1102'],
    ['poolGb=us-east-1', 'TG1012'],
    ['poolGb=us-east-1%3D-5', 'TG1202'],
    ['groupBy=weather', 'TG1012'],
    ['format=pdf', 'TG1005'],
    ['kind=pulumi', 'TG1012'],
    ['colour=red', 'TG1005'],
    ['__proto__=1', 'TG1005'],
    ['region=a&region=b', 'TG1005'],
  ])('query %s', async (query, code) => {
    const response = await post(JSON.stringify(network()), JSON_TYPE, `?${query}`);
    expect(response.statusCode).toBe(400);
    expect(response.json().code).toBe(code);
  });

  test('a day that is no day is refused', async () => {
    const response = await post(JSON.stringify(network()), JSON_TYPE, '?billingDate=2026-02-30');
    expect(response.statusCode).toBe(400);
  });

  test('a usage file for what does not exist is reported, not lost', async () => {
    const usage = { version: '0.1', resource_usage: { 'aws_vpc_endpoint.gone': { monthly_data_processed_gb: 5 } } };
    const response = await post(JSON.stringify({ document: network(), usage }));
    expect(response.json().findings).toMatchObject([{ code: 'TG1204', subject: 'aws_vpc_endpoint.gone' }]);
  });

  test('100,000 findings are capped and counted', async () => {
    const endpoints = Array.from({ length: 100_000 }, (_, index) => ({ id: `e${index}`, type: 'Interface' }));
    const response = await post(JSON.stringify({ schema: 'tollgate/topology@1', region: 'us-east-1', endpoints }));
    const { findings, findingsOmitted } = response.json();
    expect(response.statusCode).toBe(200);
    expect(findings.length).toBeLessThanOrEqual(1000);
    const omitted = Object.values<number>(findingsOmitted).reduce((all, each) => all + each, 0);
    expect(findings.length + omitted).toBeGreaterThanOrEqual(100_000);
  });

  test('every sample gets an answer: an estimate or a problem document', async () => {
    const files = readdirSync(SAMPLES, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
    expect(files.length).toBeGreaterThan(5);
    for (const { parentPath, name } of files) {
      const type = /\.ya?ml$/.test(name) ? YAML_TYPE : JSON_TYPE;
      const bytes = sample(join(parentPath, name).slice(SAMPLES.length + 1));
      const response = await post(bytes, type);
      expect([name, response.statusCode < 500]).toEqual([name, true]);
      if (response.statusCode >= 400) problemSchema.parse(response.json());
    }
  });
});
