import type { Column, Table } from '../view.ts';
import { textWidth } from './text-width.ts';
import { visible } from './visible.ts';

/** Space between two columns. */
const GAP = 2;
/** A column is not made narrower than this: below, wrapped text cannot be read. */
const NARROWEST = 12;

/** Width of each column in characters: as wide as its text; where the terminal is narrower titles break first, then the widest left-aligned columns shrink. */
export function columnWidths(table: Table, width: number | undefined): readonly number[] {
  const cells = table.columns.map((_, index) => cellsOf(table, index));
  const widths = table.columns.map((column, index) => Math.max(textWidth(column.title), cells[index] ?? 1));
  if (width === undefined) return widths;
  // Titles break at spaces before anything else gives way.
  let excess = total(widths) - width;
  if (excess > 0) {
    table.columns.forEach((column, index) => {
      widths[index] = Math.max(longestWord(column.title), cells[index] ?? 1);
    });
    excess = total(widths) - width;
  }
  while (excess > 0) {
    const widest = Math.max(...widths.filter((_, index) => table.columns[index]?.align === 'left'));
    const at = widths.findIndex((each, index) => each === widest && table.columns[index]?.align === 'left');
    if (at === -1 || widest <= NARROWEST) break;
    widths[at] = widest - 1;
    excess -= 1;
  }
  return widths;
}

/** A table without the spare columns that a terminal has no room for, the last first, and their titles. */
export function fitColumns(
  table: Table,
  width: number | undefined,
): { readonly table: Table; readonly dropped: readonly string[] } {
  if (width === undefined) return { table, dropped: [] };
  const least = table.columns.map((_, index) => leastOf(table, index));
  const kept = table.columns.map((_, index) => index);
  const dropped: string[] = [];
  while (total(kept.map((index) => least[index] ?? 1)) > width) {
    const at = kept.findLastIndex((index) => table.columns[index]?.spare === true);
    if (at === -1) break;
    const [index = 0] = kept.splice(at, 1);
    dropped.unshift(table.columns[index]?.title ?? '');
  }
  if (dropped.length === 0) return { table, dropped };
  const pick = <T>(all: readonly T[]): readonly T[] => all.filter((_, index) => kept.includes(index));
  const rows = table.rows.map(pick);
  const columns: readonly Column[] = pick(table.columns);
  return { table: { ...table, columns, rows, ...(table.footer && { footer: pick(table.footer) }) }, dropped };
}

const total = (widths: readonly number[]): number =>
  widths.reduce((all, each) => all + each, GAP * Math.max(0, widths.length - 1));

const longestWord = (title: string): number => Math.max(1, ...title.split(' ').map(textWidth));

/** Width of the widest cell of a column. */
const cellsOf = (table: Table, index: number): number =>
  [...table.rows, table.footer ?? []].reduce((most, row) => Math.max(most, textWidth(visible(row[index] ?? ''))), 1);

/** What a column takes at least: numbers never break, text does. */
function leastOf(table: Table, index: number): number {
  const column = table.columns[index];
  const whole = Math.max(longestWord(column?.title ?? ''), cellsOf(table, index));
  return column?.align === 'left' ? Math.min(whole, NARROWEST) : whole;
}
