import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ReconciliationDocument } from '../../src/report/reconciliation-document.ts';
import { testApp } from '../support/http-app.ts';
import { tollgateInProcess } from '../support/run-in-process.ts';

const HERE = join(import.meta.dirname, 'bills');
const NETWORK = join(HERE, 'network.yaml');

/** The rows of the table that is worked by hand, by the titles of its columns. */
const [titles = [], ...rows] = readFileSync(join(HERE, 'arithmetic.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
const WORKED = rows.map((cells) => Object.fromEntries(titles.map((title, index) => [title, cells[index] ?? ''])));

function rowOf(file: string, document: ReconciliationDocument): Record<string, string> {
  const { modelled, billed, residual, causes, findings } = document;
  const { read, matched, beside, notUsage, notModelled, remainder } = document.ledger;
  return {
    file,
    ...{ modelled, billed, residual, read, matched, beside, notUsage, notModelled, remainder },
    causes: causes.map(({ cause, amount }) => `${cause} ${amount}`).join(' '),
    findings: [...new Set(findings.map(({ code }) => code))].sort().join(' '),
  };
}

const commandLine = async (...args: readonly string[]): Promise<unknown> =>
  JSON.parse((await tollgateInProcess([...args, '--format', 'json'])).out);

async function service(file: string): Promise<ReconciliationDocument> {
  const form = new FormData();
  form.append('file', new Blob([readFileSync(NETWORK)]), 'network.yaml');
  form.append('bill', new Blob([readFileSync(join(HERE, file))]), file);
  const encoded = new Response(form);
  const answer = await (await testApp()).inject({
    method: 'POST',
    url: '/v1/reconciliations',
    headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
    payload: Buffer.from(await encoded.arrayBuffer()),
  });
  return answer.json();
}

describe('bills worked by hand', () => {
  test.each(WORKED)('$file: reconciled on the command line and by the service, and allocated', async (worked) => {
    const { file = '' } = worked;
    const bill = join(HERE, file);
    const ours = (await commandLine('reconcile', '--path', NETWORK, '--bill', bill)) as ReconciliationDocument;
    expect(rowOf(file, ours)).toEqual(worked);
    expect(rowOf(file, await service(file))).toEqual(worked);
    const allocated = await commandLine('allocate', '--by', 'account', '--path', NETWORK, '--bill', bill);
    expect(allocated).toMatchObject({ total: worked['billed'], ledger: { read: worked['read'] } });
  });
});
