import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { testApp } from '../support/http-app.ts';

const READ = 'read-key-0123456789abcdef';
const ID = '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b';

interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly statuses: readonly string[];
}

const { paths } = JSON.parse(readFileSync('openapi/openapi.json', 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses?: object }>>>>;
};
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(
    ([method, { responses }]): Operation => ({
      method: method.toUpperCase() as Operation['method'],
      path,
      statuses: Object.keys(responses ?? {}),
    }),
  ),
);
const writes = operations.filter(({ statuses }) => statuses.includes('403'));

test('what changes something kept asks for the scope write', () => {
  const changing = operations.filter(({ method }) => ['PUT', 'PATCH', 'DELETE'].includes(method));
  expect(changing.length).toBeGreaterThan(2);
  expect(changing.filter(({ statuses }) => !statuses.includes('403'))).toEqual([]);
  const named = writes.map(({ method, path }) => `${method} ${path}`);
  expect(named).toEqual(expect.arrayContaining(['POST /v1/budgets', 'POST /v1/scans', 'POST /v1/rates/refresh']));
});

test('a key that may read changes nothing, on any route', async () => {
  const app = await testApp({ apiKeys: [{ scope: 'read', key: READ }] });
  for (const { method, path } of writes) {
    const url = path.replaceAll(/\{\w+\}/g, ID);
    const answer = await app.inject({ method, url, headers: { authorization: `Bearer ${READ}` } });
    expect([method, url, answer.statusCode, answer.json().code]).toEqual([method, url, 403, 'TG1518']);
  }
});
