/**
 * What engines spell differently; all other SQL is written once, in the standard form that DuckDB, Trino and Athena share. Arguments
 * are SQL expressions. Source: DuckDB and Trino function references, both run by test/peers/trino.test.ts.
 */
export interface Dialect {
  readonly name: 'duckdb' | 'trino' | 'athena';
  /** Seconds since 1970 of a TIMESTAMP in UTC, as a DOUBLE. */
  epoch(timestamp: string): string;
  /** All values of a group, smallest first. */
  sorted(value: string): string;
  /** The value at a place of an array, counted from 1; NULL outside it. */
  at(array: string, place: string): string;
  /** Number of values of an array. */
  size(array: string): string;
  /** Quantiles of a group, exact, interpolated between the two nearest ranks (type 7), as an array; never approximate. */
  quantiles(value: string, shares: readonly number[]): string;
}

const literalOf = (share: number): string => `${share}e0`;

const duckdb: Dialect = {
  name: 'duckdb',
  epoch: (timestamp) => `epoch(${timestamp})`,
  sorted: (value) => `list_sort(list(${value}))`,
  at: (array, place) => `${array}[${place}]`,
  size: (array) => `len(${array})`,
  quantiles: (value, shares) => `quantile_cont(${value}, [${shares.join(', ')}])`,
};

const trino: Dialect = {
  name: 'trino',
  epoch: (timestamp) => `to_unixtime(${timestamp})`,
  sorted: (value) => `array_sort(array_agg(${value}))`,
  at: (array, place) => `element_at(${array}, ${place})`,
  size: (array) => `cardinality(${array})`,
  quantiles(value, shares) {
    const list = `array_sort(array_agg(${value}) FILTER (WHERE ${value} IS NOT NULL))`;
    const rank = (share: number): string => `(${literalOf(share)} * (cardinality(l) - 1))`;
    const low = (share: number): string => `CAST(floor(${rank(share)}) AS BIGINT)`;
    const at = (share: number): string => `element_at(l, ${low(share)} + 1)`;
    const next = (share: number): string => `element_at(l, least(${low(share)} + 2, cardinality(l)))`;
    const part = (share: number): string => `(${rank(share)} - floor(${rank(share)}))`;
    // In DuckDB's own order of sums, so that the last digit is the same.
    const one = (share: number): string => `${at(share)} * (1e0 - ${part(share)}) + ${next(share)} * ${part(share)}`;
    // A list is sorted once: as the one element of an array it has a name.
    return `element_at(transform(ARRAY[${list}], l -> ARRAY[${shares.map(one).join(', ')}]), 1)`;
  },
};

export const DIALECTS = { duckdb, trino, athena: { ...trino, name: 'athena' } } as const satisfies Record<
  string,
  Dialect
>;
