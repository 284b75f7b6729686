import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { v7 as uuidV7 } from 'uuid';
import { TollgateError } from '../core/errors.ts';
import { type EndpointRecord, endpointRecordSchema } from '../operations/resources/scans/endpoint-record.ts';
import { type ScanRecord, scanRecordSchema } from '../operations/resources/scans/scan-record.ts';
import type { EndpointFilter, ScanStore } from '../operations/resources/scans/service-ports.ts';
import type { ScanTable, StateSchema } from './schema.ts';

/** Snapshots kept for each account and Region; older ones are deleted. */
const SNAPSHOTS_KEPT = 10;

/** Rows of one insert: PostgreSQL binds at most 65,535 parameters. */
const ROWS_PER_INSERT = 1000;

/** PostgreSQL's code for a broken unique index: two scans of one account and Region. */
const UNIQUE_VIOLATION = '23505';

/** Scans and their results in the state database. */
export const createScanStore = (db: Kysely<StateSchema>): ScanStore => ({
  async create({ account, region, parameters }) {
    const progress = JSON.stringify({ phase: 'waiting', done: 0, all: 1 });
    const row = {
      id: uuidV7(),
      account,
      region,
      state: 'queued',
      parameters: JSON.stringify(parameters),
      progress,
      error: null,
    };
    try {
      return recordOf(await db.insertInto('scan').values(row).returningAll().executeTakeFirstOrThrow());
    } catch (error) {
      if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
      throw new TollgateError('TG2203', `A scan of ${account} in ${region} is queued or running.`, {
        hint: 'Watch that one, or cancel it first.',
        cause: error,
      });
    }
  },
  async get(id) {
    const row = await db.selectFrom('scan').selectAll().where('id', '=', id).executeTakeFirst();
    return row && recordOf(row);
  },
  async list({ limit, after }, accounts) {
    // Version 7 ids ascend with time.
    let query = db.selectFrom('scan').selectAll().orderBy('id', 'desc').limit(limit);
    if (accounts) query = query.where(sql<boolean>`account = any(${accounts})`);
    return (await (after === undefined ? query : query.where('id', '<', after)).execute()).map(recordOf);
  },
  async start(id) {
    const row = await db
      .updateTable('scan')
      .set({ state: 'running', started_at: sql<Date>`coalesce(started_at, now())` })
      .where('id', '=', id)
      .where('state', 'in', ['queued', 'running'])
      .returningAll()
      .executeTakeFirst();
    return row && recordOf(row);
  },
  async progress(id, progress) {
    const row = await db
      .updateTable('scan')
      .set({ progress: JSON.stringify(progress) })
      .where('id', '=', id)
      .returning('state')
      .executeTakeFirst();
    return row?.state as ScanRecord['state'] | undefined;
  },
  async finish(id, { state, error }) {
    await db
      .updateTable('scan')
      .set({
        state,
        error: error ? JSON.stringify(error) : null,
        finished_at: sql<Date>`now()`,
        ...(state === 'succeeded' && { progress: JSON.stringify({ phase: 'summary', done: 1, all: 1 }) }),
      })
      .where('id', '=', id)
      .where('state', 'in', ['queued', 'running'])
      .execute();
  },
  async cancel(id) {
    await db
      .updateTable('scan')
      .set({ state: 'cancelled', finished_at: sql<Date>`now()` })
      .where('id', '=', id)
      .where('state', 'in', ['queued', 'running'])
      .execute();
    const row = await db.selectFrom('scan').selectAll().where('id', '=', id).executeTakeFirst();
    return row && recordOf(row);
  },
  async keep(scan, document, endpoints) {
    await db.transaction().execute(async (transaction) => {
      const { id, account, region } = scan;
      if (!(await isWanted(transaction, id))) return;
      await transaction
        .insertInto('snapshot')
        .values({ scan_id: id, account, region, document })
        .onConflict((conflict) => conflict.column('scan_id').doUpdateSet({ document }))
        .execute();
      await sql`delete from snapshot where account = ${account} and region = ${region} and scan_id not in (
        select scan_id from snapshot where account = ${account} and region = ${region} order by kept_at desc limit ${SNAPSHOTS_KEPT})`.execute(
        transaction,
      );
      await transaction
        .deleteFrom('endpoint')
        .where('scope_account', '=', account)
        .where('region', '=', region)
        .execute();
      const rows = endpoints.map((endpoint) => rowOf(endpoint, scan));
      for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) {
        await transaction
          .insertInto('endpoint')
          .values(rows.slice(at, at + ROWS_PER_INSERT))
          .onConflict((conflict) =>
            conflict.column('id').doUpdateSet((row) => ({
              account: row.ref('excluded.account'),
              region: row.ref('excluded.region'),
              scope_account: row.ref('excluded.scope_account'),
              vpc: row.ref('excluded.vpc'),
              service: row.ref('excluded.service'),
              tags: sql`excluded.tags`,
              document: sql`excluded.document`,
            })),
          )
          .execute();
      }
    });
  },
  async snapshot(scanId) {
    const row = await db.selectFrom('snapshot').select('document').where('scan_id', '=', scanId).executeTakeFirst();
    return row?.document;
  },
  async newestKept({ account, region }) {
    const row = await db
      .selectFrom('snapshot')
      .select('scan_id')
      .where('account', '=', account)
      .where('region', '=', region)
      .orderBy('kept_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.scan_id;
  },
  async newestSnapshots(region) {
    const newest = db
      .selectFrom('snapshot')
      .distinctOn('account')
      .select(['document', 'kept_at'])
      .where('region', '=', region);
    const query = db.selectFrom(newest.orderBy('account').orderBy('kept_at', 'desc').as('newest')).select('document');
    return (await query.orderBy('kept_at', 'desc').execute()).map(({ document }) => document);
  },
  async keptRegions() {
    const query = db.selectFrom('snapshot').select('region').distinct().orderBy('region');
    return (await query.execute()).map(({ region }) => region);
  },
  async keptBefore({ id, account, region }) {
    const row = await db
      .selectFrom('snapshot')
      .select('scan_id')
      .where('account', '=', account)
      .where('region', '=', region)
      .where('kept_at', '<', (own) => own.selectFrom('snapshot').select('kept_at').where('scan_id', '=', id))
      .orderBy('kept_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.scan_id;
  },
  async endpoints(filter, { limit, after }) {
    let query = db.selectFrom('endpoint').select('document').orderBy('id').limit(limit);
    for (const condition of conditionsOf(filter)) query = query.where(condition);
    if (after !== undefined) query = query.where('id', '>', after);
    return (await query.execute()).map((row) => endpointRecordSchema.parse(row.document));
  },
  async endpoint(id) {
    const row = await db.selectFrom('endpoint').select('document').where('id', '=', id).executeTakeFirst();
    return row && endpointRecordSchema.parse(row.document);
  },
});

/** Whether the scan is not over yet; it cannot be cancelled before the transaction ends. */
async function isWanted(transaction: Transaction<StateSchema>, id: string): Promise<boolean> {
  const query = transaction.selectFrom('scan').select('state').where('id', '=', id).forUpdate();
  const row = await query.executeTakeFirst();
  return row?.state === 'queued' || row?.state === 'running';
}

function conditionsOf({ accounts, account, region, vpc, service, tag }: EndpointFilter) {
  const equal = [
    ['account', account],
    ['region', region],
    ['vpc', vpc],
    ['service', service],
  ] as const;
  const conditions = equal.flatMap(([column, value]) =>
    value === undefined ? [] : [sql<boolean>`${sql.ref(column)} = ${value}`],
  );
  if (accounts) conditions.push(sql<boolean>`account = any(${accounts})`);
  if (tag === undefined) return conditions;
  const [key = '', ...rest] = tag.split('=');
  const byTag =
    rest.length === 0 ? sql<boolean>`tags ->> ${key} is not null` : sql<boolean>`tags ->> ${key} = ${rest.join('=')}`;
  return [...conditions, byTag];
}

const rowOf = (endpoint: EndpointRecord, scan: ScanRecord) => ({
  id: endpoint.id,
  account: endpoint.account,
  region: endpoint.region,
  scope_account: scan.account,
  vpc: endpoint.cost.vpc ?? null,
  service: endpoint.cost.service ?? null,
  tags: JSON.stringify(endpoint.cost.tags),
  document: JSON.stringify(endpoint),
});

const recordOf = (row: Selectable<ScanTable>): ScanRecord =>
  scanRecordSchema.parse({
    id: row.id,
    account: row.account,
    region: row.region,
    state: row.state,
    parameters: row.parameters,
    progress: row.progress,
    error: row.error === null ? null : JSON.parse(row.error),
    requestedAt: row.requested_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
  });
