import { expect, test } from 'vitest';
import { tollgateInProcess } from '../support/run-in-process.ts';

const MEASURED = ['--path', 'examples/hub.yaml', '--traffic', 'examples/hub-throughput.csv'];

test.each([
  ['breakdown', ...MEASURED],
  ['headroom', ...MEASURED],
  ['forecast', ...MEASURED],
  ['allocate', ...MEASURED, '--by', 'vpc'],
  ['recommend', '--path', 'examples/app.yaml'],
  ['diff', '--path', 'examples/hub.yaml', '--compare-to', 'examples/app.yaml', '--no-config'],
  ['reconcile', '--path', 'test/golden/bills/network.yaml', '--bill', 'test/golden/bills/beside.csv'],
])('%s fits 80 columns', async (...words) => {
  const { code, out, err } = await tollgateInProcess(words, { terminal: { columns: 80, colour: false } });
  expect(code, err).toBe(0);
  expect(out.split('\n').filter((line) => [...line].length > 80)).toEqual([]);
});
