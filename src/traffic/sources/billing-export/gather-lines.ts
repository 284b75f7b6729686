import type { DuckDBConnection } from '@duckdb/node-api';
import { lineExpressions } from './bill-columns.ts';
import { type BillPath, type BillRelation, relationSql, unreadable } from './bill-file.ts';
import { type BillLabel, labelExpression } from './bill-labels.ts';

/** The table that lines are added up into. */
export const GATHERED = `CREATE TABLE gathered (start TIMESTAMP, seconds BIGINT, account VARCHAR, given_region VARCHAR,
  usage_type VARCHAR, operation VARCHAR, service VARCHAR, resource VARCHAR, line_word VARCHAR, currency VARCHAR, label VARCHAR,
  is_bad BOOLEAN,
  quantity DECIMAL(38, 12), cost DECIMAL(38, 12), list_cost DECIMAL(38, 12), lines BIGINT)`;

/** How every usage type that can matter ends, so that most other lines are passed over by two cheap looks. */
const endsAsOurs = (usageType: string): string =>
  `(ends_with(${usageType}, '-Hours') OR ends_with(${usageType}, '-Bytes'))`;

/** Lines that can matter, cheap to tell while reading: the exact tables of `classify.ts` come after. */
const RELEVANT_PARTS = [
  'VpcEndpoint',
  'VpcResource-',
  'VpcLattice-Service-Network-Resource',
  'TransitGateway-',
  'NatGateway-',
  'VpcPeering-',
  'DataTransfer-Regional-Bytes',
  '-AWS-Out-Bytes',
  '-AWS-In-Bytes',
];

/**
 * Adds the lines of files of one shape up while they are read: rows never reach JavaScript, and only groups stay in memory. Keys
 * are grouped by as the file writes them; times are read, and line types told, once for each group. Throws TG6002.
 */
export async function gather(
  connection: DuckDBConnection,
  files: readonly BillPath[],
  relation: BillRelation,
  label: BillLabel | undefined,
): Promise<void> {
  const of = lineExpressions(relation.columns);
  const parts = RELEVANT_PARTS.map((part) => `contains(${of.usageType}, '${part}')`).join(' OR ');
  const paths = files.map(({ path }) => path);
  // A tax or credit has no quantity to speak of; a missing one there is no fault.
  const isBad = `(${of.cost} IS NULL OR (${of.quantity} IS NULL AND lower(${of.lineType}) LIKE '%usage'))`;
  const start = of.start.read('written_start');
  // What follows from the other keys, or is the same in the whole bill, need not be grouped by: that would cost time.
  const sql = `INSERT INTO gathered
    SELECT ${start}, date_diff('second', ${start}, ${of.end.read('written_end')}), account, region, usage_type, operation, service,
      resource, line_word, currency, label, is_bad OR ${start} IS NULL, quantity, cost, list_cost, lines
    FROM (
      SELECT ${of.start.written} AS written_start, max(${of.end.written}) AS written_end, ${of.account} AS account,
        any_value(${of.region}) AS region, ${of.usageType} AS usage_type, ${of.operation} AS operation,
        any_value(${of.service}) AS service, ${of.resource} AS resource, ${of.lineType} AS line_word, ${of.currency} AS currency,
        ${labelExpression(relation.columns, label)} AS label, ${isBad} AS is_bad, sum(${of.quantity}) AS quantity, sum(${of.cost}) AS cost, sum(${of.list}) AS list_cost,
        count(*) AS lines
      FROM ${relationSql(paths, relation)}
      WHERE ${of.service} = 'AmazonVPC' OR (${endsAsOurs(of.usageType)} AND (${parts}))
      GROUP BY written_start, account, usage_type, operation, resource, line_word, currency, label, is_bad)`;
  try {
    await connection.run(sql);
  } catch (cause) {
    throw unreadable(files.map(({ name }) => name).join(', '), cause);
  }
}
