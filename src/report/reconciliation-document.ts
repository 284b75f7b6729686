import { z } from 'zod';
import { ledgerSchema } from './ledger-document.ts';
import { findingSchema } from './report.ts';

const decimal = z.string().regex(/^-?\d+(?:\.\d+)?$/);
const day = z.iso.date();

/** Why a bill differs from the model, where that can be told. */
export const CAUSES = [
  'created',
  'deleted',
  'partial-hour',
  'zone-added',
  'zone-removed',
  'tier-share',
  'direction',
  'list-price',
  'discount',
  'provider-pays',
  'credit',
  'refund',
  'tax',
  'correction',
] as const;
export type Cause = (typeof CAUSES)[number];

export const RECONCILIATION_STATUSES = [
  'matched',
  'priced-differently',
  'billed-not-modelled',
  'modelled-not-billed',
] as const;

const causeSchema = z.object({
  cause: z.enum(CAUSES),
  /** What the cause adds to the bill, or takes from it. */
  amount: decimal,
  from: day,
  to: day,
});

const lineSchema = z.object({
  /** The endpoint as the network names it; null where the bill names no resources and the line speaks of a whole Region. */
  endpoint: z.string().nullable(),
  account: z.string().optional(),
  region: z.string().optional(),
  charge: z.enum(['endpoint-hours', 'data-processed', 'cross-region']),
  product: z.string(),
  status: z.enum(RECONCILIATION_STATUSES),
  unit: z.enum(['AZ-hours', 'GB']),
  /** Absent where the model knows no quantity of its own and takes that of the bill. */
  quantityModelled: decimal.optional(),
  quantityBilled: decimal,
  modelled: decimal,
  billed: decimal,
  /** The same quantity at public prices, where the bill tells: list beside effective. */
  list: decimal.optional(),
  /** The cause that moves most; null = none is needed or none is known. */
  cause: z.enum(CAUSES).nullable(),
  causes: z.array(causeSchema),
  /** What no cause explains. */
  residual: decimal,
  days: z.array(z.object({ day: z.string(), modelled: decimal, billed: decimal, residual: decimal })).optional(),
});

const discountSchema = z.object({
  service: z.string(),
  usageType: z.string(),
  /** What is paid of the list price: 0.92 = 8 % off. */
  factor: decimal,
  evidence: z.object({
    /** Days of endpoints (or of what stands beside them) that were looked at. */
    lines: z.number().int(),
    list: decimal,
    billed: decimal,
    /** Where nine in ten of the factors lie. */
    low: decimal,
    high: decimal,
    /** Whose list price: that of the bill, or that of the rates in use where the bill tells none. */
    listFrom: z.enum(['bill', 'rates']),
  }),
});

/** The reconciliation document: what the model says of a bill's period, what was billed, and why they differ. */
export const reconciliationDocumentSchema = z.object({
  schema: z.literal('tollgate/reconciliation@1'),
  /** UTC days, both inside; null where the bill holds no PrivateLink lines. */
  period: z.object({ from: day, to: day }).nullable(),
  currency: z.string(),
  bill: z.object({
    formats: z.array(z.string()),
    /** Whether any line of an endpoint names it. */
    hasResourceIds: z.boolean(),
    rejectedLines: z.number().int(),
    /** RFC 3339: where the usage of endpoints starts and ends; the model is compared to the hour. Null where there is none. */
    covers: z.object({ start: z.iso.datetime(), end: z.iso.datetime() }).nullable(),
    /** Usage that the bill holds twice, which is counted once: by line id, or by another export of the same days. */
    doubles: z.array(
      z.object({ kind: z.enum(['line-id', 'export']), lines: z.number().int(), amount: decimal, currency: z.string() }),
    ),
    /** Folders and files of versions that a newer one replaces: not counted. */
    older: z.array(z.string()),
  }),
  /** Every line of the products that Tollgate reads, in one part each; the parts add up to `read`. */
  ledger: ledgerSchema,
  /** Of a bill in several currencies: what no exchange rate converts, one ledger for each currency. It is no part of any sum here. */
  otherLedgers: z.array(ledgerSchema).optional(),
  /** The network as it stands over the hours that the bill covers, at list price. */
  modelled: decimal,
  /** Lines of the network that `modelled` leaves out: bytes, zones or a rate that nothing states, and no line of the bill in their place. */
  unknownLines: z.number().int(),
  /** Usage of endpoints with its discounts, the credits, refunds, taxes and corrections that belong to it, and what is in `unplaced`. */
  billed: decimal,
  difference: decimal,
  /** The part of the difference that no cause explains. */
  residual: decimal,
  /** Residuals without their signs over what is billed, so that two errors do not cancel; the most of any currency. */
  residualShare: z.number(),
  causes: z.array(z.object({ cause: z.enum(CAUSES), amount: decimal, lines: z.number().int() })),
  lines: z.array(lineSchema),
  discounts: z.array(discountSchema),
  /** What the bill charges for nothing that can be compared: no part of a line above, a part of `billed` and of `residual`. */
  unplaced: z.array(
    z.object({
      part: z.enum(['notModelled', 'remainder']),
      what: z.string(),
      lines: z.number().int(),
      amount: decimal,
    }),
  ),
  /** Lines of the bill that are not usage and name no endpoint: they are no part of `billed`. */
  notUsage: z.array(z.object({ kind: z.enum(['credit', 'refund', 'tax', 'fee']), amount: decimal })),
  /** What the bill charges for things beside endpoints: shown, not compared. */
  beside: z.array(z.object({ product: z.string(), quantity: decimal, billed: decimal })),
  /** The rule that bytes between zones to an interface endpoint are free, tested on the bill. */
  crossAz: z.object({ holds: z.boolean(), gb: decimal, billed: decimal, interfaces: z.array(z.string()) }),
  findings: z.array(findingSchema),
  findingsOmitted: z.record(z.string(), z.number()).optional(),
});

export type ReconciliationDocument = z.infer<typeof reconciliationDocumentSchema>;
export type ReconciliationLine = ReconciliationDocument['lines'][number];
