import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { historyTable, recordedRuns } from '../../bench/record.ts';

test('the table of benchmarks in the documentation is the history that was recorded', () => {
  expect(readFileSync('docs/benchmarks.md', 'utf8')).toBe(historyTable(recordedRuns()));
});

test('every figure of the history has a budget', () => {
  const budgets = Object.keys(JSON.parse(readFileSync('bench/budgets.json', 'utf8')));
  const figures = new Set(recordedRuns().flatMap(({ figures: all }) => Object.keys(all)));
  expect(budgets).toEqual(expect.arrayContaining([...figures]));
});
