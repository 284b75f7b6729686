/** A column as the file holds it. */
export interface BillColumn {
  readonly name: string;
  /** Its DuckDB type. */
  readonly type: string;
}

/** Letters and digits alone, so that every spelling of a column name is one. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** A quoted identifier: quotes inside are doubled. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
