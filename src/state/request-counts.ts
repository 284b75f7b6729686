import { type Kysely, sql } from 'kysely';
import type { RequestCounts } from '../operations/resources/access/request-counts.ts';
import type { StateSchema } from './schema.ts';

/** Minutes that are kept: the current one, and one for clocks that differ. */
const KEPT_MINUTES = 2;

/** Counts of requests in the state database. */
export const createRequestCounts = (db: Kysely<StateSchema>): RequestCounts => ({
  async add(counts) {
    if (counts.length === 0) return [];
    // Two replicas that add at once take the rows in one order.
    const values = [...counts].sort((one, other) => (one.who < other.who ? -1 : 1));
    const rows = await db
      .insertInto('request_count')
      .values(values)
      .onConflict((conflict) =>
        conflict
          .columns(['who', 'minute'])
          .doUpdateSet({ requests: sql<number>`request_count.requests + excluded.requests` }),
      )
      .returningAll()
      .execute();
    const oldest = Math.max(...counts.map(({ minute }) => minute)) - KEPT_MINUTES;
    await db.deleteFrom('request_count').where('minute', '<', oldest).execute();
    const totals = new Map(rows.map(({ who, minute, requests }) => [`${who} ${minute}`, requests]));
    return counts.map(({ who, minute, requests }) => totals.get(`${who} ${minute}`) ?? requests);
  },
});
