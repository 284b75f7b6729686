import type { DuckDBConnection } from '@duckdb/node-api';
import { type Decimal, ZERO } from '../../../core/decimal.ts';
import { type LineSql, lineExpressions } from './bill-columns.ts';
import { type BillRelation, relationSql, unreadable } from './bill-file.ts';
import { type BillLabel, labelExpression } from './bill-labels.ts';
import type { BillPath } from './bill-path.ts';
import type { BillWriting } from './bill-writing.ts';

/** The table that lines are added up into. `source` numbers files of one shape; `lines` counts those behind a row. */
export const GATHERED = `CREATE TABLE gathered (source INTEGER, start TIMESTAMP, seconds BIGINT, period TIMESTAMP, payer VARCHAR,
  account VARCHAR, given_region VARCHAR, usage_type VARCHAR, operation VARCHAR, service VARCHAR, resource VARCHAR, line_word VARCHAR,
  currency VARCHAR, label VARCHAR, is_bad BOOLEAN, quantity DECIMAL(38, 12), cost DECIMAL(38, 12), list_cost DECIMAL(38, 12),
  lines BIGINT, is_double BOOLEAN)`;

/** How every usage type that can matter ends, so that most other lines are passed over by two cheap looks. */
const endsAsOurs = (usageType: string): string =>
  `(ends_with(${usageType}, '-Hours') OR ends_with(${usageType}, '-Bytes'))`;

/** Parts of the usage types that Tollgate reads, cheap to tell while reading: the exact tables of `classify.ts` come after. */
export const RELEVANT_PARTS = [
  'VpcEndpoint',
  'VpcResource-',
  'VpcLattice-Service-Network-Resource',
  'TransitGateway-',
  'NatGateway-',
  'VpcPeering-',
  'DataTransfer-Regional-Bytes',
  '-AWS-Out-Bytes',
  '-AWS-In-Bytes',
] as const;

/** What Amazon VPC is called: by its code, and by its name where a FOCUS export leaves the code out. */
export const VPC_SERVICES = ['AmazonVPC', 'Amazon Virtual Private Cloud'] as const;

/** Files of one shape, how they write, and what is asked of them. */
export interface Gathering {
  readonly source: number;
  readonly files: readonly BillPath[];
  readonly relation: BillRelation;
  readonly writing: BillWriting;
  readonly label: BillLabel | undefined;
}

/** Which lines are read: those of our usage types and of Amazon VPC, and those without usage type and service: they are of the whole bill. */
export function isRead(of: LineSql): string {
  const parts = RELEVANT_PARTS.map((part) => `contains(${of.usageType}, '${part}')`).join(' OR ');
  const isOfVpc = VPC_SERVICES.map((name) => `${of.service} = '${name}'`).join(' OR ');
  const isNone = (text: string): string => `(${text} IS NULL OR ${text} = '')`;
  return (
    `(${isOfVpc}) OR (${endsAsOurs(of.usageType)} AND (${parts})) OR ` +
    `(${isNone(of.usageType)} AND (${isNone(of.service)} OR contains(${of.resource}, 'vpce-')))`
  );
}

/**
 * Adds the lines of files of one shape up while they are read: rows never reach JavaScript, and only groups stay in memory. Keys
 * are grouped by as the file writes them; times are read, and line types told, once for each group. With `once` a line id that the
 * files hold several times is counted once, the rest is gathered as doubles. Throws TG6002.
 */
