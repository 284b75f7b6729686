import { type Database, openDatabase } from '../../src/state/database.ts';
import { type PostgresPeer, postgresBin, startPostgres } from './postgres.ts';

/** An engine the contract suites run on. `open` gives a fresh database each time. */
export interface Engine {
  readonly name: 'pglite' | 'postgresql';
  start(): Promise<void>;
  open(): Promise<Database>;
  stop(): Promise<void>;
}

const pglite: Engine = {
  name: 'pglite',
  start: async () => undefined,
  open: () => openDatabase({}),
  stop: async () => undefined,
};

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
  postgresBin() !== undefined || process.env['REQUIRE_PEERS'] === '1' ? [pglite, postgresql()] : [pglite];
