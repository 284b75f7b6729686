import type { VisibleAccounts } from '../access/principal.ts';
import type { AccountChanges } from './cost-changes.ts';
import type { AccountCosts, CostKey, CostPart } from './cost-day.ts';
import type { CostDetail } from './cost-detail.ts';

/** What a Region's networks cost by the last scan of a day (UTC). */
export interface CostDay {
  readonly region: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly capturedAt: string;
  readonly currency: string;
  /** Versions of the price lists that were used. */
  readonly prices: string;
  /** The day that `changes` are told since; null = there is none before. */
  readonly since: string | null;
  readonly changes: readonly AccountChanges[];
}

/** One account's costs by one key on a day. */
export interface KeptCosts extends Pick<CostDay, 'region' | 'day' | 'capturedAt' | 'currency'> {
  readonly account: string | undefined;
  readonly parts: readonly CostPart[];
}

/** Port: what networks cost, day by day. A later scan of a day replaces the earlier one. */
export interface CostStore {
  keep(day: CostDay, costs: readonly AccountCosts[], detail: readonly CostDetail[]): Promise<void>;
  /** The last day before this one whose details are kept. */
  before(
    region: string,
    day: string,
  ): Promise<(Pick<CostDay, 'day' | 'prices' | 'currency'> & { readonly detail: readonly CostDetail[] }) | undefined>;
  /** Days of every Region in order, by one key. */
  series(
    key: CostKey,
    span: { readonly from: string; readonly to: string },
    accounts: VisibleAccounts,
  ): Promise<readonly KeptCosts[]>;
  /** The newest day of each Region. */
  newest(): Promise<readonly CostDay[]>;
}
