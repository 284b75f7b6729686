import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { PARTIAL, syncFolder } from '../files/write-whole.ts';
import { sealed } from './checked-file.ts';
import type { DayFile } from './day-manifest.ts';
import { copyTo, filesRelation, SPAN_AND_ROWS } from './history-sql.ts';
import { hiddenName } from './paths.ts';

/**
 * Writes rows as a data file of a day that no list names yet and nobody else sees; undefined = there were none. Every byte is on disk before it resolves: a
 * power cut must not leave a list that names a file without content.
 */
export async function writeData(
  connection: DuckDBConnection,
  folder: string,
  kind: 'rows' | 'day',
  rows: string,
): Promise<(DayFile & { readonly span: [number, number] }) | undefined> {
  const name = `${kind}-${randomUUID()}.parquet`;
  const partial = join(folder, `${hiddenName(name)}${PARTIAL}`);
  try {
    await connection.run(copyTo(rows, partial));
    const told = await connection.runAndReadAll(`SELECT ${SPAN_AND_ROWS} FROM ${filesRelation([partial])}`);
    const [count, start, end] = (told.getRows()[0] ?? []).map(Number);
    if (!count) return undefined;
    const check = await sealed(partial);
    await rename(partial, join(folder, hiddenName(name)));
    await syncFolder(folder);
    return { name, rows: count, ...check, span: [start ?? 0, end ?? 0] };
  } finally {
    await rm(partial, { force: true });
  }
}
