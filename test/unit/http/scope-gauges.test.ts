import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { type FiguresInUse, registerScopeGauges } from '../../../src/http/plugins/scope-gauges.ts';
import { FIGURES } from '../../support/scope-figures.ts';

const scrape = (figures: FiguresInUse, now = '2026-11-23T01:00:00Z') => {
  const registry = new Registry();
  registerScopeGauges(registry, figures, () => new Date(now));
  return registry.metrics();
};

test('what the newest scan says of an account and Region', async () => {
  const text = await scrape(async () => [FIGURES]);
  const own = 'account="111122223333",region="us-east-1"';
  for (const line of [
    // 73.00 / 730 and 36.50 / 730
    `tollgate_cost_per_hour{${own},currency="USD"} 0.1`,
    `tollgate_service_cost_per_hour{${own},service="ssm",currency="USD"} 0.05`,
    `tollgate_cost_unknown_lines{${own}} 1`,
    `tollgate_pool_gb{${own},product="interface-endpoint-bytes"} 1000`,
    `tollgate_pool_next_tier_gb{${own},product="interface-endpoint-bytes"} 1048576`,
    `tollgate_pool_marginal_price{${own},product="gwlb-endpoint-bytes",currency="USD"} 0.0035`,
    `tollgate_endpoint_days_to_threshold{${own},endpoint="vpce-1",az="use1-az1",threshold="0.9"} 12.5`,
    `tollgate_scan_lag_seconds{${own}} 3600`,
  ])
    expect(text.split('\n')).toContain(line);
  expect(text).not.toContain('tollgate_pool_next_tier_gb{account="111122223333",region="us-east-1",product="gwlb');
});

test.each([
  ['nothing was scanned', async () => []],
  ['the database fails', async () => Promise.reject(new Error('gone'))],
] as const)('a scrape answers, without figures, where %s', async (_, figures) => {
  const text = await scrape(figures);
  expect(text).toContain('# TYPE tollgate_cost_per_hour gauge');
  expect(text).not.toMatch(/^tollgate_/m);
});
