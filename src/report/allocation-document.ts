import { z } from 'zod';
import { ALLOCATION_RULES } from '../model/allocation/consumers.ts';
import { ledgerSchema } from './ledger-document.ts';
import { findingSchema } from './report.ts';

const decimal = z.string().regex(/^-?\d+(?:\.\d+)?$/);
const day = z.iso.date();

const itemSchema = z.object({
  /** "endpoint", or the kind of a resource beside endpoints. */
  kind: z.string(),
  id: z.string(),
  charge: z.string(),
  region: z.string().optional(),
  /** Account and VPC of the owner. */
  account: z.string().optional(),
  vpc: z.string().optional(),
  service: z.string().optional(),
  /** How this cost came to this part. */
  rule: z.enum(ALLOCATION_RULES),
  /** What it was shared by: billed GB a month of this part's consumers (rule flows), or their number (rule even). */
  weight: decimal.optional(),
  /** Absent = not known; the part leaves it out. */
  amount: decimal.optional(),
  list: decimal.optional(),
});

const partSchema = z.object({
  /** The tag's value, the account, ...; null where nobody tells. */
  value: z.string().nullable(),
  amount: decimal,
  /** At public prices; absent where one is not known. */
  list: decimal.optional(),
  /** Of the total, 0 to 1. */
  share: z.number(),
  endpoints: z.number().int(),
  unknownLines: z.number().int(),
  items: z.array(itemSchema),
});

/** The allocation document: whose a network's cost is. The parts add up to the total exactly. */
export const allocationDocumentSchema = z.object({
  schema: z.literal('tollgate/allocation@1'),
  /** Modelled: an estimate of a month. Billed: what a bill charges the endpoints. */
  basis: z.enum(['modelled', 'billed']),
  by: z.string(),
  currency: z.string(),
  /** UTC days of the bill, both inside; null where the cost is modelled, or the bill holds no PrivateLink lines. */
  period: z.object({ from: day, to: day }).nullable(),
  total: decimal,
  list: decimal.optional(),
  unknownLines: z.number().int(),
  /** What is done with an endpoint that several VPCs use where no flow tells their bytes. */
  shared: z.enum(['even', 'owner']),
  parts: z.array(partSchema),
  /** How much was shared by which rule. */
  rules: z.array(z.object({ rule: z.enum(ALLOCATION_RULES), endpoints: z.number().int(), amount: decimal })),
  /** On the bill, and no part of the total: other products, taxes, credits. */
  beside: z.array(z.object({ what: z.string(), amount: decimal })),
  /** Every line of the bill, in one part each; absent where the cost is modelled. Without a model nothing is told from what is matched. */
  ledger: ledgerSchema.optional(),
  /** What the bill charges in currencies that the total leaves out. */
  otherLedgers: z.array(ledgerSchema).optional(),
  rates: z.object({ source: z.string(), publishedAt: z.string(), version: z.string() }).optional(),
  findings: z.array(findingSchema),
  findingsOmitted: z.record(z.string(), z.number()).optional(),
});

export type AllocationDocument = z.infer<typeof allocationDocumentSchema>;
export type AllocationPart = AllocationDocument['parts'][number];
