import type { Finding } from '../core/finding.ts';

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** A terminal that is too narrow leaves it out. */
  readonly spare?: boolean;
}

/** A table for people and spreadsheets: cells are final text, already rounded and with units. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** Indexes of rows that head the rows under them: formats set them apart. */
  readonly heads?: ReadonlySet<number>;
  /** A last row set apart, such as a total. */
  readonly footer?: readonly string[];
}

export interface Section {
  readonly title: string;
  /** Sentences under the title. */
  readonly text?: readonly string[];
  readonly table?: Table;
  /** Commands and configuration to copy: kept line by line, never wrapped. */
  readonly code?: readonly { readonly title: string; readonly text: string }[];
  /** Inline SVG: shown by HTML, left out elsewhere. It must carry its own <title>. */
  readonly picture?: string;
  /** Details that Markdown folds away and that are dropped first where space is short. */
  readonly folded?: boolean;
}

/**
 * What every document looks like to people: a view is made per document (`views/<document>.ts`) and drawn per format
 * (`formats/<format>.ts`), so a new document or a new format is one file.
 */
export interface View {
  readonly title: string;
  /** The answer in one line: the total, the verdict. */
  readonly headline: string;
  readonly sections: readonly Section[];
  readonly findings: readonly Finding[];
  readonly findingsOmitted?: number;
  /** How it was computed, in one line. */
  readonly footnote: string;
  /** What CSV carries: one flat row per fact, exact amounts. Absent = the first table. */
  readonly records?: () => Table;
}
