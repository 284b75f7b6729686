import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CADENCES, ORGANIZATION } from '../../scripts/scale/assumptions.ts';
import { scopeSizes, simulatePass } from '../../scripts/scale/simulate-pass.ts';
import { withTables } from '../../scripts/scale.ts';

test('the tables of docs/scale.md are what the simulator says', () => {
  const text = readFileSync('docs/scale.md', 'utf8');
  expect(withTables(text)).toBe(text);
});

test('scopes add up to the organization, and a pass to the price of its metrics', () => {
  const zones = scopeSizes().reduce((sum, size) => sum + size, 0);
  expect(Math.abs(zones / ORGANIZATION.endpointZones - 1)).toBeLessThan(0.01);
  // 10 million zones x 5 metrics x 0.01 USD per 1,000.
  expect(Math.abs(simulatePass(CADENCES[0], 32).usd / 500 - 1)).toBeLessThan(0.01);
});

test('twice the cores halve a pass until one scope alone takes as long', () => {
  const sizes = Array.from({ length: 64 }, () => 100);
  const hours = [1, 2, 4, 64, 128].map((cores) => simulatePass(CADENCES[1], cores, sizes).hours);
  const [one = 0, two = 0, four = 0, all = 0, more = 0] = hours;
  expect(one / two).toBeCloseTo(2, 6);
  expect(one / four).toBeCloseTo(4, 6);
  expect(one / all).toBeCloseTo(64, 6);
  expect(more).toBe(all);
});
