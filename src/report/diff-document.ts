import { z } from 'zod';
import { CHARGE_KINDS } from '../model/charge-kind.ts';
import { COST_STATUSES } from '../model/cost-line.ts';
import { findingSchema } from './report.ts';

/** Money is a decimal string in plain notation; changes carry a minus where costs fall. */
const decimal = z.string().regex(/^-?\d+(?:\.\d+)?$/);

const amountSchema = z.object({ monthly: decimal, hourly: decimal });

/** `bound` = lines of one side alone are unknown, so the change is no less, no more, or not even that. Absent = it is known. */
const deltaSchema = amountSchema.extend({ bound: z.enum(['at-least', 'at-most', 'unknown']).optional() });

const sideTotalsSchema = amountSchema.extend({
  /** Name of the input: a file, never its content. */
  source: z.string(),
  baseline: decimal,
  usage: decimal,
  /** `monthly` at list price; present where discounts were applied to either side. */
  list: decimal.optional(),
  endpoints: z.number().int(),
  unknownLines: z.number().int(),
  /** Those of `unknownLines` that are usage; the rest are baseline. */
  unknownUsageLines: z.number().int().optional(),
});

const sideLineSchema = z.object({
  status: z.enum(COST_STATUSES),
  quantity: decimal.optional(),
  display: z.string().optional(),
  /** Price of one unit, where the amount is unknown and the price is not. */
  unitPrice: decimal.optional(),
  /** As attributed within its side; for pooled bytes it moves with the blended price, the delta does not. */
  monthly: decimal.optional(),
});

const changeLineSchema = z.object({
  charge: z.enum(CHARGE_KINDS),
  category: z.enum(['baseline', 'usage']),
  unit: z.string(),
  base: sideLineSchema.optional(),
  head: sideLineSchema.optional(),
  /** Absent where one side is unknown in a way that leaves no difference to state. */
  delta: decimal.optional(),
});

const changeSideSchema = z.object({
  monthly: decimal,
  azCount: z.number().int().optional(),
  azs: z.array(z.string()).optional(),
  unknownLines: z.number().int(),
});

/** Shares of the zone's ceiling at the known peak; n1 = with the worst single zone gone. */
const utilisationSchema = z.object({
  peakUtilisation: z.number(),
  level: z.enum(['ok', 'watch', 'warning', 'critical']),
  n1Utilisation: z.number().optional(),
  /** Whether the remaining zones could carry the load with one zone gone; false where there is no other zone. */
  n1Holds: z.boolean(),
});

/** Name of the project of `tollgate.yml`, where a diff covers several. */
const project = z.string().optional();

const changeSchema = z.object({
  project,
  id: z.string(),
  address: z.string().optional(),
  /** `endpoint`, or the kind of a resource beside the endpoints. */
  kind: z.string(),
  type: z.string().optional(),
  service: z.string().optional(),
  region: z.string().optional(),
  vpc: z.string().optional(),
  change: z.enum(['added', 'removed', 'changed', 'renamed']),
  /** What base calls it, where the name differs. */
  renamedFrom: z.string().optional(),
  base: changeSideSchema.optional(),
  head: changeSideSchema.optional(),
  delta: deltaSchema,
  lines: z.array(changeLineSchema),
  headroom: z.object({ base: utilisationSchema.optional(), head: utilisationSchema.optional() }).optional(),
});

const unknownSchema = z.object({
  project,
  id: z.string(),
  charge: z.enum(CHARGE_KINDS),
  status: z.enum(COST_STATUSES),
});

const gateSchema = z.object({
  name: z.string(),
  /** Whether what is known keeps the limit. */
  passed: z.boolean(),
  /** The limit is kept as far as is known, and what is unknown may exceed it. */
  undetermined: z.boolean().optional(),
  reason: z.string(),
});

/** One of several projects. Its bytes are its share of the Region's pool; what its changes cost is priced on the pool. */
const projectSchema = z.object({
  name: z.string(),
  base: sideTotalsSchema,
  head: sideTotalsSchema,
  /** What its own changes cost: the deltas of the projects add up to the total's. */
  delta: deltaSchema,
  /** How many of the changes are its own. */
  changes: z.number().int(),
});

/** The diff document: what a change of the network does to its cost, resilience and headroom. */
export const diffDocumentSchema = z.object({
  schema: z.literal('tollgate/diff@1'),
  currency: z.string(),
  hoursPerMonth: decimal,
  rates: z.object({ source: z.string(), publishedAt: z.string(), version: z.string() }),
  /** When the compared state was made: an older run never overwrites the comment of a newer one. */
  generatedAt: z.string(),
  base: sideTotalsSchema,
  head: sideTotalsSchema,
  delta: deltaSchema.extend({
    baseline: decimal,
    usage: decimal,
    list: decimal.optional(),
    /** Change in percent of base; null where base costs nothing. */
    percent: z.number().nullable(),
  }),
  /** The three monthly totals under the names that Infracost's JSON has, for gates that were written for it. */
  totalMonthlyCost: decimal.optional(),
  pastTotalMonthlyCost: decimal.optional(),
  diffTotalMonthlyCost: decimal.optional(),
  /** Each project of `tollgate.yml`, where the diff covers several. */
  projects: z.array(projectSchema).optional(),
  /** Added, removed, changed and renamed, the largest change first. Their deltas add up to the total exactly. */
  changes: z.array(changeSchema),
  unchanged: z.number().int(),
  /** Cost lines that head leaves out of its total and base did not. */
  newlyUnknown: z.array(unknownSchema),
  gates: z.array(gateSchema),
  findings: z.array(findingSchema),
  findingsOmitted: z.record(z.string(), z.number()).optional(),
});

export type DiffDocument = z.infer<typeof diffDocumentSchema>;
export type ChangeDocument = DiffDocument['changes'][number];
export type ProjectDocument = z.infer<typeof projectSchema>;
export type ChangeLine = ChangeDocument['lines'][number];
export type GateResult = DiffDocument['gates'][number];
export type Utilisation = z.infer<typeof utilisationSchema>;
