import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { MIGRATIONS } from './migrations/index.ts';
import type { StateSchema } from './schema.ts';

/** Runs every migration that has not run yet, under a lock, so that several replicas may start at once. Rethrows the first failure. */
export async function migrate(db: Kysely<StateSchema>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
