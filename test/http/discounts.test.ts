import { expect, test } from 'vitest';
import { JSON_TYPE, network, testApp } from '../support/http-app.ts';

// The network of two endpoints: 2 x (2 AZ x 730 h x 0.01 + 2,400 GB x 0.01) = 77.20; at 0.5 of everything 38.60.
test.each([
  ['/v1/estimates?discount=AmazonVPC=0.5', network(2), (body: { totals: object }) => body.totals],
  [
    '/v1/estimates',
    { document: network(2), options: { discount: ['*=0.5'] } },
    (body: { totals: object }) => body.totals,
  ],
  ['/v1/diffs?discount=AmazonVPC=0.5', { head: network(2), base: network(1) }, (body: { head: object }) => body.head],
  [
    '/v1/scenarios',
    {
      variants: [
        { name: 'a', document: network(2) },
        { name: 'b', document: network(1) },
      ],
      months: 1,
      discount: 'AmazonVPC=0.5',
    },
    (body: { variants: readonly object[] }) => body.variants[0],
  ],
])('%s prices at what is paid, with the list price beside it', async (url, payload, pick) => {
  const app = await testApp();
  const answer = await app.inject({ method: 'POST', url, headers: JSON_TYPE, payload: JSON.stringify(payload) });
  expect(answer.statusCode).toBe(200);
  expect(pick(answer.json())).toMatchObject({ monthly: '38.60', list: '77.20' });
});

test('an allocation too', async () => {
  const answer = await (await testApp()).inject({
    method: 'POST',
    url: '/v1/allocations?by=service&discount=AmazonVPC=0.5',
    headers: JSON_TYPE,
    payload: JSON.stringify(network(2)),
  });
  expect(answer.json()).toMatchObject({ total: '38.60', list: '77.20', parts: [{ amount: '38.60', list: '77.20' }] });
});

test('a discount that cannot be read is refused', async () => {
  const answer = await (await testApp()).inject({
    method: 'POST',
    url: '/v1/estimates?discount=AmazonVPC',
    headers: JSON_TYPE,
    payload: JSON.stringify(network(1)),
  });
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'TG1012']);
});
