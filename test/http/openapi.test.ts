import { readdirSync, readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { openApiText } from '../../scripts/openapi-text.ts';
import { problemSchema } from '../../src/http/problem/problem.ts';
import { ROUTE_GROUPS } from '../../src/http/routes/index.ts';
import { JSON_TYPE, testApp } from '../support/http-app.ts';

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly requestBody?: { content: Record<string, { examples?: Record<string, { value: unknown }> }> };
  readonly responses: Record<
    string,
    { description: string; content?: Record<string, { examples?: Record<string, { value: unknown }> }> }
  >;
}

const committed = readFileSync('openapi/openapi.json', 'utf8');
const document = JSON.parse(committed) as { paths: Record<string, Record<string, Operation>> };
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
);

describe('openapi/openapi.json', () => {
  test('is what the routes say: npm run openapi writes it', async () => {
    expect(await openApiText()).toBe(committed);
  });

  test('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(JSON.parse(committed));
    expect(errors ?? []).toEqual([]);
    expect([valid, validator.version]).toEqual([true, '3.1']);
  });

  test('every operation says which key or token it takes, and how it refuses', () => {
    const { securitySchemes } = JSON.parse(committed).components;
    expect(securitySchemes).toMatchObject({
      key: { type: 'http', scheme: 'bearer' },
      token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
    });
    const open = operations.filter(({ operation }) => operation.security.length === 0);
    expect(open.map(({ name }) => name)).toEqual(['get /healthz', 'get /readyz', 'get /v1/sign-in']);
    for (const { name, operation } of operations) {
      if (operation.security.length === 0) continue;
      const [[scope] = []] = operation.security.map((each) => each['key'] ?? []);
      expect([name, operation.security]).toEqual([name, [{ key: [scope] }, { token: [scope] }]]);
      expect(['read', 'write', 'admin']).toContain(scope);
      expect([name, Object.keys(operation.responses)]).toEqual([name, expect.arrayContaining(['401', '403', '429'])]);
    }
  });

  test('every operation has an id of its own, a summary and described answers', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(operations.length);
    for (const { name, operation } of operations) {
      expect([name, operation.summary]).toEqual([name, expect.stringMatching(/^[A-Z]/)]);
      for (const { description } of Object.values(operation.responses))
        expect(description).not.toBe('Default Response');
    }
  });

  test('every error is described by a problem document per code', () => {
    for (const { name, operation } of operations) {
      const failures = Object.entries(operation.responses).filter(([status]) => Number(status) >= 400);
      expect([name, failures.length > 2]).toEqual([name, true]);
      for (const [status, { content }] of failures) {
        const examples = Object.entries(content?.['application/problem+json']?.examples ?? {});
        expect([name, status, examples.length > 0]).toEqual([name, status, true]);
        for (const [code, { value }] of examples) {
          const problem = problemSchema.parse(value);
          expect([problem.code, problem.status]).toEqual([code, Number(status)]);
        }
      }
    }
  });

  test('the examples of an estimate can be sent as they are', async () => {
    const app = await testApp();
    const { requestBody } = document.paths['/v1/estimates']?.['post'] ?? {};
    const examples = Object.values(requestBody?.content['application/json']?.examples ?? {});
    expect(examples.length).toBe(2);
    for (const { value } of examples) {
      const response = await app.inject({
        method: 'POST',
        url: '/v1/estimates',
        headers: JSON_TYPE,
        payload: JSON.stringify(value),
      });
      expect(response.json()).toMatchObject({ totals: { monthly: '38.60' } });
    }
  });
});

describe('the description is served', () => {
  test('at /openapi.json, the same as the committed one', async () => {
    expect((await (await testApp()).inject('/openapi.json')).json()).toEqual(document);
  });

  test('as pages that load nothing from elsewhere', async () => {
    const app = await testApp();
    const page = (await app.inject('/docs')).body;
    const loaded = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(loaded.length).toBeGreaterThan(3);
    for (const url of loaded) {
      expect(url).toMatch(/^\/docs\/static\//);
      expect([url, (await app.inject(url)).statusCode]).toEqual([url, 200]);
    }
    const initializer = (await app.inject('/docs/static/swagger-initializer.js')).body;
    expect(initializer).toContain('"validatorUrl":null');
    expect((await app.inject('/docs')).headers['content-security-policy']).toMatch(/^default-src 'self';/);
  });

  test('the schemas of documents can be fetched one by one', async () => {
    const app = await testApp();
    const { data } = (await app.inject('/v1/schemas')).json();
    expect(data.map((each: { name: string }) => each.name)).toContain('topology');
    for (const { url } of data) {
      const response = await app.inject(url);
      expect(response.headers['content-type']).toMatch(/^application\/schema\+json/);
      expect(response.json()).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' });
      expect(response.json()).not.toHaveProperty('id');
    }
  });
});

test('every file of routes/ is a registered group', () => {
  const files = readdirSync('src/http/routes').map((file) => file.replace(/\.ts$/, ''));
  const helpers = ['index', 'route-group'];
  expect(Object.keys(ROUTE_GROUPS).sort()).toEqual(files.filter((file) => !helpers.includes(file)).sort());
});
