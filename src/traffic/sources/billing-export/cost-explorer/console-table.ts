import { Decimal, sum, ZERO } from '../../../../core/decimal.ts';
import { TollgateError } from '../../../../core/errors.ts';
import { splitCsv } from '../../../../core/split-csv.ts';
import { ASK, type CostExplorerLine, type CostFile, isNone } from './lines.ts';

const USAGE_TYPE = 'usage type';
/** What stands after the usage type in a heading: `USE1-VpcEndpoint-Bytes($)`, `USE1-VpcEndpoint-Bytes(GB)`. */
const HEADING = /^(.*?)\s*\(([^()]*)\)$/;
const TOTALS = /^total (?:costs?|usage)$/i;
const CURRENCIES: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '¥': 'CNY', '£': 'GBP' };
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether text begins as a table of the console does: dates down, groups across, their total first. */
export const isConsoleTable = (start: string): boolean => {
  const [heading = '', second = ''] = start.split(/\r?\n/, 2);
  return /\bTotal costs?\s*\([^()]*\)"?\s*$/i.test(heading) || /^"?[A-Za-z ]+ total"?,/.test(second);
};

/** Reads the CSV that the console of Cost Explorer downloads, grouped by usage type. Throws TG4071 and TG4072. */
export function readConsoleTable(text: string, name: string): CostFile {
  const [header = [], ...rows] = splitCsv(text.replace(/^\uFEFF/, ''));
  const by = (header[0] ?? '').trim();
  if (by.toLowerCase() !== USAGE_TYPE)
    throw unreadable(name, `is grouped by ${by === '' ? 'nothing' : by}, and tells no usage types`);
  const columns = columnsOf(header, name);
  const dated = rows.filter(([day = '']) => DAY.test(day));
  const totals = rows.find(([first = '']) => / total$/i.test(first.trim()));
  for (const row of rows) {
    if (row !== totals && !dated.includes(row))
      throw unreadable(name, `has a row that begins with "${row[0]?.slice(0, 40)}"`);
    if (row.length !== header.length)
      throw unreadable(name, `has a row of ${row.length} cells below ${header.length} headings`);
  }
  if (totals) holdTotals(columns, dated, totals, name);
  const starts = dated.map(([day = '']) => day).sort();
  const isMonthly = starts.every((day) => day.endsWith('-01'));
  const endOf = (day: string): string => nextOf(day, isMonthly);
  const lines = dated.flatMap((row) => linesOf(row, columns, endOf, name));
  const last = starts.at(-1);
  return {
    name,
    by: [{ type: 'DIMENSION', key: 'USAGE_TYPE' }],
    lines,
    start: starts[0],
    end: last && endOf(last),
    estimated: [],
    hasNext: false,
    hasOpenEnd: isMonthly && starts.length > 0,
  };
}

interface Column {
  readonly at: number;
  readonly usageType: string;
  /** Undefined for a column of usage. */
  readonly currency: string | undefined;
}

function columnsOf(header: readonly string[], name: string): readonly Column[] {
  return header.flatMap((heading, at) => {
    if (at === 0) return [];
    const [, usageType = '', unit = ''] = HEADING.exec(heading.trim()) ?? [];
    if (usageType === '') throw unreadable(name, `has the heading "${heading.slice(0, 60)}" without a unit`);
    if (TOTALS.test(usageType)) return [];
    return [{ at, usageType, currency: CURRENCIES[unit] ?? (/^[A-Z]{3}$/.test(unit) ? unit : undefined) }];
  });
}

function linesOf(
  row: readonly string[],
  columns: readonly Column[],
  endOf: (day: string) => string,
  name: string,
): readonly CostExplorerLine[] {
  const start = row[0] ?? '';
  return columns.flatMap(({ at, usageType, currency }) => {
    if (currency === undefined || row[at] === '') return [];
    const used = columns.find((column) => column.usageType === usageType && column.currency === undefined);
    const quantity = used ? amount(row[used.at], name) : isNone(usageType) ? ZERO : undefined;
    return [{ start, end: endOf(start), keys: [usageType], cost: amount(row[at], name), quantity, currency }];
  });
}

/** The table states its own totals: rows that are missing show there. */
function holdTotals(
  columns: readonly Column[],
  rows: readonly string[][],
  totals: readonly string[],
  name: string,
): void {
  const slack = new Decimal('0.01').times(Math.max(rows.length, 1));
  for (const { at, usageType } of columns) {
    const read = sum(rows.map((row) => amount(row[at], name)));
    const stated = amount(totals[at], name);
    if (read.minus(stated).abs().lessThanOrEqualTo(slack)) continue;
    throw new TollgateError(
      'TG4072',
      `${name} states ${stated.toFixed()} in total for ${usageType}, and its rows add up to ${read.toFixed()}.`,
      { location: { file: name }, hint: 'Download the table again, and give it whole.' },
    );
  }
}

function amount(text: string | undefined, name: string): Decimal {
  const written = (text ?? '').trim();
  if (written === '') return ZERO;
  if (/^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(written)) return new Decimal(written);
  throw unreadable(name, `has the amount "${written.slice(0, 40)}"`);
}

function nextOf(day: string, isMonthly: boolean): string {
  const [, year, month, date] = DAY.exec(day) ?? [];
  const next = isMonthly
    ? Date.UTC(Number(year), Number(month), 1)
    : Date.UTC(Number(year), Number(month) - 1, Number(date) + 1);
  return new Date(next).toISOString().slice(0, 10);
}

const unreadable = (name: string, why: string): TollgateError =>
  new TollgateError('TG4071', `${name} ${why}.`, {
    location: { file: name },
    hint: `Group the report by usage type before the download, or better give the answer of the API. ${ASK}`,
  });
