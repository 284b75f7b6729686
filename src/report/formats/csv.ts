import type { View } from '../view.ts';
import { visible } from './visible.ts';

/**
 * CSV of a view's records, else of its first table: RFC 4180, CRLF. A cell that a spreadsheet would run as a formula is
 * prefixed with an apostrophe, as OWASP advises; plain numbers are left alone.
 */
export function csv(view: View): string {
  const table = view.records?.() ?? view.sections.find((section) => section.table)?.table;
  if (!table) return '';
  const rows = [table.columns.map((column) => column.title), ...table.rows];
  return rows.map(csvRow).join('');
}

/** One row, with its line end. */
export const csvRow = (row: readonly string[]): string => `${row.map(cell).join(',')}\r\n`;

const NUMBER = /^-?\d+(?:\.\d+)?$/;
/** What starts a formula in a spreadsheet, in half and full width. */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/;

function cell(text: string): string {
  const shown = visible(text);
  const safe = FORMULA.test(shown) && !NUMBER.test(shown) ? `'${shown}` : shown;
  return /[",;]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
