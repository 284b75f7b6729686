import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { Decimal, sum } from '../../src/core/decimal.ts';
import { allocationDocumentSchema } from '../../src/report/allocation-document.ts';
import { JSON_TYPE, network, testApp } from '../support/http-app.ts';
import { curLegacyCsv, syntheticLines, syntheticTopology } from '../support/synthetic-bill.ts';

const bill = gzipSync(curLegacyCsv(syntheticLines()));

async function send(
  parts: readonly (readonly [string, string | Uint8Array<ArrayBuffer>])[],
  query: string,
  headers = {},
) {
  const form = new FormData();
  for (const [name, content] of parts) form.append(name, new Blob([content]), `${name}.bin`);
  const encoded = new Response(form);
  const app = await testApp();
  return app.inject({
    method: 'POST',
    url: `/v1/allocations${query}`,
    headers: { 'content-type': encoded.headers.get('content-type') ?? '', ...headers },
    payload: Buffer.from(await encoded.arrayBuffer()),
  });
}

test('a network as the body: the modelled month by service', async () => {
  const app = await testApp();
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/allocations?by=service',
    headers: JSON_TYPE,
    payload: JSON.stringify(network(2)),
  });
  expect(answer.statusCode).toBe(200);
  const document = allocationDocumentSchema.parse(answer.json());
  // Two endpoints: 2 x (2 AZ x 730 h x 0.01 + 2,400 GB x 0.01).
  expect(document).toMatchObject({ basis: 'modelled', total: '77.20', parts: [{ value: 'ssm', endpoints: 2 }] });
});

test('a network and a bill: what is billed, by team', async () => {
  const answer = await send(
    [
      ['file', JSON.stringify(syntheticTopology())],
      ['bill', bill],
    ],
    '?by=team',
  );
  const document = allocationDocumentSchema.parse(answer.json());
  expect(document.parts.map(({ value }) => value)).toEqual(['platform', 'data']);
  expect(sum(document.parts.map(({ amount }) => new Decimal(amount))).toFixed()).toBe(
    new Decimal(document.total).toFixed(),
  );
});

test('a bill alone, as FOCUS 1.3', async () => {
  const answer = await send([['bill', bill]], '?by=account&format=focus&focusVersion=1.3');
  expect(answer.headers['content-type']).toMatch(/^text\/csv/);
  const [header = '', first = ''] = answer.body.split('\n');
  expect(header).toContain('AllocatedMethodId');
  expect(first).toContain('2026-06-01T00:00:00Z');
});

test.each([
  ['markdown', 'text/markdown', '## Cost by account'],
  ['html', 'text/html', '<table'],
  ['csv', 'text/csv', 'by,value,kind'],
  ['table', 'text/plain', 'Cost by account'],
])('as %s', async (format, type, part) => {
  const answer = await send([['bill', bill]], `?by=account&format=${format}`);
  expect(answer.headers['content-type']).toContain(type);
  expect(answer.body).toContain(part);
});

test.each([
  ['nothing to allocate', [['traffic', 'x']], '?by=team', 400, 'TG1510'],
  ['no key', [['bill', bill]], '', 400, 'TG1005'],
  ['an unknown key', [['bill', bill]], '?by=colour', 400, 'TG1012'],
  [
    'a strange part',
    [
      ['bill', bill],
      ['bil', bill],
    ],
    '?by=team',
    400,
    'TG1510',
  ],
  ['no bill', [['bill', 'a,b\n1,2\n']], '?by=team', 400, 'TG6002'],
  ['an undefined category', [['file', JSON.stringify(network())]], '?by=cost-category:X', 400, 'TG6005'],
] as const)('%s is refused', async (_name, parts, query, status, code) => {
  const answer = await send(parts, query);
  expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
});
