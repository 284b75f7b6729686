import { afterAll } from 'vitest';
import { ApiKeys } from '../../src/operations/resources/access/api-keys.ts';
import { type KeySettings, keySettingsSchema } from '../../src/operations/resources/access/key-record.ts';
import type { AccessServices, Services } from '../../src/operations/services.ts';
import { createAuditLog } from '../../src/state/audit-log.ts';
import type { Database } from '../../src/state/database.ts';
import { createKeyStore } from '../../src/state/key-store.ts';
import { openEmbedded } from './state-template.ts';

/** Keys over a database of the test's own. */
export interface AccessOfTest {
  readonly database: Database;
  readonly access: AccessServices;
  readonly services: Pick<Services, 'access' | 'accessInUse' | 'keysInUse'>;
  /** Makes a key and gives the header that sends it. */
  readonly bearer: (settings: Partial<KeySettings>) => Promise<{ authorization: string }>;
}

let opened: Promise<Database> | undefined;
afterAll(async () => (await opened)?.close());

/** One database serves a file of tests, emptied for each. */
export async function accessOfTest(): Promise<AccessOfTest> {
  opened ??= openEmbedded();
  const database = await opened;
  for (const table of ['api_key', 'audit_entry', 'budget'] as const) await database.db.deleteFrom(table).execute();
  const keys = new ApiKeys(createKeyStore(database.db), () => new Date());
  const access = { keys, audit: createAuditLog(database.db) };
  return {
    database,
    access,
    services: { access: async () => access, accessInUse: async () => access, keysInUse: () => keys.any() },
    async bearer(settings) {
      const { key } = await keys.create(keySettingsSchema.parse({ name: 'test', scope: 'read', ...settings }));
      return { authorization: `Bearer ${key}` };
    },
  };
}
