import type { DuckDBConnection } from '@duckdb/node-api';

/** Lines that are on the bill twice: counted once, and named. */
export interface Double {
  /** Why: the same line id, or another export of the same days. */
  readonly kind: 'line-id' | 'export';
  readonly lines: number;
  /** What the lines that are left out charge. */
  readonly cost: string;
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
  const before = await doublesOf(connection);
  if (kinds.length < 2) return before.lines > 0 ? [{ kind: 'line-id', ...before }] : [];
  for (const [index, coarse] of kinds.entries()) {
    for (const fine of kinds.slice(0, index)) await markBetween(connection, fine, coarse);
  }
  const after = await doublesOf(connection);
  const exports = { lines: after.lines - before.lines, cost: after.cost };
  if (before.lines > 0 && exports.lines > 0) exports.cost = await costBetween(connection, before.cost);
  return [
    ...(before.lines > 0 ? [{ kind: 'line-id' as const, ...before }] : []),
    ...(exports.lines > 0 ? [{ kind: 'export' as const, ...exports }] : []),
  ];
}

async function doublesOf(connection: DuckDBConnection): Promise<{ lines: number; cost: string }> {
  const result = await connection.runAndReadAll(
    'SELECT coalesce(sum(lines), 0), coalesce(sum(cost), 0)::VARCHAR FROM gathered WHERE is_double',
  );
  const [lines, cost] = result.getRows()[0] ?? [];
  return { lines: Number(lines), cost: String(cost) };
}

async function costBetween(connection: DuckDBConnection, before: string): Promise<string> {
  const result = await connection.runAndReadAll(
    `SELECT (sum(cost) - ${before}::DECIMAL(38, 12))::VARCHAR FROM gathered WHERE is_double`,
  );
  return String(result.getRows()[0]?.[0] ?? '0');
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
