import { type Kysely, type Selectable, sql } from 'kysely';
import { z } from 'zod';
import { accountChangesSchema } from '../operations/resources/costs/cost-changes.ts';
import { costPartSchema } from '../operations/resources/costs/cost-day.ts';
import type { CostDetail } from '../operations/resources/costs/cost-detail.ts';
import type { CostDay, CostStore } from '../operations/resources/costs/cost-store.ts';
import type { CostDayTable, StateSchema } from './schema.ts';

/** Days that stay: thirteen months and some days, so that a month can be compared with the one a year before. */
const DAYS_KEPT = 400;
const DAY_MS = 86_400_000;
const ROWS_PER_INSERT = 500;

const changesSchema = z.array(accountChangesSchema);
const partsSchema = z.array(costPartSchema);

/** Costs by day in the state database. */
export const createCostStore = (db: Kysely<StateSchema>): CostStore => ({
  async keep({ region, day, capturedAt, changes, ...rest }, costs, detail) {
    await db.transaction().execute(async (transaction) => {
      const own = { region, day };
      await transaction
        .insertInto('cost_day')
        .values({
          ...own,
          ...rest,
          captured_at: capturedAt,
          changes: JSON.stringify(changes),
          detail: JSON.stringify(detail),
        })
        .onConflict((conflict) =>
          conflict.columns(['region', 'day']).doUpdateSet((row) => ({
            captured_at: row.ref('excluded.captured_at'),
            currency: row.ref('excluded.currency'),
            prices: row.ref('excluded.prices'),
            since: row.ref('excluded.since'),
            changes: sql`excluded.changes`,
            detail: row.ref('excluded.detail'),
          })),
        )
        .execute();
      await transaction.deleteFrom('cost_part').where('region', '=', region).where('day', '=', day).execute();
      const rows = costs.map(({ account = '', key, parts }) => ({
        ...own,
        key,
        account,
        parts: JSON.stringify(parts),
      }));
      for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) {
        await transaction
          .insertInto('cost_part')
          .values(rows.slice(at, at + ROWS_PER_INSERT))
          .execute();
      }
      // A later scan of this day compares with the day before again; older details serve nothing.
      await sql`update cost_day set detail = null where region = ${region} and detail is not null and day < (
        select max(day) from cost_day where region = ${region} and day < ${day})`.execute(transaction);
      const oldest = new Date(Date.parse(day) - DAYS_KEPT * DAY_MS).toISOString().slice(0, 10);
      for (const table of ['cost_day', 'cost_part'] as const) {
        await transaction.deleteFrom(table).where('region', '=', region).where('day', '<', oldest).execute();
      }
    });
  },
  async before(region, day) {
    const row = await db
      .selectFrom('cost_day')
      .selectAll()
      .where('region', '=', region)
      .where('day', '<', day)
      .where('detail', 'is not', null)
      .orderBy('day', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (row?.detail === null || row?.detail === undefined) return undefined;
    return { day: row.day, prices: row.prices, currency: row.currency, detail: JSON.parse(row.detail) as CostDetail[] };
  },
  async series(key, { from, to }, accounts) {
    let query = db
      .selectFrom('cost_part')
      .innerJoin('cost_day', (join) =>
        join.onRef('cost_day.region', '=', 'cost_part.region').onRef('cost_day.day', '=', 'cost_part.day'),
      )
      .select(['cost_part.region', 'cost_part.day', 'account', 'parts', 'captured_at', 'currency'])
      .where('key', '=', key)
      .where('cost_part.day', '>=', from)
      .where('cost_part.day', '<=', to);
    if (accounts) query = query.where(sql<boolean>`account = any(${accounts})`);
    const rows = await query.orderBy('cost_part.day').orderBy('cost_part.region').orderBy('account').execute();
    return rows.map(({ region, day, account, parts, captured_at, currency }) => ({
      region,
      day,
      capturedAt: captured_at,
      currency,
      account: account === '' ? undefined : account,
      parts: partsSchema.parse(parts),
    }));
  },
  async newest() {
    const rows = await db
      .selectFrom('cost_day')
      .distinctOn('region')
      .selectAll()
      .orderBy('region')
      .orderBy('day', 'desc')
      .execute();
    return rows.map(dayOf);
  },
});

const dayOf = ({ region, day, captured_at, currency, prices, since, changes }: Selectable<CostDayTable>): CostDay => ({
  region,
  day,
  capturedAt: captured_at,
  currency,
  prices,
  since,
  changes: changesSchema.parse(changes),
});
