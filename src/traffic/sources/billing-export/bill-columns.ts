import { TollgateError } from '../../../core/errors.ts';
import { type BillWriting, timeExpression } from './bill-writing.ts';
import { type BillColumn, identifier, plainName } from './column-names.ts';
import { MARK } from './cost-explorer/write-lines.ts';
import { type BillField, type BillFormat, FIELD_COLUMNS, LINE_TYPE_WORDS, REQUIRED_FIELDS } from './schema.ts';

/** The format that the columns tell. Throws TG6002 where they are those of no bill, TG6003 where one is missing. */
export function formatOfColumns(columns: readonly BillColumn[], file: string): BillFormat {
  const names = new Set(columns.map((column) => plainName(column.name)));
  const format = names.has(plainName(MARK))
    ? 'cost-explorer'
    : names.has('lineitemlineitemtype')
      ? curFormat(columns, names)
      : names.has('chargecategory') || names.has('billedcost')
        ? focusFormat(names)
        : undefined;
  if (format === undefined) {
    throw new TollgateError('TG6002', `${file} has the columns of no billing export.`, {
      location: { file },
      hint: 'Give a Cost and Usage Report (legacy or 2.0) or a FOCUS export, as CSV, CSV.GZ or Parquet.',
    });
  }
  const missing = REQUIRED_FIELDS.filter((field) => !FIELD_COLUMNS[field].some((name) => names.has(name)));
  if (missing.length === 0) return format;
  throw new TollgateError('TG6003', `${file} is a bill (${format}) without ${missing.join(', ')}.`, {
    location: { file },
    hint: `Export ${missing.map((field) => FIELD_COLUMNS[field].join(' or ')).join(', ')} too.`,
  });
}

/** Only CUR 2.0 folds the attributes of a product into one column. */
function curFormat(columns: readonly BillColumn[], names: ReadonlySet<string>): BillFormat {
  const hasSlashes = columns.some((column) => column.name.includes('/'));
  return !hasSlashes && (names.has('product') || names.has('billpayeraccountname')) ? 'cur-2.0' : 'cur-legacy';
}

function focusFormat(names: ReadonlySet<string>): BillFormat {
  // 1.4 drops the two names that 1.3 still had.
  if (names.has('serviceprovidername'))
    return names.has('providername') || names.has('publishername') ? 'focus-1.3' : 'focus-1.4';
  return names.has('skumeter') || names.has('billingaccounttype') ? 'focus-1.2' : 'focus-1.0';
}

/** SQL over a file's columns, one expression for each field of a line; NULL where the file has none or a value cannot be read. */
export interface LineSql extends Readonly<Record<Exclude<BillField, 'start' | 'end' | 'period'>, string>> {
  /** Times as the file holds them: groups of lines are read as times, not each line. */
  readonly start: WrittenTime;
  readonly end: WrittenTime;
  readonly period: WrittenTime;
}

export interface WrittenTime {
  readonly written: string;
  /** A written time, under the name it is given, as TIMESTAMP in UTC. */
  read(name: string): string;
}

export function lineExpressions(columns: readonly BillColumn[], writing: BillWriting): LineSql {
  const byName = new Map(columns.map((column) => [plainName(column.name), column]));
  const columnOf = (field: BillField): BillColumn | undefined => {
    for (const name of FIELD_COLUMNS[field]) {
      const column = byName.get(name);
      if (column) return column;
    }
    return undefined;
  };
  const text = (field: BillField): string => {
    const column = columnOf(field);
    if (!column) return 'NULL::VARCHAR';
    return column.type === 'VARCHAR' ? identifier(column.name) : `CAST(${identifier(column.name)} AS VARCHAR)`;
  };
  return {
    start: timeOf(columnOf('start'), writing),
    end: timeOf(columnOf('end'), writing),
    period: timeOf(columnOf('period'), writing),
    payer: text('payer'),
    chargeClass: text('chargeClass'),
    lineId: text('lineId'),
    lines: columnOf('lines') ? `coalesce(TRY_CAST(${text('lines')} AS BIGINT), 1)` : '1',
    account: text('account'),
    lineType: text('lineType'),
    service: text('service'),
    usageType: text('usageType'),
    operation: text('operation'),
    resource: text('resource'),
    quantity: firstAmount(
      FIELD_COLUMNS.quantity.flatMap((name) => byName.get(name) ?? []),
      writing,
    ),
    cost: amountOf(columnOf('cost'), writing),
    list: listOf(amountOf(columnOf('list'), writing), text('currency'), text('pricingCurrency'), byName),
    currency: text('currency'),
    pricingCurrency: text('pricingCurrency'),
    region: text('region'),
  };
}

/** List prices of a Cost and Usage Report are in the currency of its prices, those of FOCUS in that of the bill: only what is in one is compared. */
function listOf(list: string, billed: string, priced: string, byName: ReadonlyMap<string, BillColumn>): string {
  if (!byName.has('pricingcurrency') || !byName.has('lineitemlineitemtype')) return list;
  return `CASE WHEN nullif(${priced}, '') <> nullif(${billed}, '') THEN NULL ELSE ${list} END`;
}

function timeOf(column: BillColumn | undefined, { time }: BillWriting): WrittenTime {
  if (!column) return { written: 'NULL::TIMESTAMP', read: (name) => name };
  return { written: identifier(column.name), read: (name) => timeExpression(name, column.type, time) };
}

/**
 * Amounts are exact to twelve decimals; AWS writes at most ten. Text is read as a narrow decimal first, which takes a tenth of the
 * time, and as a wide one only above a million.
 */
function amountOf(column: BillColumn | undefined, { hasDecimalComma }: BillWriting): string {
  if (!column) return 'NULL::DECIMAL(28, 12)';
  const written = identifier(column.name);
  const name = hasDecimalComma && column.type === 'VARCHAR' ? `replace(${written}, ',', '.')` : written;
  const wide = `TRY_CAST(${name} AS DECIMAL(28, 12))`;
  return column.type === 'VARCHAR' ? `coalesce(TRY_CAST(${name} AS DECIMAL(18, 12))::DECIMAL(28, 12), ${wide})` : wide;
}

/** AWS leaves the consumed quantity of some FOCUS lines null and tells the priced one. */
const firstAmount = (columns: readonly BillColumn[], writing: BillWriting): string =>
  columns.length > 1
    ? `coalesce(${columns.map((column) => amountOf(column, writing)).join(', ')})`
    : amountOf(columns[0], writing);

/** The line type in our words, as SQL over a text expression. */
export const lineTypeExpression = (text: string): string => {
  const word = `lower(regexp_replace(${text}, '[^A-Za-z]', '', 'g'))`;
  const cases = Object.entries(LINE_TYPE_WORDS).map(([from, to]) => `WHEN '${from}' THEN '${to}'`);
  return `CASE ${word} ${cases.join(' ')} ELSE CASE WHEN ends_with(${word}, 'discount') THEN 'discount' ELSE 'unknown' END END`;
};
