import type { DuckDBConnection } from '@duckdb/node-api';
import { TollgateError } from '../../../core/errors.ts';
import { isGzip as isGzipFile, isParquet } from '../../../core/file-kind.ts';
import { refuseGzipBomb } from '../../../files/gzip-growth.ts';
import { refuseLargeParquet } from '../../../files/parquet-limits.ts';
import { type BillPath, firstBytes } from './bill-path.ts';
import type { BillColumn } from './column-names.ts';

/** A file as a SQL table function, and the columns it holds. */
export interface BillRelation {
  readonly kind: 'parquet' | 'csv';
  readonly isGzip: boolean;
  readonly delimiter: Delimiter;
  readonly columns: readonly BillColumn[];
}

const DELIMITERS = [',', ';', '\t', '|'] as const;
type Delimiter = (typeof DELIMITERS)[number];

/** Looks at a file's columns. Throws TG1007 (cannot be read), TG2106 (too large) and TG6002 (neither Parquet nor CSV). */
export async function describeBill(connection: DuckDBConnection, bill: BillPath): Promise<BillRelation> {
  const start = await firstBytes(bill);
  const kind = isParquet(start) ? ('parquet' as const) : ('csv' as const);
  if (kind === 'parquet') await refuseLargeParquet(connection, bill.path, bill.name);
  const isGzip = isGzipFile(start);
  if (isGzip) await refuseGzipBomb(bill.path, bill.name);
  let best: BillRelation | undefined;
  let failure: unknown;
  for (const delimiter of kind === 'parquet' ? ([','] as const) : DELIMITERS) {
    try {
      const sql = relationSql([bill.path], { kind, isGzip, delimiter });
      const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${sql}`);
      const columns = described.getRows().map(([column, type]) => ({ name: String(column), type: String(type) }));
      if (columns.length > (best?.columns.length ?? 0)) best = { kind, isGzip, delimiter, columns };
      // AWS writes commas; another sign is looked for where they give no table.
      if (columns.length > 1 && delimiter === ',') break;
    } catch (cause) {
      failure ??= cause;
    }
  }
  if (best) return best;
  throw unreadable(bill.name, failure);
}

/** How databases and data frames write that a cell has no value. */
const NULLS = String.raw`['', 'NULL', 'null', '\N', 'NaN', 'nan']`;

/** The table function that reads files of one shape together. Every CSV column is text, so that no value is guessed at. */
export function relationSql(
  paths: readonly string[],
  { kind, isGzip, delimiter }: Omit<BillRelation, 'columns'>,
  more = '',
): string {
  const list = `[${paths.map((path) => `'${plainPath(path).replaceAll("'", "''")}'`).join(', ')}]`;
  if (kind === 'parquet') return `read_parquet(${list}, union_by_name = true${more})`;
  const compression = isGzip ? 'gzip' : 'none';
  return (
    `read_csv(${list}, header = true, all_varchar = true, delim = '${delimiter}', quote = '"', escape = '"', ` +
    `nullstr = ${NULLS}, null_padding = false, max_line_size = 16777216, compression = '${compression}', store_rejects = true${more})`
  );
}

export const unreadable = (name: string, cause: unknown): TollgateError =>
  new TollgateError('TG6002', `${name} cannot be read as Parquet or CSV.`, {
    location: { file: name },
    hint: 'Give a billing export as CSV, CSV.GZ, zip or Parquet, whole.',
    cause,
  });

/** DuckDB reads a path as a glob: a bracket around each special character makes it plain. */
const plainPath = (path: string): string => path.replace(/[[*?]/g, (special) => `[${special}]`);
