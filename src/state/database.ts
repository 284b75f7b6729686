import type { PGlite as PGliteEngine } from '@electric-sql/pglite';
import { Kysely, type LogEvent, PostgresDialect } from 'kysely';
import type { fromPglite } from 'pg-boss';
import type { TollgateError } from '../core/errors.ts';
import { kindOfError, openSpan } from '../telemetry/spans.ts';
import { makeOnce } from './first-start.ts';
import { holdFolder } from './folder-lock.ts';
import { unavailable } from './guard.ts';
import { migrate } from './migrate.ts';
import { OneAtATimeDialect } from './one-at-a-time.ts';
import type { StateSchema } from './schema.ts';

export interface DatabaseOptions {
  /** PostgreSQL connection string; absent = PGlite embedded in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  /** Folder of the embedded database; absent = in memory (tests). */
  readonly dataDir?: string | undefined;
  /** File of a prepared database that a new folder begins with; absent = it is made anew, which takes seconds. */
  readonly image?: string | undefined;
  /** Seconds to wait for another process that holds the folder: 15 unless given, longer than the lock of a killed one lasts. */
  readonly waitSeconds?: number | undefined;
  /** Told once another process that holds the folder is waited for. */
  readonly onWait?: ((error: TollgateError) => void) | undefined;
}

/** The state database: one dialect, two engines. */
export interface Database {
  readonly engine: 'pglite' | 'postgresql';
  readonly db: Kysely<StateSchema>;
  /** The same database as the job queue sees it. */
  readonly queue: ReturnType<typeof fromPglite> | { readonly connectionString: string };
  close(): Promise<void>;
}

/** Opens the database and brings it to the newest migration. Throws TG2201 when it cannot be reached or migrated. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const database =
    options.databaseUrl === undefined ? await openPglite(options) : await openServer(options.databaseUrl);
  try {
    await migrate(database.db);
    return database;
  } catch (cause) {
    await database.close().catch(() => undefined);
    throw unavailable(database.engine, cause);
  }
}

async function openPglite({ dataDir, image, waitSeconds = 25, onWait }: DatabaseOptions): Promise<Database> {
  const [{ PGlite }, queue] = await Promise.all([import('@electric-sql/pglite'), import('pg-boss')]);
  let lost: TollgateError | undefined;
  const isLost = (error: TollgateError): void => {
    lost = error;
  };
  const release =
    dataDir === undefined ? async () => undefined : await holdFolder(dataDir, waitSeconds, isLost, onWait);
  try {
    if (dataDir !== undefined)
      await makeOnce(dataDir, image, async (folder) => (await PGlite.create({ dataDir: folder })).close());
    const pglite = endsOnceLost(await PGlite.create(dataDir === undefined ? {} : { dataDir }), () => lost);
    const db = new Kysely<StateSchema>({ dialect: new OneAtATimeDialect({ pglite }), log: keepQuery });
    const close = async (): Promise<void> => {
      // Closing writes to the folder, which is another's once it is lost.
      if (pglite.closed || lost) return;
      await pglite.close();
      await release();
    };
    return { engine: 'pglite', db, queue: queue.fromPglite(pglite), close };
  } catch (cause) {
    await release();
    throw unavailable('pglite', cause);
  }
}

/** Every statement fails once another process holds the folder: one write more would destroy what it writes. */
function endsOnceLost<Engine extends Pick<PGliteEngine, Statement>>(
  engine: Engine,
  lost: () => TollgateError | undefined,
): Engine {
  for (const name of STATEMENTS) {
    const run = engine[name].bind(engine) as (...given: unknown[]) => Promise<unknown>;
    const checked = async (...given: unknown[]): Promise<unknown> => {
      const error = lost();
      if (error) throw error;
      return run(...given);
    };
    Object.assign(engine, { [name]: checked });
  }
  return engine;
}

const STATEMENTS = ['query', 'exec', 'transaction', 'close'] as const;
type Statement = (typeof STATEMENTS)[number];

async function openServer(connectionString: string): Promise<Database> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ connectionString, max: 10, connectionTimeoutMillis: 5000 });
  // An idle connection that the server cuts must not end the process; the next query reports it.
  pool.on('error', () => undefined);
  const db = new Kysely<StateSchema>({ dialect: new PostgresDialect({ pool }), log: keepQuery });
  return { engine: 'postgresql', db, queue: { connectionString }, close: () => db.destroy() };
}

/** A query as a span of whatever asked; its text holds placeholders, never values. */
function keepQuery(event: LogEvent): void {
  const at = performance.timeOrigin + performance.now();
  const attributes = { 'db.system.name': 'postgresql', 'db.query.text': event.query.sql.slice(0, 1000) };
  const span = openSpan('query', { kind: 'client', attributes, start: at - event.queryDurationMillis });
  span?.end({ at, error: event.level === 'error' ? kindOfError(event.error) : undefined });
}
