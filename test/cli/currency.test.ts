import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesIn, topologyText } from '../support/change-files.ts';
import { tollgateInProcess } from '../support/run-in-process.ts';

const breakdown = (...more: readonly string[]) => {
  const root = filesIn({ 'net.json': topologyText({ ssm: 2 }) });
  return tollgateInProcess(['breakdown', '--path', join(root, 'net.json'), ...more]);
};

describe('--currency', () => {
  test('converts every amount at the rate that is given, and says so', async () => {
    const { out } = await breakdown('--currency', 'EUR', '--exchange-rate', 'EUR=0.92', '--format', 'json');
    const estimate = JSON.parse(out);
    // 2 zones x 730 h x 0.01 + 100 GB x 0.01 = 15.60 USD; x 0.92.
    expect(estimate).toMatchObject({ currency: 'EUR', totals: { monthly: '14.352' } });
    expect(estimate.findings).toContainEqual(expect.objectContaining({ code: 'TG5068' }));
    expect((await breakdown('--currency', 'EUR', '--exchange-rate', 'EUR=0.92')).out).toMatch(/^EUR 14\.35 a month/);
  });

  test('the currency of the price list needs no rate', async () => {
    const { out } = await breakdown('--currency', 'USD', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({ currency: 'USD', totals: { monthly: '15.60' } });
  });

  test.each([
    [['--currency', 'EUR'], 'TG1012'],
    [['--exchange-rate', 'EUR=0.92'], 'TG1012'],
    [['--currency', 'euro', '--exchange-rate', 'EUR=0.92'], 'TG1012'],
    [['--currency', 'EUR', '--exchange-rate', 'EUR=0'], 'TG6008'],
  ])('%j ends with %s', async (args, code) => {
    expect(await breakdown(...args)).toMatchObject({ code: 1, err: expect.stringContaining(code) });
  });
});

test('headroom fits 80 columns and names what it leaves out', async () => {
  const args = ['headroom', '--path', 'examples/hub.yaml', '--traffic', 'examples/hub-throughput.csv'];
  const { out } = await tollgateInProcess(args, { terminal: { columns: 80, colour: false } });
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(out).toMatch(/Not shown at this width: .*Gaps/);
  const wide = await tollgateInProcess(args, { terminal: { columns: 160, colour: false } });
  expect(wide.out).not.toContain('Not shown');
});
