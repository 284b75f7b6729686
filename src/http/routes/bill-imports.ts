import { z } from 'zod';
import { type BillImport, billImportSchema } from '../../operations/resources/bills/bill-import.ts';
import { IDEMPOTENCY_ERRORS } from '../idempotency/register-idempotency.ts';
import { pageQuerySchema, pageSchema, storedPage } from '../paging/page.ts';
import type { RouteGroup } from './route-group.ts';

const EXAMPLE: BillImport = {
  id: '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b',
  state: 'running',
  version: null,
  periods: [],
  sums: 0,
  ledger: null,
  otherLedgers: [],
  discounts: [],
  findings: [],
  error: null,
  requestedAt: '2026-11-23T08:00:00.000Z',
  startedAt: '2026-11-23T08:00:01.000Z',
  finishedAt: null,
};
const importSchema = billImportSchema.meta({ examples: [EXAMPLE] });
const params = z.strictObject({ id: z.uuid() });

/** Imports of the bills that TOLLGATE_BILLS names. They speak of whole organizations, so a key that is limited to accounts has none. */
export const billImports: RouteGroup = (app, { services }) => {
  const tags = ['bill-imports'];
  const imports = async () => (await services.state()).bills;
  app.post(
    '/v1/bill-imports',
    {
      schema: {
        tags,
        operationId: 'startBillImport',
        summary: 'Import the configured bills in the background',
        description:
          'A version that is imported already is not read again. Each billing period is replaced whole, or not at all; budgets then judge what was billed, and GET /v1/reconciliations has the reconciliation with the newest scans.',
        response: { 202: importSchema },
      },
      config: {
        access: 'write',
        tenants: false,
        idempotent: true,
        errors: ['TG2201', 'TG4070', ...IDEMPOTENCY_ERRORS],
      },
    },
    async (_request, reply) => {
      const record = await (await imports()).request();
      return reply.code(202).header('location', `/v1/bill-imports/${record.id}`).send(record);
    },
  );
  app.get(
    '/v1/bill-imports',
    {
      schema: {
        tags,
        operationId: 'listBillImports',
        summary: 'Imports of bills, newest first',
        querystring: pageQuerySchema,
        response: { 200: pageSchema(billImportSchema, EXAMPLE) },
      },
      config: { access: 'read', tenants: false, errors: ['TG1012', 'TG2201'] },
    },
    async ({ query }) =>
      storedPage(
        query,
        ({ id }) => id,
        async (page) => (await imports()).list(page),
      ),
  );
  app.get(
    '/v1/bill-imports/:id',
    {
      schema: {
        tags,
        operationId: 'getBillImport',
        summary: 'Where an import of bills stands',
        params,
        response: { 200: importSchema },
      },
      config: { access: 'read', tenants: false, errors: ['TG2201', 'TG2202'] },
    },
    async (request) => (await imports()).get(request.params.id),
  );
};
