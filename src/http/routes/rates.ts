import { z } from 'zod';
import { REGIONS, regionNamed } from '../../core/regions.ts';
import { LISTED_REGIONS } from '../../core/usage-type.ts';
import { rateCardSchema } from '../../rates/rate-card.ts';
import { rateRefreshDocumentSchema } from '../../report/rate-refresh.ts';
import { findingSchema } from '../../report/report.ts';
import { IDEMPOTENCY_ERRORS } from '../idempotency/register-idempotency.ts';
import { pageOf, pageQuerySchema, pageSchema } from '../paging/page.ts';
import { visibleState } from '../refresh/visible-state.ts';
import type { RouteGroup } from './route-group.ts';

const ratesSchema = z.object({
  source: z.string().describe('Where the card was read from.'),
  card: rateCardSchema,
  findings: z.array(findingSchema).describe('Such as that the rates are stale.'),
});

const regionSchema = z.object({
  region: z.string(),
  partition: z.string(),
  currency: z.string(),
  location: z.string(),
});

const EXAMPLE_REGION = {
  region: 'us-east-1',
  partition: 'aws',
  currency: 'USD',
  location: 'US East (N. Virginia)',
};

const refreshRequestSchema = z.strictObject({
  regions: z
    .array(z.string())
    .min(1)
    .max(100)
    .optional()
    .describe('Absent = every Region that a price list can be asked for.'),
  force: z.boolean().optional().describe('Read even what has not been published anew since it was read.'),
});

const refreshStateSchema = z
  .object({
    status: z.enum(['never', 'running', 'done', 'failed']),
    startedAt: z.string().optional(),
    finishedAt: z.string().optional(),
    result: rateRefreshDocumentSchema.optional().describe('What the last finished refresh brought.'),
  })
  .meta({ examples: [{ status: 'running', startedAt: '2026-11-23T08:00:00.000Z' }] });

/** The list prices in use. */
export const rates: RouteGroup = (app, { services, refresher }) => {
  app.get(
    '/v1/rates',
    {
      schema: {
        tags: ['rates'],
        operationId: 'getRates',
        summary: 'Every list price of a Region that Tollgate uses',
        querystring: z.strictObject({ region: z.string().describe('Such as us-east-1; GET /v1/regions lists them.') }),
        response: { 200: ratesSchema },
      },
      config: { access: 'read', tenants: true, list: 'card.rates', errors: ['TG1102', 'TG1303'] },
    },
    async ({ query }) => {
      const { region } = regionNamed(query.region);
      const { card, findings } = await services.rates.rateCard(region);
      return { source: services.rates.kind, card, findings: findings.map((finding) => ({ ...finding })) };
    },
  );
  app.post(
    '/v1/rates/refresh',
    {
      schema: {
        tags: ['rates'],
        operationId: 'refreshRates',
        summary: 'Read the live price list in the background',
        description: 'Starts a refresh, or joins the one that runs. GET of the same address tells where it stands.',
        body: refreshRequestSchema.nullish(),
        response: { 202: refreshStateSchema },
      },
      config: {
        access: 'write',
        tenants: true,
        idempotent: true,
        errors: ['TG1002', 'TG1013', 'TG1102', ...IDEMPOTENCY_ERRORS, 'TG1514'],
      },
    },
    async ({ body, principal }, reply) => {
      const regions = (body?.regions ?? LISTED_REGIONS).map((name) => regionNamed(name).region);
      const state = refresher.start({ regions, isForced: body?.force });
      return reply.code(202).header('location', '/v1/rates/refresh').send(visibleState(state, principal.accounts));
    },
  );
  app.get(
    '/v1/rates/refresh',
    {
      schema: {
        tags: ['rates'],
        operationId: 'getRatesRefresh',
        summary: 'Where the refresh stands',
        response: { 200: refreshStateSchema },
      },
      config: { access: 'read', tenants: true },
    },
    async ({ principal }) => visibleState(refresher.state, principal.accounts),
  );
  app.get(
    '/v1/regions',
    {
      schema: {
        tags: ['rates'],
        operationId: 'listRegions',
        summary: 'The Regions that Tollgate knows',
        querystring: pageQuerySchema,
        response: { 200: pageSchema(regionSchema, EXAMPLE_REGION) },
      },
      config: { access: 'read', tenants: true, errors: ['TG1012'] },
    },
    async ({ query }) => pageOf(SORTED_REGIONS, ({ region }) => region, query),
  );
};

const SORTED_REGIONS = [...REGIONS].sort((a, b) => (a.region < b.region ? -1 : 1));
