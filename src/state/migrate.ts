import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import pRetry from 'p-retry';
import { MIGRATIONS } from './migrations/index.ts';
import type { StateSchema } from './schema.ts';

/** Two replicas that start at once on an empty database collide while the tables of the lock itself are made; one try later they exist. */
const RETRIES = 4;

/** Runs every migration that has not run yet, under a lock. Rethrows the last failure. */
export function migrate(db: Kysely<StateSchema>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  return pRetry(
    async () => {
      const { error } = await migrator.migrateToLatest();
      if (error !== undefined) throw error instanceof Error ? error : new Error(String(error));
    },
    {
      retries: RETRIES,
      minTimeout: 200,
      shouldRetry: ({ error }) => !CONNECTION.test(String((error as { code?: unknown }).code)),
    },
  );
}

/** A server that is not there is reported at once. */
const CONNECTION = /^(ECONN|ENOTFOUND|ETIMEDOUT|28|3D)/;
