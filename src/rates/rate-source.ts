import type { Finding } from '../core/finding.ts';
import type { RateCard } from './rate-card.ts';

export interface RateReading {
  readonly card: RateCard;
  readonly findings: readonly Finding[];
  /** Rows of a live price list that are none of ours. */
  readonly skippedRows?: number;
}

/** Port: where the rate card of a Region comes from. */
export interface RateSource {
  readonly kind: string;
  /**
   * The whole card of a Region. `known` is a card read live before: a source may take from it what has not been published
   * anew since. Throws TG1303 (none), TG1304 (unreadable), TG1305 (unreachable), TG1306 (damaged), TG1307 (refused).
   */
  rateCard(region: string, signal?: AbortSignal, known?: RateCard): Promise<RateReading>;
}
