import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { limitAdvice } from '../../operations/resources/access/limited-advice.ts';
import { instant } from '../../operations/resources/instant.ts';
import { ADVICE_STATUSES, adviceRecordSchema } from '../../operations/resources/recommendations/advice-record.ts';
import { placeOf } from '../../operations/resources/recommendations/advice-store.ts';
import { decide, foundAdvice } from '../../operations/resources/recommendations/decide.ts';
import { MOVES } from '../../recommend/move.ts';
import { IDEMPOTENCY_ERRORS } from '../idempotency/register-idempotency.ts';
import { pageQuerySchema, pageSchema, storedPage } from '../paging/page.ts';
import { ADVICE_EXAMPLE } from '../recommendations/advice-example.ts';
import { changedSince, expectedVersion, ifMatchSchema, tagged, VERSION_ERRORS } from '../versions.ts';
import type { RouteGroup } from './route-group.ts';

const listSchema = pageQuerySchema.extend({
  status: z.enum(ADVICE_STATUSES).optional(),
  proposed: z.enum(['true', 'false']).optional().describe('Whether the newest scan still proposes it; absent = both.'),
  account: z.string().min(1).max(64).optional(),
  region: z.string().min(1).max(32).optional(),
  move: z.enum(MOVES).optional(),
});

const decisionSchema = z.strictObject({
  status: z.enum(ADVICE_STATUSES),
  reason: z.string().trim().min(1).max(1000).optional().describe('Why; a dismissal needs one.'),
  expiresAt: instant(z.iso.datetime({ offset: true }))
    .optional()
    .describe('When a dismissal ends and it is open again; absent = never.'),
});

const params = z.strictObject({ id: z.string().min(1).max(64) });
const adviceSchema = adviceRecordSchema.meta({ examples: [ADVICE_EXAMPLE] });

/** What became of what scans proposed. */
export const recommendations: RouteGroup = (app, { services }) => {
  const tags = ['recommendations'];
  const adviceOf = async ({ principal }: FastifyRequest) =>
    limitAdvice((await services.state()).advice, principal.accounts);
  app.get(
    '/v1/recommendations',
    {
      schema: {
        tags,
        operationId: 'listRecommendations',
        summary: 'What scans proposed and what became of it, the largest saving first',
        querystring: listSchema,
        response: { 200: pageSchema(adviceRecordSchema, ADVICE_EXAMPLE) },
      },
      config: { access: 'read', tenants: true, errors: ['TG1012', 'TG2201'] },
    },
    async (request) => {
      const { proposed, status, account, region, move, ...page } = request.query;
      const filter = { status, account, region, move, proposed: proposed && proposed === 'true' };
      return storedPage(page, placeOf, async (part) => (await adviceOf(request)).list(filter, part, services.now()));
    },
  );
  app.get(
    '/v1/recommendations/:id',
    {
      schema: {
        tags,
        operationId: 'getRecommendation',
        summary: 'A recommendation, its status and what it saves',
        params,
        response: { 200: adviceSchema },
      },
      config: { access: 'read', tenants: true, errors: ['TG2201', 'TG2202'] },
    },
    async (request, reply) =>
      tagged(reply, foundAdvice(await (await adviceOf(request)).get(request.params.id, services.now()))),
  );
  app.patch(
    '/v1/recommendations/:id',
    {
      schema: {
        tags,
        operationId: 'decideRecommendation',
        summary: 'Accept, dismiss, finish or reopen a recommendation',
        description:
          'A dismissal needs a reason and may expire: then it is open again. From accepted on the promise stays as it was, and ' +
          'every later scan says what has become of it (`realised`).',
        params,
        headers: ifMatchSchema,
        body: decisionSchema,
        response: { 200: adviceSchema },
      },
      config: {
        access: 'write',
        tenants: true,
        idempotent: true,
        errors: ['TG2201', 'TG2202', 'TG4003', ...VERSION_ERRORS, ...IDEMPOTENCY_ERRORS],
      },
    },
    async (request, reply) => {
      const advice = await adviceOf(request);
      const { id } = request.params;
      const record = await decide(id, request.body, advice, services.now(), expectedVersion(request));
      if (record) return tagged(reply, record);
      foundAdvice(await advice.get(id, services.now()));
      throw changedSince();
    },
  );
};
