import type { RateCard } from './rate-card.ts';

/** One copy of a Region's rate card on disk. */
export interface RateCopy {
  readonly copy: 'current' | 'previous' | 'bundled';
  readonly state: 'good' | 'damaged' | 'absent';
  /** The card of a good copy. */
  readonly card?: RateCard;
  /** When a refreshed copy was read live. */
  readonly fetchedAt?: string;
}

/** Why the last refresh of a Region brought nothing: a code of `core/errors.ts`. */
export interface RefreshFailure {
  readonly at: string;
  readonly code: string;
}

/** Port: where refreshed rate cards are kept. Safe for several processes at once. */
export interface RateStore {
  /** When a Region's rates were last read live; undefined = never, or the copy is damaged. */
  refreshedAt(region: string): Promise<Date | undefined>;
  /** Keeps a card read live, whole or not at all; the copy it replaces stays as the previous one. Throws TG1308. */
  save(card: RateCard, fetchedAt: Date): Promise<void>;
  /** Remembers that refreshing a Region failed, until it works again, so that readers can say so. Throws TG1308. */
  saveFailure(region: string, failure: RefreshFailure): Promise<void>;
  /** Every copy of a Region's card, each checked against its checksum and schema. */
  copies(region: string): Promise<readonly RateCopy[]>;
}
