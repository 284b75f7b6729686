import { expect, test } from 'vitest';
import { comparisonDocumentSchema } from '../../src/report/comparison-document.ts';
import { JSON_TYPE, network, testApp } from '../support/http-app.ts';

const send = async (payload: unknown, headers = {}) => {
  const app = await testApp();
  return app.inject({
    method: 'POST',
    url: '/v1/scenarios',
    headers: { ...JSON_TYPE, ...headers },
    payload: JSON.stringify(payload),
  });
};
const variants = [
  { name: 'one', document: network(1) },
  { name: 'two', document: network(2) },
];

test('variants in, the comparison out', async () => {
  const answer = await send({ variants, months: 3, growth: '0.05' });
  expect(answer.statusCode).toBe(200);
  const document = comparisonDocumentSchema.parse(answer.json());
  expect(document.cheapest).toBe('one');
  expect(document.variants.map(({ months }) => months.length)).toEqual([3, 3]);
});

test('as a table for people', async () => {
  const answer = await send({ variants }, { accept: 'text/plain' });
  expect(answer.body).toContain('one costs least over 12 months');
});

test.each([
  [{ variants: variants.slice(0, 1) }, 400, 'TG1005'],
  [{ variants, months: 0 }, 400, 'TG1005'],
  [{ variants, growth: '-1' }, 400, 'TG1005'],
  [{ variants, more: 1 }, 400, 'TG1005'],
  [{ variants: [variants[0], variants[0]] }, 400, 'TG1012'],
  [{ variants: [variants[0], { name: 'x', document: {} }] }, 400, 'TG1004'],
])('refuses %j', async (body, status, code) => {
  const answer = await send(body);
  expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
});
