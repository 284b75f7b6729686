import type { Kysely } from 'kysely';
import { v7 as uuidV7 } from 'uuid';
import { type AuditLog, auditEntrySchema } from '../operations/resources/access/audit-log.ts';
import type { StateSchema } from './schema.ts';

/** The audit log in the state database. */
export const createAuditLog = (db: Kysely<StateSchema>): AuditLog => ({
  async add({ at, who, method, route, objectId, status, requestId }) {
    const row = { id: uuidV7(), at, who, method, route, object_id: objectId, status, request_id: requestId };
    await db.insertInto('audit_entry').values(row).execute();
  },
  async list({ who, objectId }, { limit, after }) {
    // Version 7 ids ascend with time.
    let query = db.selectFrom('audit_entry').selectAll().orderBy('id', 'desc').limit(limit);
    if (who !== undefined) query = query.where('who', '=', who);
    if (objectId !== undefined) query = query.where('object_id', '=', objectId);
    if (after !== undefined) query = query.where('id', '<', after);
    return (await query.execute()).map(({ object_id, request_id, at, ...same }) =>
      auditEntrySchema.parse({ ...same, at: at.toISOString(), objectId: object_id, requestId: request_id }),
    );
  },
});
