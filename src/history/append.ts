import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { TollgateError } from '../core/errors.ts';
import { type Duck, openDuck } from '../files/bounded-duckdb.ts';
import { diskError } from '../files/disk-error.ts';
import { sweepTemporary, temporaryPrefix } from '../files/left-behind.ts';
import type { MetricSink, TargetSpan } from '../traffic/metric-source.ts';
import { checkDay, plain, setAside, spanOf } from './damage.ts';
import { writeDay } from './day-manifest.ts';
import type { HistoryScope } from './history-scope.ts';
import {
  CREATE_COMPLETE,
  CREATE_POINTS,
  CREATE_STAGED,
  DAYS_STAGED,
  newRowsOfDay,
  POINTS_TO_ROWS,
} from './history-sql.ts';
import { readStoredDay } from './list-days.ts';
import { dayPath, hiddenName, scopePath } from './paths.ts';
import { PointBuffer } from './point-buffer.ts';
import { publishDay } from './publish-day.ts';
import { type Hold, withScopeLock } from './scope-lock.ts';
import { writeData } from './write-data.ts';

/** Takes points of one account and Region as they come, in any order, and stores them as rows. */
export interface HistoryWriter extends MetricSink {
  /**
   * Stores the held points that lie in a complete span and forgets the others: half an answer would look like idle minutes, and
   * the next scan could not tell. Times that a stored row covers keep that row. Safe once it resolves; gives the number of new
   * rows. Throws TG2101 when the disk takes no more, and what the lock
   * throws; stored data stays whole.
   */
  flush(complete: readonly TargetSpan[]): Promise<number>;
  close(): Promise<void>;
}

/** What is held until the flush lies in a temporary database on disk, so that memory stays flat. */
export async function openWriter(root: string, scope: HistoryScope): Promise<HistoryWriter> {
  scopePath(root, scope);
  await sweepTemporary();
  const folder = await mkdtemp(temporaryPrefix('staging'));
  const duck = await openDuck(join(folder, 'staging.duckdb'));
  await duck.connection.run(`${CREATE_STAGED}; ${CREATE_POINTS}`);
  const points = new PointBuffer(duck);
  // A connection takes one statement at a time, and several pages arrive at once.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(work).catch((error: unknown) => {
      throw diskError(error) ?? error;
    });
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    add: (more) => inTurn(() => points.add(more)),
    async flush(complete) {
      await inTurn(() => points.write());
      await holdComplete(duck, complete);
      await duck.connection.run(POINTS_TO_ROWS);
      const stored = await withScopeLock(root, scope, (hold) => store(duck, root, scope, hold));
      await duck.connection.run('TRUNCATE staged; TRUNCATE points');
      return stored;
    },
    async close() {
      duck.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function holdComplete({ connection }: Duck, complete: readonly TargetSpan[]): Promise<void> {
  await connection.run(CREATE_COMPLETE);
  const appender = await connection.createAppender('complete');
  for (const { target, span } of complete) {
    appender.appendVarchar(target);
    appender.appendBigInt(BigInt(span[0]));
    appender.appendBigInt(BigInt(span[1]));
    appender.endRow();
  }
  appender.closeSync();
}

async function store(duck: Duck, root: string, scope: HistoryScope, hold: Hold): Promise<number> {
  const days = (await duck.connection.runAndReadAll(DAYS_STAGED)).getRows().map(([day]) => String(day));
  let stored = 0;
  for (const day of days) {
    hold.check();
    stored += await storeDay(duck, { root, scope, day });
  }
  return stored;
}

interface DayOfScope {
  readonly root: string;
  readonly scope: HistoryScope;
  readonly day: string;
}

async function storeDay(duck: Duck, { root, scope, day }: DayOfScope): Promise<number> {
  const folder = dayPath(root, scope, day);
  let data: string | undefined;
  try {
    await mkdir(folder, { recursive: true });
    const stored = await setAside(root, scope, await checkDay(await readStoredDay(folder, day)));
    const existing = stored.files.map((file) => file.path);
    const written = await writeData(duck.connection, folder, 'rows', newRowsOfDay(day, existing));
    if (written === undefined) return 0;
    data = join(folder, hiddenName(written.name));
    const [from, to] = written.span;
    const damaged = stored.damaged.filter((file) => spanOf(file, day)[0] >= to || spanOf(file, day)[1] <= from);
    await writeDay(folder, stored, [...stored.files.map(plain), written], damaged);
    await publishDay(folder);
    return written.rows;
  } catch (cause) {
    if (cause instanceof TollgateError && cause.code !== 'TG2009') {
      // Another writer was faster: what is written here is listed nowhere.
      if (cause.code === 'TG2103' && data !== undefined) await rm(data, { force: true });
      throw cause;
    }
    throw new TollgateError('TG2101', `The throughput of ${day} cannot be stored.`, {
      location: { file: folder },
      hint: 'Check that the data directory is writable and has space. What was stored before is unharmed; scan again.',
      cause,
    });
  }
}
