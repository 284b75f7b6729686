import { describe, expect, test } from 'vitest';
import { drawView } from '../../../../src/report/formats/index.ts';
import type { RateRefreshDocument, RegionRefresh } from '../../../../src/report/rate-refresh.ts';
import { viewRateRefresh } from '../../../../src/report/views/rate-refresh.ts';
import { viewRateVerification } from '../../../../src/report/views/rate-verification.ts';

const region = (fields: Partial<RegionRefresh> = {}): RegionRefresh => ({
  region: 'us-east-1',
  status: 'unchanged',
  publishedAt: '2026-09-17',
  version: '20260917190528',
  changes: [],
  confirmed: 9,
  keptRates: 4,
  skippedRows: 47,
  findings: [],
  ...fields,
});
const failed = (name: string): RegionRefresh => {
  const {
    publishedAt: _day,
    version: _version,
    ...rest
  } = region({ region: name, status: 'failed', confirmed: 0, keptRates: 0 });
  return { ...rest, error: { code: 'TG1305', message: 'The list did not answer.', hint: 'Try again.' } };
};
const refresh = (
  regions: readonly RegionRefresh[],
  totals: Partial<RateRefreshDocument['totals']>,
): RateRefreshDocument => ({
  schema: 'tollgate/rate-refresh@1',
  source: 'price-list-bulk',
  startedAt: '2026-09-18T00:00:00.000Z',
  totals: { regions: regions.length, changed: 0, unchanged: 0, fresh: 0, failed: 0, ...totals },
  regions,
});

const tiers = (...prices: readonly string[]) => prices.map((price, index) => ({ from: `${index}`, to: null, price }));

describe('viewRateRefresh', () => {
  test('shows each price that changed, tier by tier, and from when', () => {
    const change = {
      product: 'interface-endpoint-bytes',
      usageType: 'EU-VpcEndpoint-Bytes',
      change: 'changed' as const,
      unit: 'GB',
      before: tiers('0.01', '0.006'),
      after: tiers('0.009', '0.005'),
      from: '2026-10-01',
    };
    const view = viewRateRefresh(
      refresh([region({ region: 'eu-west-1', status: 'changed', changes: [change] })], { changed: 1 }),
    );
    expect(view.headline).toBe('1 Region: 1 changed');
    expect(view.sections[1]?.table?.rows).toEqual([
      ['eu-west-1', 'interface-endpoint-bytes', 'GB', '0.01 / 0.006', '0.009 / 0.005', '2026-10-01'],
    ]);
  });

  test('says one failure once for all its Regions, and leaves their counts empty', async () => {
    const view = viewRateRefresh(
      refresh([region(), failed('eu-west-1'), failed('eu-west-2')], { unchanged: 1, failed: 2 }),
    );
    expect(view.headline).toBe('3 Regions: 1 unchanged, 2 failed');
    expect(view.sections[0]?.text).toEqual(['eu-west-1, eu-west-2: TG1305: The list did not answer. Try again.']);
    expect(view.sections[0]?.table?.rows).toEqual([
      ['us-east-1', 'no price changed', '2026-09-17', '0', '9', '4'],
      ['eu-west-1', 'failed: the rates read before stay in use', '', '', '', ''],
      ['eu-west-2', 'failed: the rates read before stay in use', '', '', '', ''],
    ]);
    expect(view.sections).toHaveLength(1);
    expect(await drawView('table', view)).toContain('no price changed');
  });
});

test('viewRateVerification shows the day of a good copy, and the state of any other', () => {
  const view = viewRateVerification({
    schema: 'tollgate/rate-verification@1',
    ok: false,
    regions: [
      {
        region: 'us-east-1',
        ok: false,
        copies: [
          { copy: 'current', state: 'damaged' },
          { copy: 'previous', state: 'absent' },
          { copy: 'bundled', state: 'good', publishedAt: '2025-11-04', rates: 29 },
        ],
        confidence: { high: 14, medium: 3, inferred: 12, low: 0 },
        errors: [{ code: 'TG1302', message: '2 rates match.' }],
      },
    ],
  });
  expect(view.headline).toBe('1 Region checked: 1 not in order');
  expect(view.sections[0]?.text).toEqual(['us-east-1: TG1302: 2 rates match.']);
  expect(view.sections[0]?.table?.rows).toEqual([
    ['us-east-1', 'no', 'damaged', 'absent', '2025-11-04', '14', '3', '12', '0'],
  ]);
});
