import { z } from 'zod';
import { TollgateError } from '../../core/errors.ts';
import { sees } from '../../operations/resources/access/principal.ts';
import { COST_KEYS } from '../../operations/resources/costs/cost-day.ts';
import {
  costSeries,
  costValues,
  costValuesSchema,
  readFrom,
  seriesDaySchema,
} from '../../operations/resources/costs/cost-series.ts';
import { joinedChanges, joinedChangesSchema } from '../../operations/resources/costs/joined-changes.ts';
import type { RouteGroup } from './route-group.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS = 400;

const groupBy = z.enum(COST_KEYS).default('team');
const limit = z.coerce
  .number()
  .int()
  .min(1)
  .max(1000)
  .describe('Values that are named; what the others cost is one amount.');

const summaryQuery = z.strictObject({ groupBy, limit: limit.default(200) });
const seriesQuery = z.strictObject({
  groupBy,
  limit: limit.default(8),
  from: z.iso.date().optional().describe('First day; absent = 89 days before the last.'),
  to: z.iso.date().optional().describe('Last day (UTC); absent = today.'),
});

const scannedSchema = z.object({
  region: z.string(),
  day: z.iso.date(),
  capturedAt: z.iso.datetime(),
  ageDays: z.int().describe('Whole days since the scan: nothing is known of the traffic since.'),
});
const summarySchema = z.object({
  groupBy: z.enum(COST_KEYS),
  hoursPerMonth: z.literal('730'),
  scans: z.array(scannedSchema).describe('How new the costs of each Region are.'),
  currencies: z.array(costValuesSchema.extend({ currency: z.string() })).describe('One entry a currency.'),
});

const ageOf = (capturedAt: string, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - Date.parse(capturedAt)) / DAY_MS));

/** What the scanned networks cost: now, by day, and what moved. Added up when a scan is kept, so that looking prices nothing. */
export const costs: RouteGroup = (app, { services }) => {
  const tags = ['costs'];
  const config = { access: 'read', tenants: true, errors: ['TG1012', 'TG2201'] } as const;
  const store = async () => (await services.state()).costs;
  app.get(
    '/v1/summary',
    {
      schema: {
        tags,
        operationId: 'getSummary',
        summary: 'What the scanned networks cost a month, by team, account, VPC, service, zone or Region',
        description:
          'Allocated as POST /v1/allocations does. By az, hours are shared evenly among the zones of an endpoint and bytes as each ' +
          'zone measured them. A Region is priced as one pool; a key that is limited to accounts gets their part of it.',
        querystring: summaryQuery,
        response: { 200: summarySchema },
      },
      config,
    },
    async ({ query, principal }) => {
      const kept = await store();
      const days = await kept.newest();
      const rows = (
        await Promise.all(days.map(({ day }) => kept.series(query.groupBy, { from: day, to: day }, principal.accounts)))
      ).flat();
      const isNewest = new Set(days.map(({ region, day }) => `${region} ${day}`));
      const own = new Map(
        rows
          .filter(({ region, day }) => isNewest.has(`${region} ${day}`))
          .map((row) => [`${row.region} ${row.account ?? ''}`, row]),
      );
      const seen = new Set([...own.values()].map(({ region }) => region));
      return {
        groupBy: query.groupBy,
        hoursPerMonth: '730' as const,
        scans: days
          .filter(({ region }) => principal.accounts === undefined || seen.has(region))
          .map(({ region, day, capturedAt }) => ({
            region,
            day,
            capturedAt,
            ageDays: ageOf(capturedAt, services.now()),
          })),
        currencies: [...Map.groupBy(own.values(), ({ currency }) => currency)].map(([currency, parts]) => ({
          currency,
          ...costValues(
            parts.flatMap((each) => each.parts),
            query.limit,
          ),
        })),
      };
    },
  );
  app.get(
    '/v1/costs',
    {
      schema: {
        tags,
        operationId: 'listCosts',
        summary: 'What the scanned networks cost by day',
        description:
          'The run-rate by the last scan of each day (UTC). A Region that is not scanned stands as it was for a week.',
        querystring: seriesQuery,
        response: {
          200: z.object({
            groupBy: z.enum(COST_KEYS),
            hoursPerMonth: z.literal('730'),
            days: z.array(seriesDaySchema),
          }),
        },
      },
      config,
    },
    async ({ query, principal }) => {
      const span = spanOf(query, services.now());
      const rows = await (await store()).series(
        query.groupBy,
        { ...span, from: readFrom(span.from) },
        principal.accounts,
      );
      return { groupBy: query.groupBy, hoursPerMonth: '730' as const, days: [...costSeries(rows, span, query.limit)] };
    },
  );
  app.get(
    '/v1/costs/changes',
    {
      schema: {
        tags,
        operationId: 'listCostChanges',
        summary: 'What moved the costs since the last scan of an earlier day, and why',
        description:
          'Causes add up to the difference of both days. A change of quantity is counted at the price before.',
        response: { 200: z.object({ currencies: z.array(joinedChangesSchema).describe('One entry a currency.') }) },
      },
      config,
    },
    async ({ principal: { accounts } }) => {
      const days = await (await store()).newest();
      const visible = days.filter(
        ({ changes }) => accounts === undefined || changes.some(({ account }) => sees(accounts, account ?? undefined)),
      );
      return { currencies: [...joinedChanges(visible, accounts)] };
    },
  );
};

function spanOf(query: { readonly from?: string | undefined; readonly to?: string | undefined }, now: Date) {
  const to = query.to ?? now.toISOString().slice(0, 10);
  const from = query.from ?? new Date(Date.parse(to) - 89 * DAY_MS).toISOString().slice(0, 10);
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (days >= 1 && days <= MOST_DAYS) return { from, to };
  throw new TollgateError('TG1012', 'The span of days is not valid.', {
    hint: `Let \`to\` follow \`from\`, and ask for at most ${MOST_DAYS} days.`,
  });
}
