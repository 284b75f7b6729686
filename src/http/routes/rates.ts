import { z } from 'zod';
import { REGIONS, regionNamed } from '../../core/regions.ts';
import { rateCardSchema } from '../../rates/rate-card.ts';
import { findingSchema } from '../../report/report.ts';
import { pageOf, pageQuerySchema, pageSchema } from '../paging/page.ts';
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

/** The list prices in use. */
export const rates: RouteGroup = (app, { services }) => {
  app.get(
    '/v1/rates',
    {
      schema: {
        tags: ['rates'],
        summary: 'Every list price of a Region that Tollgate uses',
        querystring: z.strictObject({ region: z.string().describe('Such as us-east-1; GET /v1/regions lists them.') }),
        response: { 200: ratesSchema },
      },
      config: { errors: ['TG1102', 'TG1303'] },
    },
    async ({ query }) => {
      const { region } = regionNamed(query.region);
      const { card, findings } = await services.rates.rateCard(region);
      return { source: services.rates.kind, card, findings: findings.map((finding) => ({ ...finding })) };
    },
  );
  app.get(
    '/v1/regions',
    {
      schema: {
        tags: ['rates'],
        summary: 'The Regions that Tollgate knows',
        querystring: pageQuerySchema,
        response: { 200: pageSchema(regionSchema) },
      },
      config: { errors: ['TG1012'] },
    },
    async ({ query }) => pageOf(SORTED_REGIONS, ({ region }) => region, query),
  );
};

const SORTED_REGIONS = [...REGIONS].sort((a, b) => (a.region < b.region ? -1 : 1));
