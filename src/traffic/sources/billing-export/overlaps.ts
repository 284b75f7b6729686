import type { DuckDBConnection } from '@duckdb/node-api';

/** Lines that are on the bill twice: counted once, and named. */
export interface Double {
  /** Why: the same line id, or another export of the same days. */
  readonly kind: 'line-id' | 'export';
  readonly lines: number;
  /** What the lines that are left out charge, in `currency`; undefined where the bill names none. */
  readonly cost: string;
  readonly currency: string | undefined;
}

const HOUR = 3_600;
const DAY = 86_400;

/** Lines of one source and length. A bill of a month, of days and of hours may each tell the same usage. */
interface Kind {
  readonly source: number;
  readonly grain: 'hour' | 'day' | 'month';
}

const GRAIN = `CASE WHEN seconds <= ${HOUR} THEN 'hour' WHEN seconds <= ${DAY} THEN 'day' ELSE 'month' END`;
const BUCKET = { hour: 'start', day: "date_trunc('day', start)", month: "date_trunc('month', start)" } as const;

/**
 * Marks usage that two exports tell: of each account, usage type, resource and time the one that tells more counts, else the one of
 * shorter lines. Lines of one source and one length are parts of one export.
 */
export async function markOverlaps(connection: DuckDBConnection): Promise<readonly Double[]> {
  const kinds = await kindsOf(connection);
  const byId = await doublesOf(connection, 'line-id');
  if (kinds.length < 2) return byId;
  await connection.run('CREATE OR REPLACE TEMP TABLE double_by_id AS SELECT rowid AS id FROM gathered WHERE is_double');
  for (const [index, coarse] of kinds.entries()) {
    for (const fine of kinds.slice(0, index)) await markBetween(connection, fine, coarse);
  }
  return [...byId, ...(await doublesOf(connection, 'export', 'AND rowid NOT IN (SELECT id FROM double_by_id)'))];
}

async function doublesOf(connection: DuckDBConnection, kind: Double['kind'], only = ''): Promise<readonly Double[]> {
  const result =
    await connection.runAndReadAll(`SELECT sum(lines), coalesce(sum(cost), 0)::VARCHAR, nullif(currency, '') AS named
    FROM gathered WHERE is_double ${only} GROUP BY named ORDER BY named`);
  return result.getRows().map(([lines, cost, currency]) => ({
    kind,
    lines: Number(lines),
    cost: String(cost),
    currency: currency === null ? undefined : String(currency),
  }));
}

async function kindsOf(connection: DuckDBConnection): Promise<readonly Kind[]> {
  const result = await connection.runAndReadAll(
    `SELECT DISTINCT source, ${GRAIN} AS grain FROM gathered WHERE NOT is_bad AND usage_type <> ''`,
  );
  const order = ['hour', 'day', 'month'];
  return result
    .getRows()
    .map(([source, grain]) => ({ source: Number(source), grain: String(grain) as Kind['grain'] }))
    .sort((a, b) => order.indexOf(a.grain) - order.indexOf(b.grain) || a.source - b.source);
}

async function markBetween(connection: DuckDBConnection, fine: Kind, coarse: Kind): Promise<void> {
  const of = ({ source, grain }: Kind): string =>
    `source = ${source} AND ${GRAIN} = '${grain}' AND NOT is_bad AND NOT is_double AND usage_type <> '' AND lower(line_word) LIKE '%usage'`;
  const bucket = BUCKET[coarse.grain];
  const resource = (await namesAll(connection, of(fine), of(coarse))) ? ', resource_name' : '';
  const keys = `bucket, account, usage_type${resource}`;
  const cells = (kind: Kind): string => `SELECT ${bucket} AS bucket, coalesce(account, '') AS account, usage_type,
      ${RESOURCE_NAME} AS resource_name, quantity FROM gathered WHERE ${of(kind)}`;
  // The newest bill of a part of a month tells less of it than that of the whole month: the one that tells more counts.
  await connection.run(`CREATE OR REPLACE TEMP TABLE overlap AS
    SELECT ${keys}, a.quantity >= b.quantity AS is_fine_kept
    FROM (SELECT ${keys}, sum(quantity) AS quantity FROM (${cells(fine)}) GROUP BY ${keys}) AS a
    JOIN (SELECT ${keys}, sum(quantity) AS quantity FROM (${cells(coarse)}) GROUP BY ${keys}) AS b USING (${keys})`);
  for (const [kind, isFineKept] of [
    [coarse, true],
    [fine, false],
  ] as const) {
    await connection.run(`UPDATE gathered SET is_double = true WHERE ${of(kind)} AND EXISTS (SELECT 1 FROM overlap
      WHERE is_fine_kept = ${isFineKept} AND overlap.bucket = ${BUCKET[coarse.grain].replace('start', 'gathered.start')}
        AND overlap.account = coalesce(gathered.account, '') AND overlap.usage_type = gathered.usage_type
        ${resource === '' ? '' : `AND overlap.resource_name = ${RESOURCE_NAME.replaceAll('resource', 'gathered.resource')}`})`);
  }
}

/** An ARN and an id are one resource. */
const RESOURCE_NAME = `coalesce(regexp_extract(resource, '([^/:]*)$', 1), '')`;

/** Whether both sides name their resources: else usage is compared without them. */
async function namesAll(connection: DuckDBConnection, fine: string, coarse: string): Promise<boolean> {
  const result = await connection.runAndReadAll(
    [fine, coarse].map((of) => `SELECT count(*) FILTER (resource <> '') FROM gathered WHERE ${of}`).join(' UNION ALL '),
  );
  return result.getRows().every(([named]) => Number(named) > 0);
}
