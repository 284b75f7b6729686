import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratchFolder } from '../support/flow-logs.ts';
import { tollgate } from '../support/run-tollgate.ts';

const HUB = 'test/golden/allocation-hub/network.yaml';
const TRAFFIC = ['--path', 'examples/hub.yaml', '--traffic', 'examples/hub-throughput.csv'];

function discounts(
  text = 'schema: tollgate/discounts@1\ndiscounts: [{ service: AmazonVPC, factor: "0.9" }]\n',
): string {
  const path = join(scratchFolder(), 'discounts.yaml');
  writeFileSync(path, text);
  return path;
}

// The hub costs 58.70 at list price (test/golden/allocation-hub/arithmetic.md), so 52.83 at 0.9.
test.each([
  ['breakdown', ['breakdown', '--path', HUB], /^\$52\.83 a month.*\$58\.70 at list price/],
  ['allocate', ['allocate', '--path', HUB, '--by', 'team'], /Total +58\.70 +52\.83/],
  ['diff', ['diff', '--path', HUB, '--compare-to', HUB], /Total at list price +\$58\.70 +\$58\.70/],
  // Two months: 117.40 and 105.66.
  ['compare', ['compare', '--variant', `a=${HUB}`, '--variant', `b=${HUB}`, '--months', '2'], /At list price +117\.40/],
  ['forecast', ['forecast', ...TRAFFIC, '--months', '1'], /At list price +Effective USD/],
] as const)('%s prices at what is paid, and shows the list price', async (_name, args, shown) => {
  const { code, out, err } = await tollgate([...args, '--discounts', discounts()]);
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(shown);
});

test('recommend weighs what is really saved', async () => {
  const args = ['recommend', '--path', 'examples/twelve-vpcs.yaml', '--format', 'json'];
  const [list, paid] = await Promise.all([tollgate(args), tollgate([...args, '--discounts', discounts()])]);
  const [before, after] = [JSON.parse(list.out), JSON.parse(paid.out)];
  expect(after.list.today).toBe(before.today);
  expect(Number(after.today)).toBeLessThan(Number(before.today));
  expect(Number(after.today)).toBeGreaterThan(Number(before.today) * 0.89);
});

test('a file that holds none is a clear error', async () => {
  const { code, err } = await tollgate(['breakdown', '--path', HUB, '--discounts', discounts('a: 1\n')]);
  expect([code, err.includes('TG6007')]).toEqual([1, true]);
});
