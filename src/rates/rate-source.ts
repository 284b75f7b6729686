import type { Finding } from '../core/finding.ts';
import type { RateCard } from './rate-card.ts';

export interface RateReading {
  readonly card: RateCard;
  readonly findings: readonly Finding[];
}

/** Port: where the rate card of a Region comes from. */
export interface RateSource {
  readonly kind: string;
  /** The whole card of a Region. Throws TG1303 (none), TG1304 (unreadable), TG1305 (unreachable). */
  rateCard(region: string, signal?: AbortSignal): Promise<RateReading>;
}
