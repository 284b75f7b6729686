import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { optionsText } from '../../scripts/generate-options.ts';

const written = readFileSync('docs/guides/options.md', 'utf8');

test('docs/guides/options.md is what the operations declare', async () => {
  expect(await optionsText()).toBe(written);
});

test('no cell of it is empty: what a face does not offer has a reason', () => {
  const rows = written.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| |'));
  expect(rows.length).toBeGreaterThan(80);
  expect(rows.filter((row) => /\|\s*\|/.test(row))).toEqual([]);
});
