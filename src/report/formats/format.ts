import type { DiffDocument } from '../diff-document.ts';
import type { EstimateDocument } from '../report.ts';
import type { View } from '../view.ts';
import type { RunOrigin } from './run-origin.ts';

/** How a document is written; every format reads what concerns it. */
export interface FormatOptions {
  /** Width of the terminal in characters; absent = as wide as the text. */
  readonly width?: number | undefined;
  /** ANSI colour: on a terminal only. */
  readonly colour?: boolean | undefined;
  /** Show every finding; else repeats of one code are counted after the first few. */
  readonly all?: boolean | undefined;
  /** Spaces that JSON is indented by; absent = one line. */
  readonly indent?: number | undefined;
  readonly focusVersion?: string | undefined;
  /** Month that rows of FOCUS carry, YYYY-MM; absent = the present one. */
  readonly focusMonth?: string | undefined;
  readonly billingAccount?: string | undefined;
  /** A word for the head of a report, such as the environment. */
  readonly title?: string | undefined;
  /** Name of the project where the document names none. */
  readonly projectName?: string | undefined;
}

/** Draws any view as text. Hostile names come out as themselves and as nothing else. */
export type ViewFormat = (view: View, options: FormatOptions) => string;

/** Documents that formats of their own are for; an operation may answer with any other. */
export type DocumentKind = 'estimate' | 'diff' | 'forecast' | 'allocation' | 'usage';

/** A document on its way to text. */
export interface Rendering {
  readonly kind: string;
  readonly document: unknown;
  /** The document as people read it; made only by formats that draw it. */
  readonly view: () => Promise<View>;
  readonly now: Date;
  /** Where it was read from, as formats of others name it. */
  readonly paths: readonly string[];
  /** Where the run comes from; asked for by formats that write it. */
  readonly origin?: (() => Promise<RunOrigin>) | undefined;
  /** Both priced sides of a diff, project by project. */
  readonly parts?: readonly PricedPart[];
  /** What an estimate of a plan changes: a plan holds what was before. */
  readonly step?: () => Promise<{ readonly diff: DiffDocument; readonly parts: readonly PricedPart[] }>;
}

/** Both priced sides of one project. */
export interface PricedPart {
  readonly project?: string | undefined;
  readonly base: { readonly document: EstimateDocument };
  readonly head: { readonly document: EstimateDocument };
}

/** Text, or the bytes of a format that is no text. */
export type Written = string | Uint8Array;

export const textOf = (written: Written): string =>
  typeof written === 'string' ? written : new TextDecoder().decode(written);

/** One form of a document: what it is called outside, which documents have it, and how it is written. */
export interface Format {
  readonly mediaType: string;
  /** Endings of files that ask for it. */
  readonly endings: readonly string[];
  /** Documents that have this form. */
  readonly documents: 'every' | readonly DocumentKind[];
  /** Loads the writer: only the format that is asked for costs time. */
  readonly load: () => Promise<(rendering: Rendering, options: FormatOptions) => Written | Promise<Written>>;
}
