import type { Table } from '../view.ts';
import { textWidth } from './text-width.ts';
import { visible } from './visible.ts';

/** Space between two columns. */
const GAP = 2;
/** A column is not made narrower than this: below, wrapped text cannot be read. */
const NARROWEST = 12;

/** Width of each column in characters: as wide as its text, the widest left-aligned ones shrunk where the terminal is narrower. */
export function columnWidths(table: Table, width: number | undefined): readonly number[] {
  const widths = table.columns.map((column) => Math.max(1, textWidth(column.title)));
  for (const row of [...table.rows, table.footer ?? []]) {
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 1, textWidth(visible(cell)));
    });
  }
  if (width === undefined) return widths;
  let excess = widths.reduce((all, each) => all + each, GAP * (widths.length - 1)) - width;
  while (excess > 0) {
    const widest = Math.max(...widths.filter((_, index) => table.columns[index]?.align === 'left'));
    const at = widths.findIndex((each, index) => each === widest && table.columns[index]?.align === 'left');
    if (at === -1 || widest <= NARROWEST) break;
    widths[at] = widest - 1;
    excess -= 1;
  }
  return widths;
}
