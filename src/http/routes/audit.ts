import { z } from 'zod';
import { type AuditEntry, auditEntrySchema } from '../../operations/resources/access/audit-log.ts';
import { pageQuerySchema, pageSchema, storedPage } from '../paging/page.ts';
import type { RouteGroup } from './route-group.ts';

const EXAMPLE: AuditEntry = {
  id: '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b',
  at: '2026-11-23T08:00:00.000Z',
  who: 'key:0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1c',
  method: 'POST',
  route: '/v1/budgets',
  objectId: '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1d',
  status: 201,
  requestId: '0b9f6d2c-5f0e-4c39-9a3b-3f0c4f0f6f10',
};

const querySchema = pageQuerySchema.extend({
  who: z.string().min(1).max(300).optional().describe('Such as key:ID.'),
  objectId: z.string().min(1).max(512).optional().describe('Such as the id of a budget.'),
});

/** Who changed what. */
export const audit: RouteGroup = (app, { services }) => {
  app.get(
    '/v1/audit',
    {
      schema: {
        tags: ['access'],
        operationId: 'listAudit',
        summary: 'Writes, newest first: who, what, when and the result',
        querystring: querySchema,
        response: { 200: pageSchema(auditEntrySchema, EXAMPLE) },
      },
      config: { access: 'admin', errors: ['TG1012', 'TG2201'] },
    },
    async ({ query: { limit, cursor, ...filter } }) =>
      storedPage(
        { limit, cursor },
        (entry) => entry.id,
        async (page) => (await services.access()).audit.list(filter, page),
      ),
  );
};
