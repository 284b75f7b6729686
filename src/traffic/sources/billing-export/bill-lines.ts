import type { DuckDBConnection } from '@duckdb/node-api';
import { Decimal } from '../../../core/decimal.ts';
import type { LineType } from './schema.ts';

/** The lines of one endpoint (or other resource), product, UTC day and line type, added up. Money is in the bill's currency. */
export interface BillLine {
  /** YYYY-MM-DD. */
  readonly day: string;
  /** The AWS id; undefined where the bill names none, or where it is an instance and the like that no rule of ours asks for. */
  readonly resource: string | undefined;
  /** The account that pays: byte tiers and discounts are its own. */
  readonly payer: string | undefined;
  /** ISO 4217; undefined where the bill does not tell. Money of two currencies is never added up. */
  readonly currency: string | undefined;
  readonly account: string | undefined;
  readonly region: string | undefined;
  /** A product of core/products.json, "cross-az" or "inter-region-transfer-in"; undefined where the usage type is none that Tollgate prices. */
  readonly product: string | undefined;
  readonly usageType: string;
  readonly operation: string | undefined;
  readonly service: string | undefined;
  readonly lineType: LineType;
  /** Month of the bill, YYYY-MM: that of the line where the bill does not tell. */
  readonly period: string;
  /** Billed in a later month than the one that it is of. */
  readonly isLate: boolean;
  /** The tag or cost category that was asked for; undefined where the line has none. */
  readonly label: string | undefined;
  readonly quantity: Decimal;
  readonly cost: Decimal;
  /** At public prices, where the bill tells. */
  readonly listCost: Decimal | undefined;
  /** Lines of the bill that are added up. */
  readonly lines: number;
  /** Length of the longest line, in seconds: 3,600 of an hourly bill, 86,400 of a daily one. */
  readonly seconds: number;
  /** Hours of the day with a line, first and last hour (0 to 23) with one; undefined where lines are longer than an hour. */
  readonly hours: { readonly count: number; readonly first: number; readonly last: number } | undefined;
  /** Most of the quantity in one hour: for hours of endpoints, the zones it stood in. */
  readonly peakHourly: Decimal | undefined;
}

/** Instances that send bytes are as many as an organization has: only what networks are made of, and whatever bills endpoints, is told apart. */
const RESOURCE = `CASE WHEN contains(product, '-endpoint-') OR ${['vpce-', 'eni-', 'nat-', 'tgw-', 'pcx-'].map((start) => `starts_with(resource, '${start}')`).join(' OR ')}
  THEN resource END`;

const DAILY = `WITH hourly AS (
    SELECT date_trunc('hour', start) AS hour, max(seconds) AS seconds, ${RESOURCE} AS resource, payer, currency, account, region, product, usage_type, operation,
      service, line_type, is_late, period, label, sum(quantity) AS quantity, sum(cost) AS cost, CASE WHEN count(list_cost) = count(*) THEN sum(list_cost) END AS list_cost,
      sum(lines) AS lines
    FROM bill GROUP BY ALL)
  SELECT hour::DATE::VARCHAR AS day, resource, account, region, product, usage_type, operation, service, line_type, label,
    sum(quantity)::VARCHAR, sum(cost)::VARCHAR, CASE WHEN count(list_cost) = count(*) THEN sum(list_cost)::VARCHAR END, max(seconds), count(*),
    min(hour(hour)), max(hour(hour)), max(quantity)::VARCHAR, payer, is_late, period, sum(lines), currency
  FROM hourly GROUP BY hour::DATE, 2, 3, 4, 5, 6, 7, 8, 9, 10, payer, is_late, period, currency ORDER BY ALL`;

