import { open } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { TollgateError } from '../core/errors.ts';

/** Far above every history, flow log and bill; above it, a file is made to use up memory, or made of something else. */
const MOST = {
  footerBytes: 64 * 2 ** 20,
  columns: 5000,
  rowGroups: 100_000,
  rows: 2_000_000_000,
  /** Unpacked size by packed size: repeated values shrink to little, but not without bound. */
  growth: 2000,
  /** Rows by bytes of the file: a row of constant columns still has a time of its own. */
  rowsPerByte: 100,
  /** What is small is never refused for its growth. */
  smallRows: 1_000_000,
  smallBytes: 64 * 2 ** 20,
};

/**
 * Refuses a Parquet file by what its footer says, before a row of it is read: a small file may claim so many rows, or values so large,
 * that reading it takes all memory. Throws TG2106. A file that is no Parquet passes: whoever reads it says so.
 */
export async function refuseLargeParquet(connection: DuckDBConnection, path: string, name: string): Promise<void> {
  const ends = await endsOf(path);
  if (ends === undefined) return;
  if (ends.footer > MOST.footerBytes) throw tooLarge(name, `a footer of ${ends.footer} bytes`);
  const literal = `'${path.replace(/[[*?]/g, (special) => `[${special}]`).replaceAll("'", "''")}'`;
  const one = async (sql: string): Promise<readonly number[]> =>
    ((await connection.runAndReadAll(sql)).getRows()[0] ?? []).map(Number);
  let told: readonly number[];
  try {
    const [rows, groups] = await one(`SELECT num_rows, num_row_groups FROM parquet_file_metadata(${literal})`);
    const [columns] = await one(`SELECT count(*) FROM parquet_schema(${literal})`);
    if ((groups ?? 0) > MOST.rowGroups) throw tooLarge(name, `${groups} row groups`);
    if ((columns ?? 0) > MOST.columns) throw tooLarge(name, `${columns} columns`);
    const [bytes] = await one(`SELECT coalesce(sum(total_uncompressed_size), 0) FROM parquet_metadata(${literal})`);
    told = [rows ?? 0, bytes ?? 0];
  } catch (error) {
    if (error instanceof TollgateError) throw error;
    return;
  }
  const [rows = 0, bytes = 0] = told;
  if (rows > Math.min(MOST.rows, Math.max(MOST.smallRows, ends.size * MOST.rowsPerByte))) {
    throw tooLarge(name, `${rows} rows in ${ends.size} bytes`);
  }
  if (bytes > Math.max(MOST.smallBytes, ends.size * MOST.growth)) {
    throw tooLarge(name, `${bytes} bytes of values in ${ends.size} bytes`);
  }
}

/** Size of a file and length of its footer; undefined = no Parquet. */
async function endsOf(path: string): Promise<{ readonly size: number; readonly footer: number } | undefined> {
  const file = await open(path, 'r').catch(() => undefined);
  try {
    const size = (await file?.stat())?.size ?? 0;
    if (file === undefined || size < 12) return undefined;
    const end = Buffer.alloc(8);
    await file.read(end, 0, 8, size - 8);
    return end.toString('latin1', 4) === 'PAR1' ? { size, footer: end.readUInt32LE(0) } : undefined;
  } finally {
    await file?.close();
  }
}

const tooLarge = (name: string, what: string): TollgateError =>
  new TollgateError('TG2106', `${name} claims ${what}, more than Tollgate reads.`, {
    location: { file: name },
    hint: 'Give the file in parts, or write it anew with plain values.',
  });

/** Whether DuckDB gave up because its memory or its temporary files were used up. */
export const isOutOfMemory = (error: unknown): boolean =>
  error instanceof TollgateError
    ? error.code === 'TG2106' && isOutOfMemory(error.cause)
    : /out of memory|max_temp_directory_size/i.test(String(error));

/** TG2106: a file that takes more memory than there is for it. */
export const takesTooMuch = (name: string, cause: unknown): TollgateError =>
  new TollgateError('TG2106', `${name} takes more memory than there is for one file.`, {
    location: { file: name },
    hint: 'Give the file in parts, or give Tollgate more memory.',
    cause,
  });
