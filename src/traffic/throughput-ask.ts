import type { DuckDBValue } from '@duckdb/node-api';

/** What the queries run on: rows of a query with named numbers. */
export interface Ask {
  rows(sql: string, parameters?: Readonly<Record<string, number>>): Promise<readonly (readonly DuckDBValue[])[]>;
  /** Fills `outlined` with zones by every name they have. */
  outlined(zones: readonly { readonly name: string; readonly az: string; readonly key: number }[]): Promise<void>;
  /** Fills `special`. */
  special(groups: readonly SpecialGroup[]): Promise<void>;
}

export interface SpecialGroup {
  readonly key: number;
  readonly az: string;
  readonly slot: number;
  readonly bucket: number;
  readonly expected: number;
}
