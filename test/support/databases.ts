import { sql } from 'kysely';
import { type Database, openDatabase } from '../../src/state/database.ts';
import { type PostgresPeer, postgresBin, startPostgres } from './postgres.ts';
import { openEmbedded } from './state-template.ts';

/** An engine the contract suites run on. `open` gives a fresh database each time. */
export interface Engine {
  readonly name: 'pglite' | 'postgresql';
  start(): Promise<void>;
  open(): Promise<Database>;
  stop(): Promise<void>;
}

/** Starting PGlite takes seconds, so one of a file is emptied for each test instead; its `close` is left to `stop`. */
export function pglite(): Engine {
  let shared: Database | undefined;
  return {
    name: 'pglite',
    async start() {
      shared = await openEmbedded();
    },
    async open() {
      if (!shared) throw new Error('PGlite is not started');
      await empty(shared);
      return { ...shared, close: async () => undefined };
    },
    async stop() {
      await shared?.close();
    },
  };
}

async function empty({ db }: Database): Promise<void> {
  const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables
    where schemaname = 'public' and tablename not like 'kysely_%'`.execute(db);
  await sql`truncate ${sql.join(rows.map(({ name }) => sql.table(name)))} cascade`.execute(db);
  await sql`drop schema if exists jobs cascade`.execute(db);
}

export function postgresql(): Engine {
  let peer: PostgresPeer | undefined;
  let count = 0;
  return {
    name: 'postgresql',
    async start() {
      peer = await startPostgres();
    },
    async open() {
      if (!peer) throw new Error('PostgreSQL is not started');
      return openDatabase({ databaseUrl: await peer.createDatabase(`test_${count++}`) });
    },
    async stop() {
      await peer?.stop();
    },
  };
}

/** PGlite always; PostgreSQL where it is installed, and by force with REQUIRE_PEERS=1. */
export const engines = (): readonly Engine[] =>
  postgresBin() !== undefined || process.env['REQUIRE_PEERS'] === '1' ? [pglite(), postgresql()] : [pglite()];
