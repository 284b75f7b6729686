import type { TableColumn } from './engine.ts';
import { identifier, text } from './literals.ts';

/**
 * A condition that bounds a table to the folders of some days, in the ways that AWS and its guides lay folders out: `billing_period`
 * (2026-10), `year`, `month`, `day`, or one `day`, `date` or `dt`. Undefined = no folder tells a day.
 */
export function dayBounds(columns: readonly TableColumn[], from: string, to: string): string | undefined {
  const folders = columns.filter((column) => column.isPartition);
  const named = (...names: readonly string[]): TableColumn | undefined =>
    folders.find(({ name }) => names.includes(name.toLowerCase()));
  const days = daysBetween(from, to);
  const months = [...new Set(days.map((day) => day.slice(0, 7)))];
  const period = named('billing_period');
  if (period) return isOneOf(period, months);
  const [year, month, day] = [named('year'), named('month'), named('day', 'date', 'dt')];
  if (year && month) return `(${months.map((each) => inMonth(each, days, year, month, day)).join(' OR ')})`;
  if (!day) return undefined;
  return isOneOf(day, /^date$/i.test(day.type) ? days : days.flatMap((each) => [each, each.replaceAll('-', '/')]));
}

function inMonth(
  month: string,
  days: readonly string[],
  yearColumn: TableColumn,
  monthColumn: TableColumn,
  dayColumn: TableColumn | undefined,
): string {
  const [year = '', number = ''] = month.split('-');
  const own = days.filter((day) => day.startsWith(month)).map((day) => day.slice(8));
  const parts = [isOneOf(yearColumn, [year]), isOneOf(monthColumn, spellings([number]))];
  if (dayColumn) parts.push(isOneOf(dayColumn, spellings(own)));
  return `(${parts.join(' AND ')})`;
}

/** "07" and "7": both are in use. */
const spellings = (numbers: readonly string[]): readonly string[] => [
  ...new Set(numbers.flatMap((number) => [number, String(Number(number))])),
];

function isOneOf({ name, type }: TableColumn, values: readonly string[]): string {
  const isNumber = /^(?:tiny|small|big)?int(?:eger)?$/i.test(type);
  const written = isNumber ? [...new Set(values.map((value) => String(Number(value))))] : values.map(text);
  const literals = /^date$/i.test(type) ? written.map((value) => `DATE ${value}`) : written;
  return `${identifier(name)} IN (${literals.join(', ')})`;
}

/** UTC days from `from` (inside) to `to` (outside). */
export function daysBetween(from: string, to: string): readonly string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at < Date.parse(to); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