/** The bill by resource, product and day. */
export async function billLines(connection: DuckDBConnection): Promise<BillLine[]> {
  const result = await connection.runAndReadAll(DAILY);
  return result.getRows().map((row) => {
    const text = (index: number): string | undefined => {
      const value = row[index];
      return value === null || value === undefined || value === '' ? undefined : String(value);
    };
    const isHourly = Number(row[13] ?? 0) === 3600;
    return {
      day: String(row[0]),
      resource: text(1),
      payer: text(18),
      currency: text(22),
      account: text(2),
      region: text(3),
      product: text(4),
      usageType: text(5) ?? '',
      operation: text(6),
      service: text(7),
      lineType: String(row[8]) as LineType,
      isLate: row[19] === true,
      period: String(row[20]),
      label: text(9),
      quantity: new Decimal(text(10) ?? '0'),
      cost: new Decimal(text(11) ?? '0'),
      listCost: row[12] === null ? undefined : new Decimal(String(row[12])),
      lines: Number(row[21] ?? 1),
      seconds: Number(row[13] ?? 0),
      hours: isHourly ? { count: Number(row[14]), first: Number(row[15]), last: Number(row[16]) } : undefined,
      peakHourly: isHourly ? new Decimal(text(17) ?? '0') : undefined,
    };
  });
}

/** Money of lines that cannot be read whole: their time or quantity is missing. */
export interface UnreadMoney {
  readonly payer: string | undefined;
  readonly currency: string | undefined;
  readonly product: string | undefined;
  readonly usageType: string;
  readonly operation: string | undefined;
  readonly service: string | undefined;
  readonly resource: string | undefined;
  readonly lines: number;
  /** Undefined where the cost itself cannot be read. */
  readonly cost: Decimal | undefined;
}

/** What lines that cannot be read charge, as far as their cost can be. */
export async function unreadMoney(connection: DuckDBConnection): Promise<UnreadMoney[]> {
  const result = await connection.runAndReadAll(
    `SELECT payer, product, coalesce(usage_type, ''), operation, service, ${RESOURCE} AS resource, sum(lines), sum(cost)::VARCHAR, currency
      FROM unread GROUP BY 1, 2, 3, 4, 5, 6, currency, cost IS NULL ORDER BY ALL`,
  );
  return result.getRows().map(([payer, product, usageType, operation, service, resource, lines, cost, currency]) => ({
    payer: known(payer),
    currency: known(currency),
    product: known(product),
    usageType: String(usageType),
    operation: known(operation),
    service: known(service),
    resource: known(resource),
    lines: Number(lines),
    cost: cost === null || cost === undefined ? undefined : new Decimal(String(cost)),
  }));
}

const known = (value: unknown): string | undefined =>
  value === null || value === undefined || value === '' ? undefined : String(value);

/** What the bill covers: its first and last day, and the instants it starts and ends. */
export interface BillSpan {
  readonly firstDay: string;
  readonly lastDay: string;
  /** Milliseconds since 1970. */
  readonly start: number;
  readonly end: number;
  /** Hours in between that no line of usage is of: files of two separate spans. */
  readonly gaps: readonly { readonly start: number; readonly end: number }[];
}

/** When lines of usage begin and end. */
const INTERVALS = `SELECT DISTINCT start, start + to_seconds(greatest(coalesce(seconds, 3600), 1)) AS until FROM bill WHERE line_type = 'usage' AND NOT is_late AND start IS NOT NULL`;

const GAPS = `
  SELECT epoch_ms(covered), epoch_ms(start) FROM (
    SELECT start, max(until) OVER (ORDER BY start, until ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS covered
    FROM (${INTERVALS})
  ) WHERE start >= covered + to_seconds(3600) ORDER BY start`;

/** The days that the lines of endpoints cover; undefined where there are none. */
export async function billSpan(connection: DuckDBConnection): Promise<BillSpan | undefined> {
  const result = await connection.runAndReadAll(
    `SELECT epoch_ms(min(start)), epoch_ms(max(start + to_seconds(greatest(coalesce(seconds, 3600), 1)))) FROM bill WHERE line_type = 'usage' AND NOT is_late AND product LIKE '%-endpoint-%'`,
  );
  const [first, last] = result.getRows()[0] ?? [];
  if (first === null || last === null || first === undefined) return undefined;
  const [start, end] = [Number(first), Number(last)];
  const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
  return {
    firstDay: dayOf(start),
    lastDay: dayOf(end - 1),
    start,
    end,
    gaps: (await connection.runAndReadAll(GAPS))
      .getRows()
      .map(([from, to]) => ({ start: Number(from), end: Number(to) }))
      .filter((gap) => gap.start >= start && gap.end <= end),
  };
}
