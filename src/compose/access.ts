import { writeFile } from 'node:fs/promises';
import { ApiKeys } from '../operations/resources/access/api-keys.ts';
import type { AccessServices } from '../operations/services.ts';
import { createAuditLog } from '../state/audit-log.ts';
import type { Database } from '../state/database.ts';
import { guarded } from '../state/guard.ts';
import { createKeyStore } from '../state/key-store.ts';
import type { StateLocation } from './database.ts';
import { keysMark } from './keys-in-use.ts';

/** Who may use the service, over the state database; no job is run for it. */
export async function openAccess(
  { db, engine }: Database,
  location: StateLocation,
  now: () => Date,
): Promise<AccessServices> {
  const store = guarded(createKeyStore(db), engine);
  const marking = {
    ...store,
    create: async (...given: Parameters<typeof store.create>) => {
      if (location.databaseUrl === undefined) await writeFile(keysMark(location.dataDir), '');
      return store.create(...given);
    },
  };
  return { keys: new ApiKeys(marking, now), audit: guarded(createAuditLog(db), engine) };
}