export async function gather(connection: DuckDBConnection, gathering: Gathering, once = false): Promise<void> {
  const { source, files, relation, writing, label } = gathering;
  const of = lineExpressions(relation.columns, writing);
  // A file without the column pays nothing for it.
  const hasClass = of.chargeClass !== 'NULL::VARCHAR';
  const isCorrection = hasClass
    ? `coalesce(lower(${of.chargeClass}) = 'correction' AND (${of.quantity} IS NULL OR lower(${of.lineType}) = 'usage'), false)`
    : 'false';
  const lineWord = hasClass ? `CASE WHEN ${isCorrection} THEN 'correction' ELSE ${of.lineType} END` : of.lineType;
  // A tax or credit has no quantity to speak of; a missing one there is no fault.
  const isBad = `(${of.cost} IS NULL OR (${of.quantity} IS NULL AND lower(${of.lineType}) LIKE '%usage' AND NOT ${isCorrection}))`;
  const start = of.start.read('written_start');
  const id = `${of.lineId}, ${of.start.written}, ${of.end.written}`;
  const isDouble = once
    ? `(nullif(${of.lineId}, '') IS NOT NULL AND row_number() OVER (PARTITION BY ${id} ORDER BY filename DESC) > 1)`
    : 'false';
  const lines = of.lines === '1' ? 'count(*)' : 'sum(line_count)';
  // What follows from the other keys, or is the same in the whole bill, need not be grouped by: that would cost time.
  const sql = `INSERT INTO gathered
    SELECT ${source}, ${start}, date_diff('second', ${start}, ${of.end.read('written_end')}), ${of.period.read('written_period')}, payer,
      account, region, usage_type, operation, service, resource, line_word, currency, label, is_bad OR ${start} IS NULL, quantity, cost,
      list_cost, lines, is_double
    FROM (
      SELECT written_start, written_end, written_period, payer, account, any_value(region) AS region, usage_type,
        operation, any_value(service) AS service, resource, line_word, currency, label, is_bad, is_double, sum(quantity) AS quantity,
        sum(cost) AS cost, CASE WHEN count(list_cost) = count(*) THEN sum(list_cost) END AS list_cost, ${lines} AS lines
      FROM (
        SELECT ${of.start.written} AS written_start, ${of.end.written} AS written_end, ${of.period.written} AS written_period,
          ${of.payer} AS payer, ${of.account} AS account, ${of.region} AS region, ${of.usageType} AS usage_type,
          ${of.operation} AS operation, ${of.service} AS service, ${of.resource} AS resource,
          ${lineWord} AS line_word,
          ${of.currency} AS currency, ${labelExpression(relation.columns, label)} AS label, ${isBad} AS is_bad, ${isDouble} AS is_double,
          ${of.quantity} AS quantity, ${of.cost} AS cost, ${of.list} AS list_cost, ${of.lines} AS line_count
        FROM ${relationSql(
          files.map(({ path }) => path),
          relation,
          once ? ', filename = true' : '',
        )}
        WHERE ${isRead(of)})
      GROUP BY written_start, written_end, written_period, payer, account, usage_type, operation, resource, line_word, currency, label, is_bad, is_double)`;
  try {
    await connection.run(sql);
  } catch (cause) {
    throw unreadable(files.map(({ name }) => name).join(', '), cause);
  }
}

/**
 * Whether the files hold a line twice: an id identifies a line within its interval, unless lines of different things share it (then
 * the ids identify nothing). Asked only where a group has several lines.
 */
export async function holdsDoubles(connection: DuckDBConnection, gathering: Gathering): Promise<boolean> {
  const { source, files, relation, writing } = gathering;
  const of = lineExpressions(relation.columns, writing);
  if (of.lineId === 'NULL::VARCHAR') return false;
  const several = await connection.runAndReadAll(
    `SELECT 1 FROM gathered WHERE source = ${source} AND lines > 1 LIMIT 1`,
  );
  if (several.getRows().length === 0) return false;
  const what = `(${[of.account, of.usageType, of.operation, of.resource, of.lineType].map((text) => `coalesce(${text}, '')`).join(', ')})`;
  const found = await connection.runAndReadAll(`SELECT count(*) FILTER (lines > 1), count(*) FILTER (NOT is_one) FROM (
      SELECT count(*) AS lines, min(${what}) = max(${what}) AS is_one
      FROM ${relationSql(
        files.map(({ path }) => path),
        relation,
      )}
      WHERE nullif(${of.lineId}, '') IS NOT NULL AND (${isRead(of)})
      GROUP BY ${of.lineId}, ${of.start.written}, ${of.end.written})`);
  const [doubles, shared] = found.getRows()[0] ?? [];
  return Number(doubles) > 0 && Number(shared) === 0;
}

/** Who pays in which currency; '' where the bill names none. */
export const payerKey = (payer = '', currency = ''): string => `${payer} ${currency}`;

/** Cost of all usage in the files, of every service, by `payerKey`. */
export async function usageOfPayers(
  connection: DuckDBConnection,
  gatherings: readonly Gathering[],
): Promise<ReadonlyMap<string, Decimal>> {
  const totals = new Map<string, Decimal>();
  for (const { files, relation, writing } of gatherings) {
    const of = lineExpressions(relation.columns, writing);
    const sql = relationSql(
      files.map(({ path }) => path),
      relation,
    );
    const rows =
      await connection.runAndReadAll(`SELECT coalesce(${of.payer}, ''), coalesce(${of.currency}, ''), sum(${of.cost})::VARCHAR FROM ${sql}
      WHERE lower(${of.lineType}) LIKE '%usage' AND ${of.cost} > 0 GROUP BY ALL`);
    for (const [payer, currency, cost] of rows.getRows()) {
      const key = payerKey(String(payer), String(currency));
      totals.set(key, (totals.get(key) ?? ZERO).plus(String(cost ?? 0)));
    }
  }
  return totals;
}
