import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDBAppender, DuckDBTimestampValue } from '@duckdb/node-api';
import { TollgateError } from '../core/errors.ts';
import { readDay, removeStrays, writeDay } from './day-manifest.ts';
import { type Duck, openDuck } from './duckdb.ts';
import { CREATE_STAGED, copyTo, DAYS_STAGED, filesRelation, newRowsOfDay } from './history-sql.ts';
import { dayPath, scopePath } from './paths.ts';
import { withScopeLock } from './scope-lock.ts';
import type { HistoryScope, ThroughputRow } from './throughput-row.ts';

/** Rows held in memory before they are written: some 100 MB. */
const ROWS_PER_FLUSH = 1_000_000;

/** Takes rows of one account and Region as they come and stores them. Days already holding a row keep theirs. */
export interface HistoryWriter {
  add(rows: Iterable<ThroughputRow>): Promise<void>;
  /** Writes what is held. Rows are safe once it resolves. Throws TG2101 when the disk takes no more; stored data stays whole. */
  flush(): Promise<void>;
  /** Rows stored so far; repeats are not counted. */
  readonly stored: number;
  close(): void;
}

export async function openWriter(root: string, scope: HistoryScope): Promise<HistoryWriter> {
  scopePath(root, scope);
  const duck = await openDuck();
  await duck.connection.run(CREATE_STAGED);
  let held = 0;
  let stored = 0;
  const flush = async (): Promise<void> => {
    if (held === 0) return;
    stored += await withScopeLock(root, scope, () => store(duck, root, scope));
    await duck.connection.run('DELETE FROM staged');
    held = 0;
  };
  return {
    async add(rows) {
      const appender = await duck.connection.createAppender('staged');
      for (const row of rows) {
        appendRow(appender, row);
        held += 1;
      }
      appender.closeSync();
      if (held >= ROWS_PER_FLUSH) await flush();
    },
    flush,
    get stored() {
      return stored;
    },
    close: () => duck.close(),
  };
}

function appendRow(appender: DuckDBAppender, row: ThroughputRow): void {
  appender.appendVarchar(row.endpoint);
  appender.appendVarchar(row.az);
  appender.appendTimestamp(new DuckDBTimestampValue(BigInt(row.start) * 1_000_000n));
  appender.appendInteger(row.periodSeconds);
  appender.appendBigInt(BigInt(Math.round(row.bytes)));
  for (const value of [row.activeConnections, row.newConnections, row.packetsDropped, row.rstPackets]) {
    if (value === undefined) appender.appendNull();
    else appender.appendDouble(value);
  }
  appender.endRow();
}

async function store(duck: Duck, root: string, scope: HistoryScope): Promise<number> {
  const days = (await duck.connection.runAndReadAll(DAYS_STAGED)).getRows().map(([day]) => String(day));
  let stored = 0;
  for (const day of days) stored += await storeDay(duck, dayPath(root, scope, day), day);
  return stored;
}

async function storeDay(duck: Duck, folder: string, day: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  const { files } = await readDay(folder);
  const existing = files.map((file) => join(folder, file.name));
  const name = `rows-${randomUUID()}.parquet`;
  const partial = join(folder, `${name}.partial`);
  try {
    await duck.connection.run(copyTo(newRowsOfDay(day, existing), partial));
    const counted = await duck.connection.runAndReadAll(`SELECT count(*) FROM ${filesRelation([partial])}`);
    const rows = Number(counted.getRows()[0]?.[0] ?? 0);
    if (rows === 0) {
      await rm(partial, { force: true });
      return 0;
    }
    await rename(partial, join(folder, name));
    await writeDay(folder, [...files, { name, rows }]);
    await removeStrays(folder);
    return rows;
  } catch (cause) {
    await rm(partial, { force: true });
    throw new TollgateError('TG2101', `The throughput of ${day} cannot be stored.`, {
      location: { file: folder },
      hint: 'Check that the data directory is writable and has space. What was stored before is unharmed; scan again.',
      cause,
    });
  }
}
