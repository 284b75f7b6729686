import { type EstimateInput, estimate } from '../../../src/model/estimate.ts';
import type { RateCard } from '../../../src/rates/rate-card.ts';
import { buildReport } from '../../../src/report/build-report.ts';
import type { EstimateDocument } from '../../../src/report/report.ts';

export interface PriceRequest {
  readonly id: number;
  readonly topology: EstimateInput['topology'];
  readonly cards: ReadonlyMap<string, RateCard>;
}
export type PriceAnswer =
  | { readonly id: number; readonly document: EstimateDocument }
  | { readonly id: number; readonly error: string };

/** Prices networks by the model itself, away from the thread that draws. */
self.onmessage = ({ data: { id, topology, cards } }: MessageEvent<PriceRequest>) => {
  try {
    const document = buildReport(estimate({ topology, cards }), 'page');
    self.postMessage({ id, document } satisfies PriceAnswer);
  } catch (error) {
    self.postMessage({
      id,
      error: error instanceof Error ? error.message : 'The network cannot be priced.',
    } satisfies PriceAnswer);
  }
};
