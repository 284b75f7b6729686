import { z } from 'zod';

/** A write that somebody asked for, and what came of it: never what it carried. */
export const auditEntrySchema = z.object({
  id: z.uuid(),
  at: z.iso.datetime().describe('When it was answered.'),
  who: z.string().describe('key:ID, token:SUBJECT, configured:N (a key of the environment) or anyone.'),
  method: z.string(),
  route: z.string().describe('Such as /v1/budgets/:id.'),
  objectId: z.string().nullable().describe('What it was about, or what it made.'),
  status: z.number().int().describe('HTTP status of the answer.'),
  requestId: z.string().describe('X-Request-Id of the answer, as in the log of the service.'),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export interface AuditFilter {
  readonly who?: string | undefined;
  readonly objectId?: string | undefined;
}

/** Port: the audit log in the state database. Entries are added and read, never changed. */
export interface AuditLog {
  add(entry: Omit<AuditEntry, 'id'>): Promise<void>;
  /** Newest first; the page starts after the id `after`. */
  list(
    filter: AuditFilter,
    page: { readonly limit: number; readonly after?: string | undefined },
  ): Promise<readonly AuditEntry[]>;
}
