import { z } from 'zod';
import { TollgateError } from '../../core/errors.ts';
import { month } from '../../operations/options/schemas.ts';
import {
  monthsBetween,
  SHOWBACK_KEYS,
  type ShowbackRow,
  showbackKey,
  showbackOf,
  showbackRowSchema,
} from '../../operations/resources/bills/showback.ts';
import { pageOf, pageQuerySchema, pageSchema } from '../paging/page.ts';
import type { RouteGroup } from './route-group.ts';

const MOST_MONTHS = 60;
const EXAMPLE: ShowbackRow = {
  month: '2026-10',
  value: 'platform',
  currency: 'USD',
  usage: '1204.50',
  beside: '-20.00',
  total: '1184.50',
};

const querySchema = pageQuerySchema.extend({
  groupBy: z.enum(SHOWBACK_KEYS).default('tag').describe('tag is the one that TOLLGATE_BILLS_TAG names.'),
  from: month.optional().describe('First month; absent = eleven before the last.'),
  to: month.optional().describe('Last month (UTC); absent = this one.'),
});

/** What imported bills charge by team and month. Bills speak of whole organizations, so a key that is limited to accounts has none. */
export const showback: RouteGroup = (app, { services }) => {
  app.get(
    '/v1/showback',
    {
      schema: {
        tags: ['bill-imports'],
        operationId: 'listShowback',
        summary: 'What imported bills charge by team (or account, Region, charge, resource, payer) and month',
        description: 'The rows of a month add up to what was read of its bill, credits and taxes beside usage.',
        querystring: querySchema,
        response: { 200: pageSchema(showbackRowSchema, EXAMPLE) },
      },
      config: { access: 'read', tenants: false, errors: ['TG1012', 'TG2201'] },
    },
    async ({ query: { groupBy, from, to, ...page } }) => {
      const { bills } = await services.state();
      const months = monthsOf(from, to, services.now());
      const rows = await Promise.all(months.map(async (each) => showbackOf(each, await bills.sums(each), groupBy)));
      const sorted = rows.flat().sort((a, b) => (showbackKey(a) < showbackKey(b) ? -1 : 1));
      return pageOf(sorted, showbackKey, page);
    },
  );
};

function monthsOf(from: string | undefined, to: string | undefined, now: Date): readonly string[] {
  const last = to ?? now.toISOString().slice(0, 7);
  const [year = 0, number = 1] = last.split('-').map(Number);
  const first = from ?? new Date(Date.UTC(year, number - 12, 1)).toISOString().slice(0, 7);
  const months = first <= last ? monthsBetween(first, last) : [];
  if (months.length > 0 && months.length <= MOST_MONTHS) return months;
  throw new TollgateError('TG1012', `The months ${first} to ${last} are none, or more than ${MOST_MONTHS}.`, {
    hint: 'Give from before to.',
  });
}
