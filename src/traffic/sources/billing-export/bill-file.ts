import { open } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { TollgateError } from '../../../core/errors.ts';
import type { BillColumn } from './bill-columns.ts';

/** A bill on disk: `path` is read, `name` is what errors call it. */
export interface BillPath {
  readonly path: string;
  readonly name: string;
}

/** A file as a SQL table function, and the columns it holds. */
export interface BillRelation {
  readonly kind: 'parquet' | 'csv';
  readonly isGzip: boolean;
  readonly columns: readonly BillColumn[];
}

const GZIP = 0x1f8b;

/** Looks at a file's columns. Throws TG1001 (empty), TG1007 (cannot be read), TG6002 (neither Parquet nor CSV). */
export async function describeBill(connection: DuckDBConnection, { path, name }: BillPath): Promise<BillRelation> {
  const start = await firstBytes(path, name);
  if (start.length === 0) throw new TollgateError('TG1001', `${name} is empty.`, { location: { file: name } });
  const kind = start.toString('latin1') === 'PAR1' ? ('parquet' as const) : ('csv' as const);
  const isGzip = start.length >= 2 && start.readUInt16BE(0) === GZIP;
  try {
    const sql = relationSql([path], { kind, isGzip });
    const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${sql}`);
    const columns = described.getRows().map(([column, type]) => ({ name: String(column), type: String(type) }));
    return { kind, isGzip, columns };
  } catch (cause) {
    throw unreadable(name, cause);
  }
}

/** The table function that reads files of one shape together. Every CSV column is text, so that no value is guessed at. */
export function relationSql(paths: readonly string[], { kind, isGzip }: Omit<BillRelation, 'columns'>): string {
  const list = `[${paths.map((path) => `'${plainPath(path).replaceAll("'", "''")}'`).join(', ')}]`;
  if (kind === 'parquet') return `read_parquet(${list}, union_by_name = true)`;
  const compression = isGzip ? 'gzip' : 'none';
  return (
    `read_csv(${list}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', ` +
    `null_padding = false, max_line_size = 16777216, compression = '${compression}', store_rejects = true)`
  );
}

export const unreadable = (name: string, cause: unknown): TollgateError =>
  new TollgateError('TG6002', `${name} cannot be read as Parquet or CSV.`, {
    location: { file: name },
    hint: 'Give a billing export as CSV, CSV.GZ or Parquet, whole.',
    cause,
  });

/** DuckDB reads a path as a glob: a bracket around each special character makes it plain. */
const plainPath = (path: string): string => path.replace(/[[*?]/g, (special) => `[${special}]`);

async function firstBytes(path: string, name: string): Promise<Buffer> {
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new TollgateError('TG1007', `${name} cannot be read.`, { location: { file: name }, cause });
  }
}
