import type { DuckDBConnection } from '@duckdb/node-api';
import { Decimal } from '../../../core/decimal.ts';
import { relationSql } from './bill-file.ts';
import { type BillColumn, identifier, plainName } from './column-names.ts';
import type { Gathering } from './gather-lines.ts';

/** What one unit of the currency of prices is in that of the bill, as the bill's own lines have it. */
export interface StatedRate {
  readonly priced: string;
  readonly billed: string;
  readonly rate: Decimal;
}

const COLUMNS = ['billingcurrency', 'pricingcurrency', 'effectivecost', 'pricingcurrencyeffectivecost'] as const;
/** What AWS publishes prices in: a bill in these alone needs no rate. */
const PUBLISHED = "('', 'USD', 'CNY')";
/** Rates as banks write them: the sums behind are rounded. */
const PLACES = 6;

/**
 * Rates that a FOCUS export (1.2 and later) states by giving its costs in both currencies. They are offered to people, never applied.
 * Asked for only where the bill is in a currency that no prices are published in.
 */
export async function statedRates(
  connection: DuckDBConnection,
  gatherings: readonly Gathering[],
): Promise<readonly StatedRate[]> {
  const foreign = await connection.runAndReadAll(`SELECT 1 FROM gathered WHERE currency NOT IN ${PUBLISHED} LIMIT 1`);
  if (foreign.getRows().length === 0) return [];
  const rates: StatedRate[] = [];
  for (const { files, relation } of gatherings) {
    const [billed, priced, cost, pricedCost] = COLUMNS.map((name) => columnOf(relation.columns, name));
    if (!billed || !priced || !cost || !pricedCost) continue;
    const sum = (column: string): string => `sum(TRY_CAST(${column} AS DECIMAL(28, 12)))`;
    const paths = files.map(({ path }) => path);
    const rows =
      await connection.runAndReadAll(`SELECT ${billed}, ${priced}, ${sum(cost)}::VARCHAR, ${sum(pricedCost)}::VARCHAR
      FROM ${relationSql(paths, relation)} WHERE ${billed} <> ${priced} AND TRY_CAST(${pricedCost} AS DECIMAL(28, 12)) > 0
      GROUP BY 1, 2 ORDER BY 1, 2`);
    for (const [to, from, amount, base] of rows.getRows()) {
      const rate = new Decimal(String(amount ?? 0)).div(String(base)).toDecimalPlaces(PLACES);
      if (rate.greaterThan(0)) rates.push({ billed: String(to), priced: String(from), rate });
    }
  }
  return rates;
}

function columnOf(columns: readonly BillColumn[], plain: string): string | undefined {
  const found = columns.find(({ name }) => plainName(name) === plain);
  return found && identifier(found.name);
}
