import { ADVICE_EXAMPLE } from '../../../src/http/recommendations/advice-example.ts';
import type { AdviceScan } from '../../../src/operations/resources/recommendations/advice-store.ts';
import type { RecommendationDocument } from '../../../src/report/plan-document.ts';

export const SCAN: AdviceScan = {
  id: '0199a1b2-0000-7000-8000-000000000001',
  capturedAt: '2026-11-01T00:00:00.000Z',
  scope: 'self',
  account: '111122223333',
  region: 'us-east-1',
};

/** A scan of the same scope that came later. */
export const laterScan = (week: number): AdviceScan => ({
  ...SCAN,
  id: `0199a1b2-0000-7000-8000-00000000000${week + 1}`,
  capturedAt: new Date(Date.parse(SCAN.capturedAt) + week * 7 * 86_400_000).toISOString(),
});

/** A recommendation of that id and saving, else the example of the OpenAPI document. */
export const advice = (
  id: string,
  monthly = '12.60',
  more: Partial<RecommendationDocument> = {},
): RecommendationDocument => ({
  ...ADVICE_EXAMPLE.recommendation,
  id,
  saving: { monthly, low: monthly, high: monthly },
  ...more,
});

export const proposal = (...recommendations: readonly RecommendationDocument[]) => ({
  currency: 'USD',
  recommendations,
});
