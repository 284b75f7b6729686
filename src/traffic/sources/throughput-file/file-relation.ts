import { open } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { TollgateError } from '../../../core/errors.ts';
import { isParquet } from '../../../core/file-kind.ts';
import type { FileColumn } from './columns.ts';

/** A file as a SQL table function with one parameter, its path, and the columns it holds. */
export interface FileRelation {
  readonly sql: string;
  /** The path as the parameter takes it: glob characters name themselves. */
  readonly path: string;
  readonly columns: readonly FileColumn[];
  readonly format: 'csv' | 'parquet';
}

/** Bytes in which the header line of a CSV file must end. */
const LONGEST_HEADER = 65_536;

/** DuckDB reads a path as a glob: a bracket around each special character makes it plain. */
const plainPath = (path: string): string => path.replace(/[[*?]/g, (special) => `[${special}]`);

/** Looks at a file's columns. Throws TG1005 (not such a file), TG1007 (cannot be read). */
export async function fileRelation(connection: DuckDBConnection, path: string, name: string): Promise<FileRelation> {
  const start = await startOf(path, name);
  if (isParquet(start)) return parquet(connection, path, name);
  return csv(path, start.toString('utf8'), name);
}

async function startOf(path: string, name: string): Promise<Buffer> {
  let start: Buffer;
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST_HEADER), 0, LONGEST_HEADER, 0);
      start = buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new TollgateError('TG1007', `${name} cannot be read.`, { location: { file: name }, cause });
  }
  if (start.length === 0) throw new TollgateError('TG1001', `${name} is empty.`, { location: { file: name } });
  return start;
}

async function parquet(connection: DuckDBConnection, path: string, name: string): Promise<FileRelation> {
  const sql = 'read_parquet($path)';
  try {
    const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${sql}`, { path: plainPath(path) });
    const columns = described.getRows().map(([column, type]) => ({ name: String(column), type: String(type) }));
    return { sql, path: plainPath(path), columns, format: 'parquet' };
  } catch (cause) {
    throw new TollgateError('TG1005', `${name} is not a Parquet file that can be read.`, {
      location: { file: name },
      cause,
    });
  }
}

function csv(path: string, start: string, name: string): FileRelation {
  const end = start.search(/[\r\n]/);
  if (end === -1 && start.length >= LONGEST_HEADER) {
    throw new TollgateError('TG1005', `${name} has no header line.`, { location: { file: name } });
  }
  const header = (end === -1 ? start : start.slice(0, end)).replace(/^\ufeff/, '');
  const names = header.split(',').map((each) =>
    each
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .toLowerCase(),
  );
  const columns = names.map((each, index) => ({
    name: names.indexOf(each) === index ? each : `${each}_${index}`,
    type: 'VARCHAR',
  }));
  const struct = columns.map((column) => `'${column.name.replaceAll("'", "''")}': 'VARCHAR'`).join(', ');
  const sql = `read_csv($path, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', store_rejects = true, columns = {${struct}})`;
  return { sql, path: plainPath(path), columns, format: 'csv' };
}
