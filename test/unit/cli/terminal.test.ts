import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tollgateInProcess } from '../../support/run-in-process.ts';
import { temporaryDirectory } from '../../support/run-tollgate.ts';

const APP = ['breakdown', '--path', 'examples/app.yaml'];

test('a terminal gets colour and its own width', async () => {
  const { out } = await tollgateInProcess(APP, { terminal: { columns: 80, colour: true } });
  expect(out).toContain('\u001b[1m');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are taken out to measure
  const lines = out.replace(/\u001b\[\d+m/g, '').split('\n');
  const table = lines.slice(lines.indexOf('Costs') + 1, lines.indexOf('Byte pools'));
  expect(Math.max(...table.map((line) => line.length))).toBeLessThanOrEqual(80);
});

test('a terminal that wants no colour gets none', async () => {
  const { out } = await tollgateInProcess(APP, { terminal: { columns: 80, colour: false } });
  expect(out).not.toContain('\u001b');
});

test('a file gets neither, whatever the terminal is like', async () => {
  const plain = await tollgateInProcess(APP);
  const path = `${temporaryDirectory()}/out.txt`;
  const { out } = await tollgateInProcess([...APP, '--out-file', path], { terminal: { columns: 40, colour: true } });
  expect(out).toBe('');
  expect(readFileSync(path, 'utf8')).toBe(plain.out);
});

test('programs get no colour even on a terminal', async () => {
  for (const format of ['json', 'csv', 'markdown', 'html', 'infracost']) {
    const { out } = await tollgateInProcess([...APP, '--format', format], { terminal: { columns: 40, colour: true } });
    expect(out).not.toContain('\u001b');
  }
});
