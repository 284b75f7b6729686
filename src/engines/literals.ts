import type { Parameter } from './engine.ts';

/** Text as a literal of standard SQL, in which a quote is doubled and nothing else has a meaning. */
export const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** A name as an identifier of standard SQL. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A whole number as it stands, any other as a DOUBLE; a time as TIMESTAMP in UTC, to the millisecond. */
export function literal(value: Parameter): string {
  if (typeof value === 'string') return text(value);
  if (value instanceof Date)
    return `TIMESTAMP ${text(value.toISOString().replace('T', ' ').replace('.000Z', '').replace('Z', ''))}`;
  if (Number.isSafeInteger(value)) return String(value);
  if (Number.isFinite(value)) return value.toExponential().replace('e+', 'e');
  throw new RangeError('SQL has no such number');
}

/** Rows as a relation whose columns are named where it is used. */
export const values = (rows: readonly (readonly Parameter[])[]): string =>
  `VALUES ${rows.map((row) => `(${row.map(literal).join(', ')})`).join(', ')}`;

/** The query with each `$name` replaced by its value. Text between quotes stays as it is. */
export function bound(sql: string, parameters: Readonly<Record<string, Parameter>> = {}): string {
  return sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([a-z_]\w*)/gi, (whole, name: string | undefined) => {
    if (name === undefined) return whole;
    const value = parameters[name];
    if (value === undefined) throw new RangeError(`the query has no value for $${name}`);
    return literal(value);
  });
}
