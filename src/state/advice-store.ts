import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import {
  type AdviceRecord,
  AGREED,
  adviceRecordSchema,
} from '../operations/resources/recommendations/advice-record.ts';
import {
  type AdviceFilter,
  type AdviceScan,
  type AdviceStore,
  readPlace,
} from '../operations/resources/recommendations/advice-store.ts';
import type { RecommendationDocument } from '../report/plan-document.ts';
import type { RecommendationTable, StateSchema } from './schema.ts';

/** Rows of one insert: PostgreSQL binds at most 65,535 parameters. */
const ROWS_PER_INSERT = 1000;

/** Recommendations in the state database. */
export const createAdviceStore = (db: Kysely<StateSchema>): AdviceStore => ({
  async agreed({ scope, region }, now) {
    const rows = await db
      .selectFrom('recommendation')
      .selectAll()
      .where('scope_account', '=', scope)
      .where('region', '=', region)
      .where('status', 'in', AGREED)
      .orderBy('id')
      .execute();
    return rows.map((row) => recordOf(row, now));
  },
  async keep(scan, { currency, recommendations }, now) {
    await db.transaction().execute(async (transaction) => {
      await transaction
        .updateTable('recommendation')
        .set({ proposed: false })
        .where('scope_account', '=', scan.scope)
        .where('region', '=', scan.region)
        .execute();
      const rows = recommendations.map((each) => rowOf(each, scan, currency));
      for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) {
        await transaction
          .insertInto('recommendation')
          .values(rows.slice(at, at + ROWS_PER_INSERT))
          .onConflict((conflict) =>
            conflict.column('id').doUpdateSet({
              scope_account: sql`excluded.scope_account`,
              account: sql`excluded.account`,
              proposed: sql`excluded.proposed`,
              last_scan: sql`excluded.last_scan`,
              // What somebody agreed to stays the promise it was.
              monthly: unlessAgreed('monthly'),
              currency: unlessAgreed('currency'),
              document: unlessAgreed('document'),
            }),
          )
          .execute();
      }
    });
    const first = await db
      .selectFrom('recommendation')
      .selectAll()
      .where('scope_account', '=', scan.scope)
      .where(sql<boolean>`first_scan ->> 'id' = ${scan.id}`)
      .orderBy('monthly', 'desc')
      .orderBy('id')
      .execute();
    return first.map((row) => recordOf(row, now));
  },
  async compare(id, realised) {
    await db
      .updateTable('recommendation')
      .set({ realised: JSON.stringify(realised) })
      .where('id', '=', id)
      .where('status', 'in', AGREED)
      .execute();
  },
  async get(id, now) {
    const row = await db.selectFrom('recommendation').selectAll().where('id', '=', id).executeTakeFirst();
    return row && recordOf(row, now);
  },
  async list(filter, { limit, after }, now) {
    let query = db.selectFrom('recommendation').selectAll().orderBy('monthly', 'desc').orderBy('id').limit(limit);
    for (const condition of conditionsOf(filter, now)) query = query.where(condition);
    if (after !== undefined) {
      const { monthly, id } = readPlace(after);
      query = query.where(
        sql<boolean>`(monthly < ${monthly}::numeric or (monthly = ${monthly}::numeric and id > ${id}))`,
      );
    }
    return (await query.execute()).map((row) => recordOf(row, now));
  },
  async decide(id, { status, reason, expiresAt }, now, expected) {
    const row = await db
      .updateTable('recommendation')
      .set({
        status,
        reason,
        expires_at: expiresAt,
        decided_at: now,
        version: sql<number>`version + 1`,
        ...(!AGREED.includes(status) && { realised: null }),
      })
      .where('id', '=', id)
      .$if(expected !== undefined, (query) => query.where('version', '=', expected ?? 0))
      .returningAll()
      .executeTakeFirst();
    return row && recordOf(row, now);
  },
});

const unlessAgreed = (column: 'monthly' | 'currency' | 'document'): RawBuilder<string> =>
  sql`case when recommendation.status in ('accepted', 'done') then ${sql.ref(`recommendation.${column}`)} else ${sql.ref(`excluded.${column}`)} end`;

function conditionsOf({ status, proposed, account, region, move, accounts }: AdviceFilter, now: Date) {
  const stands = sql`case when status = 'dismissed' and expires_at <= ${now.toISOString()}::timestamptz then 'open' else status end`;
  const equal = [
    ['account', account],
    ['region', region],
    ['move', move],
    ['proposed', proposed],
  ] as const;
  return [
    ...(status === undefined ? [] : [sql<boolean>`${stands} = ${status}`]),
    ...(accounts === undefined ? [] : [sql<boolean>`account = any(${accounts})`]),
    ...equal.flatMap(([column, value]) => (value === undefined ? [] : [sql<boolean>`${sql.ref(column)} = ${value}`])),
  ];
}

function rowOf(recommendation: RecommendationDocument, scan: AdviceScan, currency: string) {
  const { id, capturedAt } = scan;
  const told = JSON.stringify({ id, capturedAt });
  return {
    id: recommendation.id,
    scope_account: scan.scope,
    account: scan.account,
    region: recommendation.region,
    move: recommendation.move,
    monthly: recommendation.saving.monthly,
    currency,
    document: JSON.stringify(recommendation),
    proposed: true,
    first_scan: told,
    last_scan: told,
    status: 'open',
    reason: null,
    expires_at: null,
    decided_at: null,
    realised: null,
  };
}

/** A dismissal that has ended is open again; why it was dismissed stays told. */
function recordOf(row: Selectable<RecommendationTable>, now: Date): AdviceRecord {
  const ended = row.status === 'dismissed' && row.expires_at !== null && row.expires_at <= now;
  return adviceRecordSchema.parse({
    id: row.id,
    account: row.account,
    region: row.region,
    status: ended ? 'open' : row.status,
    reason: row.reason,
    expiresAt: row.expires_at?.toISOString() ?? null,
    decidedAt: row.decided_at?.toISOString() ?? null,
    proposed: row.proposed,
    firstScan: row.first_scan,
    lastScan: row.last_scan,
    currency: row.currency,
    recommendation: row.document,
    realised: row.realised,
    version: row.version,
  });
}
