import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { reconciliationDocumentSchema } from '../../src/report/reconciliation-document.ts';
import { testApp } from '../support/http-app.ts';
import { curLegacyCsv, focusCsv, syntheticLines, syntheticTopology } from '../support/synthetic-bill.ts';

const lines = syntheticLines();
const network = JSON.stringify(syntheticTopology());

async function send(
  parts: readonly (readonly [string, string | Uint8Array<ArrayBuffer>, string?])[],
  query = '',
  headers = {},
) {
  const form = new FormData();
  for (const [name, content, file = `${name}.bin`] of parts) form.append(name, new Blob([content]), file);
  const encoded = new Response(form);
  const app = await testApp();
  return app.inject({
    method: 'POST',
    url: `/v1/reconciliations${query}`,
    headers: { 'content-type': encoded.headers.get('content-type') ?? '', ...headers },
    payload: Buffer.from(await encoded.arrayBuffer()),
  });
}

test('a network and the files of a bill in, the reconciliation out', async () => {
  const half = lines.length / 2;
  const answer = await send([
    ['file', network],
    ['bill', gzipSync(curLegacyCsv(lines.slice(0, half)))],
    ['bill', focusCsv(lines.slice(half), '1.0'), '../../etc/passwd'],
  ]);
  expect(answer.statusCode).toBe(200);
  const document = reconciliationDocumentSchema.parse(answer.json());
  expect(document.residualShare).toBeLessThan(0.005);
  expect(document.bill.formats.sort()).toEqual(['cur-legacy', 'focus-1.0']);
  expect(document.discounts[0]?.factor).toBe('0.92');
});

test('as Markdown for people', async () => {
  const answer = await send(
    [
      ['file', network],
      ['bill', curLegacyCsv(lines)],
    ],
    '',
    { accept: 'text/markdown' },
  );
  expect(answer.headers['content-type']).toMatch(/^text\/markdown/);
  expect(await text(Readable.from(answer.body))).toContain('zone added in the period');
});

test.each([
  ['no bill', [['file', network]], 400, 'TG1510'],
  ['no network', [['bill', curLegacyCsv(lines.slice(0, 4))]], 400, 'TG1510'],
  [
    'a strange part',
    [
      ['file', network],
      ['bill', 'x'],
      ['plan', 'x'],
    ],
    400,
    'TG1510',
  ],
  [
    'a bill that is none',
    [
      ['file', network],
      ['bill', 'a,b\n1,2\n'],
    ],
    400,
    'TG6002',
  ],
  [
    'a network that is none',
    [
      ['file', '{}'],
      ['bill', curLegacyCsv(lines.slice(0, 4))],
    ],
    400,
    'TG1004',
  ],
] as const)('%s is a problem document', async (_name, parts, status, code) => {
  const answer = await send(parts);
  expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
});

test('a body that is not multipart says how', async () => {
  const app = await testApp();
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/reconciliations',
    headers: { 'content-type': 'application/json' },
    payload: '{}',
  });
  expect([answer.statusCode, answer.json().code]).toEqual([415, 'TG1503']);
});
