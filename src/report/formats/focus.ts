import { type FocusVersion, focusColumns } from '../focus/columns.ts';
import { type FocusOptions, focusRows } from '../focus/focus-rows.ts';
import type { EstimateDocument } from '../report.ts';

export interface FocusFormatOptions extends FocusOptions {
  readonly version: FocusVersion;
}

/** An estimate as FOCUS: CSV with every column of the version, marked as an estimate by `x_` columns. Null is an empty field. */
export function focus(document: EstimateDocument, { version, ...options }: FocusFormatOptions): string {
  const columns = focusColumns(version);
  const rows = focusRows(document, options).map((row) => columns.map((column) => cell(row[column] ?? '')).join(','));
  return `${[columns.join(','), ...rows].join('\n')}\n`;
}

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
