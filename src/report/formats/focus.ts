import type { AllocationDocument } from '../allocation-document.ts';
import { allocationRows } from '../focus/allocation-rows.ts';
import { type FocusVersion, focusColumns } from '../focus/columns.ts';
import type { FocusOptions, FocusRow } from '../focus/focus-row.ts';
import { focusRows } from '../focus/focus-rows.ts';
import { forecastRows } from '../focus/forecast-rows.ts';
import type { ForecastDocument } from '../forecast-document.ts';
import type { EstimateDocument } from '../report.ts';
import type { FormatOptions, Rendering } from './format.ts';

export interface FocusFormatOptions extends FocusOptions {
  readonly version: FocusVersion;
}

/** What can be written as FOCUS, told apart by its schema. */
export type FocusDocument = EstimateDocument | AllocationDocument | ForecastDocument;

/** A document as FOCUS: CSV with every column of the version, marked as an estimate by `x_` columns. Null is an empty field. */
export function focus(document: FocusDocument, { version, ...options }: FocusFormatOptions): string {
  const columns = focusColumns(version);
  const rows = focusRowsOf(document, options).map((row) => columns.map((column) => cell(row[column] ?? '')).join(','));
  return `${[columns.join(','), ...rows].join('\n')}\n`;
}

/** The rows of a document. Throws TG1012. */
export function focusRowsOf(document: FocusDocument, options: FocusOptions): readonly FocusRow[] {
  switch (document.schema) {
    case 'tollgate/allocation@1':
      return allocationRows(document, options);
    case 'tollgate/forecast@1':
      return forecastRows(document, options);
    case 'tollgate/estimate@1':
      return focusRows(document, options);
  }
}

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** What the options of an operation say of FOCUS; a month that is asked for has its own hours. */
export const focusFormatOptions = (
  { focusVersion, focusMonth, billingAccount }: FormatOptions,
  now: Date,
): FocusFormatOptions => ({
  version: focusVersion === '1.3' ? '1.3' : '1.2',
  month: focusMonth ?? now.toISOString().slice(0, 7),
  realHours: focusMonth !== undefined,
  billingAccount,
});

/** The rendering of an operation as FOCUS. */
export const focusOf = ({ document, now }: Rendering, options: FormatOptions): string =>
  focus(document as FocusDocument, focusFormatOptions(options, now));
