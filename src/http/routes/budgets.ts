import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { TollgateError } from '../../core/errors.ts';
import { limitBudgets } from '../../operations/resources/access/limited-budgets.ts';
import { limitScans } from '../../operations/resources/access/limited-scans.ts';
import { type BudgetRecord, budgetRecordSchema } from '../../operations/resources/budgets/budget-store.ts';
import { budgetOfScans } from '../../operations/resources/budgets/budgets-of-scans.ts';
import { budgetDocumentSchema, budgetEvaluationSchema } from '../../report/budget-document.ts';
import { IDEMPOTENCY_ERRORS } from '../idempotency/register-idempotency.ts';
import { pageQuerySchema, pageSchema, storedPage } from '../paging/page.ts';
import { changedSince, expectedVersion, ifMatchSchema, tagged, VERSION_ERRORS } from '../versions.ts';
import type { RouteGroup } from './route-group.ts';

const EXAMPLE: BudgetRecord = {
  id: '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b',
  budget: {
    schema: 'tollgate/budget@1',
    name: 'platform',
    amount: '500',
    currency: 'USD',
    scope: { region: 'us-east-1', tags: { team: 'platform' } },
    thresholds: [{ on: 'run-rate', share: '0.8' }],
  },
  version: 1,
  createdAt: '2026-11-23T08:00:00.000Z',
  updatedAt: '2026-11-23T08:00:00.000Z',
};

const recordSchema = budgetRecordSchema.meta({ examples: [EXAMPLE] });
const params = z.strictObject({ id: z.uuid() });

/** Budgets: kept, changed, removed, and where each stands by the latest scans. */
export const budgets: RouteGroup = (app, { services }) => {
  const tags = ['budgets'];
  const budgetsOf = async ({ principal }: FastifyRequest) =>
    limitBudgets((await services.state()).budgets, principal.accounts);
  app.post(
    '/v1/budgets',
    {
      schema: {
        tags,
        operationId: 'createBudget',
        summary: 'Keep a budget',
        body: budgetDocumentSchema,
        response: { 201: recordSchema },
      },
      config: { access: 'write', tenants: true, idempotent: true, errors: ['TG1522', 'TG2201', ...IDEMPOTENCY_ERRORS] },
    },
    async (request, reply) => {
      const record = await (await budgetsOf(request)).create(request.body);
      return reply.code(201).header('location', `/v1/budgets/${record.id}`).send(tagged(reply, record));
    },
  );
  app.get(
    '/v1/budgets',
    {
      schema: {
        tags,
        operationId: 'listBudgets',
        summary: 'Budgets, newest first',
        querystring: pageQuerySchema,
        response: { 200: pageSchema(budgetRecordSchema, EXAMPLE) },
      },
      config: { access: 'read', tenants: true, errors: ['TG1012', 'TG2201'] },
    },
    async (request) =>
      storedPage(
        request.query,
        (record) => record.id,
        async (page) => (await budgetsOf(request)).list(page),
      ),
  );
  app.get(
    '/v1/budgets/:id',
    {
      schema: { tags, operationId: 'getBudget', summary: 'A budget', params, response: { 200: recordSchema } },
      config: { access: 'read', tenants: true, errors: ['TG2201', 'TG2202'] },
    },
    async (request, reply) => tagged(reply, found(await (await budgetsOf(request)).get(request.params.id))),
  );
  app.put(
    '/v1/budgets/:id',
    {
      schema: {
        tags,
        operationId: 'replaceBudget',
        summary: 'Replace a budget',
        params,
        headers: ifMatchSchema,
        body: budgetDocumentSchema,
        response: { 200: recordSchema },
      },
      config: { access: 'write', tenants: true, errors: ['TG1522', 'TG2201', 'TG2202', ...VERSION_ERRORS] },
    },
    async (request, reply) => {
      const budgets = await budgetsOf(request);
      const { id } = request.params;
      const record = await budgets.replace(id, request.body, expectedVersion(request));
      if (record) return tagged(reply, record);
      found(await budgets.get(id));
      throw changedSince();
    },
  );
  app.delete(
    '/v1/budgets/:id',
    {
      schema: {
        tags,
        operationId: 'deleteBudget',
        summary: 'Remove a budget',
        params,
        headers: ifMatchSchema,
        response: { 204: z.null().describe('Deleted.') },
      },
      config: { access: 'write', tenants: true, errors: ['TG1522', 'TG2201', 'TG2202', ...VERSION_ERRORS] },
    },
    async (request, reply) => {
      const budgets = await budgetsOf(request);
      const { id } = request.params;
      if (await budgets.remove(id, expectedVersion(request))) return reply.code(204).send(null);
      found(await budgets.get(id));
      throw changedSince();
    },
  );
  app.get(
    '/v1/budgets/:id/evaluation',
    {
      schema: {
        tags,
        operationId: 'evaluateBudget',
        summary: 'Where a budget stands by the latest scans',
        description:
          'Of the endpoints in scope: the run-rate, the month to date, and the month as expected (so far, and the rest: hours at the run-rate, bytes as forecast), at list price. Where a bill of the month is imported, actual is what it charges, deleted endpoints included; else endpoints deleted before the latest scan are in none of them.',
        params,
        response: { 200: budgetEvaluationSchema },
      },
      config: { access: 'read', tenants: true, errors: ['TG2201', 'TG2202', 'TG6010'] },
    },
    async (request) => {
      const { budget } = found(await (await budgetsOf(request)).get(request.params.id));
      const { scans, bills } = await services.state();
      const visible = limitScans(scans, request.principal.accounts);
      const now = services.now().toISOString().slice(0, 7);
      return budgetOfScans(budget, visible, now, (month) => bills.sums(month), bills.exchangeRates);
    },
  );
};

const notFound = (): TollgateError =>
  new TollgateError('TG2202', 'There is no budget of that id.', { hint: 'GET /v1/budgets lists them.' });

function found(record: BudgetRecord | undefined): BudgetRecord {
  if (record) return record;
  throw notFound();
}
