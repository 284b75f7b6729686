import { z } from 'zod';
import { ledgerSchema } from '../../../report/ledger-document.ts';
import { reconciliationDocumentSchema } from '../../../report/reconciliation-document.ts';
import { findingSchema } from '../../../report/report.ts';

export const BILL_IMPORT_STATES = ['requested', 'running', 'done', 'unchanged', 'superseded', 'failed'] as const;

/** An import of the bills that TOLLGATE_BILLS names. */
export const billImportSchema = z.object({
  id: z.uuid(),
  /** unchanged: the files are those of the import before. superseded: a later import was done first. */
  state: z.enum(BILL_IMPORT_STATES),
  /** SHA-256 of the files; null until they are read. */
  version: z.string().nullable(),
  /** Billing periods (YYYY-MM) that were replaced. */
  periods: z.array(z.string()),
  /** Sums that are kept: one for each endpoint, charge, account, tag and day. */
  sums: z.number().int(),
  /** Every line that was read, in one part each; null until then. */
  ledger: ledgerSchema.nullable(),
  /** What is in currencies that no rate converts, one ledger for each. */
  otherLedgers: z.array(ledgerSchema),
  /** What is paid of list prices, learned from the bill and the newest scans. */
  discounts: reconciliationDocumentSchema.shape.discounts,
  findings: z.array(findingSchema),
  error: z.object({ code: z.string().nullable(), detail: z.string() }).nullable(),
  requestedAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
});
export type BillImport = z.infer<typeof billImportSchema>;

/** Money and quantity of one endpoint, charge, account, tag and day on the bill. Decimals are strings. */
export interface BillSum {
  /** Billing period, YYYY-MM: what a newer version of the bill replaces. */
  readonly period: string;
  /** YYYY-MM-DD; null for lines whose time cannot be read. */
  readonly day: string | null;
  readonly payer: string | null;
  readonly account: string | null;
  readonly region: string | null;
  /** AWS id; null where the bill names none. */
  readonly resource: string | null;
  /** A product, or the usage type where it is none that is priced. */
  readonly charge: string;
  readonly lineType: string;
  /** The part of the ledger that the lines are in before anything is compared. */
  readonly part: string;
  /** The tag TOLLGATE_BILLS_TAG, where the bill has it. */
  readonly tag: { readonly key: string; readonly value: string } | null;
  readonly currency: string;
  readonly amount: string;
  readonly quantity: string;
}

/** What an import found, as plain data: it is read in a worker thread. */
export interface BillReading {
  readonly version: string;
  readonly periods: readonly string[];
  readonly sums: readonly BillSum[];
  readonly ledger: BillImport['ledger'];
  readonly otherLedgers: BillImport['otherLedgers'];
  readonly discounts: BillImport['discounts'];
  readonly findings: BillImport['findings'];
  /** The reconciliation with the newest scans, as JSON text; undefined where nothing was scanned. */
  readonly reconciliation: string | undefined;
}

export interface BillRequest {
  /** Files, globs, folders, manifests or s3://bucket/prefix. */
  readonly paths: readonly string[];
  readonly tag: string | undefined;
  /** EUR=0.92: what 1 USD is in other currencies. */
  readonly exchangeRates: readonly string[];
  /** The version that is kept already: the same one is not read again. */
  readonly known: string | undefined;
  /** Newest snapshots as JSON text. */
  readonly snapshots: readonly string[];
}

/** Port: reads bills off the event loop; undefined where they are the version that is known. Throws what reading bills throws. */
export type BillReader = (request: BillRequest, signal: AbortSignal) => Promise<BillReading | undefined>;

/** Port: imports and the sums they keep, in the state database. */
export interface BillStore {
  create(): Promise<BillImport>;
  get(id: string): Promise<BillImport | undefined>;
  /** Newest first; the page starts after the id `after`. */
  list(page: { readonly limit: number; readonly after?: string | undefined }): Promise<readonly BillImport[]>;
  /** Begins an import, again where it was begun before; false where it is over. */
  start(id: string): Promise<boolean>;
  /** Replaces the sums of every period that was read and ends the import: all of it or nothing. */
  finish(id: string, reading: BillReading): Promise<void>;
  end(id: string, state: 'unchanged' | 'failed', error?: BillImport['error']): Promise<void>;
  /** The version of the newest import that is done. */
  version(): Promise<string | undefined>;
  /** Sums of days of a month, and of its billing period where a line has no day. Month is YYYY-MM. */
  sums(month: string): Promise<readonly BillSum[]>;
}
