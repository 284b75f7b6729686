import { z } from 'zod';
import { GUARDS, MOVES } from '../recommend/move.ts';
import { PHASES } from '../recommend/steps/operation.ts';
import { DESIGNS } from '../recommend/what-if/design-names.ts';
import { topologySchema } from '../topology/topology-schema.ts';
import { findingSchema } from './report.ts';

/** Money, prices and quantities are decimal strings in plain notation. */
const decimal = z.string().regex(/^-?\d+(?:\.\d+)?$/);
const level = z.enum(['low', 'medium', 'high']);
const guard = z.enum(GUARDS);

/** What a step saves a month; low and high where AWS's documents leave a fee open. */
const savingSchema = z.object({ monthly: decimal, low: decimal, high: decimal });

const evidenceSchema = z.object({
  /** Sentences with the numbers. */
  facts: z.array(z.string()),
  /** Billed GB a month that it moves. */
  monthlyGb: decimal,
  /** Where the traffic figures come from. */
  sources: z.array(z.string()),
  window: z.object({ start: z.string(), end: z.string() }).optional(),
  /** The client nearest to the volume at which it would not pay; `distance` is a share of that volume. */
  breakEven: z.object({ subject: z.string(), gb: decimal, breakEvenGb: decimal, distance: z.number() }).optional(),
});

const zones = z.array(z.string());

/** What a step does to endpoints, by id. */
const networkChangeSchema = z.object({
  removes: z.array(z.object({ id: z.string(), azs: zones })),
  makes: z.array(z.object({ id: z.string(), vpc: z.string(), service: z.string(), azs: zones })),
  rezones: z.array(z.object({ id: z.string(), from: zones, to: zones })),
  /** Billed GB a month that leave an endpoint which stays, of all it carries. */
  relieves: z.array(z.object({ id: z.string(), gb: decimal, ofGb: decimal })),
});

const sensitivitySchema = z.object({
  from: z.number().nullable(),
  to: z.number().nullable(),
  /** GB a month of each endpoint of assumed traffic below which it saves, whatever the traffic. */
  belowGb: decimal.optional(),
});

/** One thing to do, in its order: what nobody notices (prepare), one VPC after the other (switch), what takes away (clean-up). */
const stepSchema = z.object({
  title: z.string(),
  phase: z.enum(PHASES).optional(),
  /** The VPC whose names or routes it switches. */
  vpc: z.string().optional(),
  /** Things it changes; 0 = it only looks. */
  changes: z.number().int().optional(),
  terraform: z.string().optional(),
  /** Commands for a POSIX shell. What a command makes, later ones name by the variable that took its id. */
  cli: z.string().optional(),
  /** Commands that restore what was; run those of the last step first. */
  undo: z.string().optional(),
  /** How to see that it worked, before the next VPC follows. */
  check: z.string().optional(),
});

export const recommendationSchema = z.object({
  /** Made from the move and what it touches: the same advice keeps its id from scan to scan. */
  id: z.string(),
  region: z.string(),
  move: z.enum(MOVES),
  /** Other moves that come with it. */
  with: z.array(z.enum(MOVES)),
  subjects: z.array(z.string()),
  title: z.string(),
  saving: savingSchema,
  evidence: evidenceSchema,
  effort: z.object({ level, changes: z.number().int() }),
  risk: z.object({ level, reason: z.string() }),
  blastRadius: z.object({ vpcs: z.array(z.string()), endpoints: z.number().int(), monthlyGb: decimal }),
  confidence: level,
  /** How far traffic may change, as shares (-0.18 = 18 % less), before the step no longer saves or fits; null = however far. */
  sensitivity: sensitivitySchema.optional(),
  /** Saving of each change a month; months until it has paid for itself, where a change has a cost. */
  payback: z.object({ savingPerChange: decimal, months: z.number().optional() }).optional(),
  /** Guards that forbid it: none in a recommendation of the plan. */
  blockedBy: z.array(guard),
  /** What guards say of it; a fact that is missing is `not-evaluated`, never a pass. */
  guards: z.array(
    z.object({
      guard,
      outcome: z.enum(['warn', 'block', 'not-evaluated']),
      reason: z.string(),
      count: z.number().int(),
    }),
  ),
  /** Place in the recommended order, from 1; 0 = beside the plan. */
  order: z.number().int(),
  dependsOn: z.array(z.string()),
  network: networkChangeSchema,
  steps: z.array(stepSchema),
  rollback: z.string(),
});

/** What is carried out on one day: nothing that anybody notices, one VPC of each recommendation, the others, what takes away. */
const waveSchema = z.object({
  /** From 1. */
  wave: z.number().int(),
  kind: z.enum(['prepare', 'canary', 'rest', 'clean-up']),
  /** Day it begins, from 0. */
  day: z.number().int(),
  /** Days to watch before the next wave. */
  soakDays: z.number().int(),
  /** Operations in the order to run them: the id of a recommendation, and the index of its step. */
  steps: z.array(z.object({ recommendation: z.string(), step: z.number().int() })),
  /** What to look at before the next wave. */
  check: z.array(z.string()),
  /** What recommendations save a month that are complete by then. */
  savingSoFar: decimal,
});

const blockedSchema = z.object({
  id: z.string(),
  region: z.string(),
  move: z.enum(MOVES),
  subjects: z.array(z.string()),
  title: z.string(),
  blockedBy: z.array(guard),
  reasons: z.array(z.string()),
  /** What the best plan would save on top with these guards lifted for this move. */
  saving: z.object({ monthly: decimal }),
});

const undecidedSchema = z.object({
  subject: z.string(),
  kind: z.enum(['endpoint', 'nat-gateway', 'vpc']),
  reason: z.string(),
  /** What to give to have it decided; absent where Tollgate does not move such things. */
  give: z.string().optional(),
  /** What it costs a month as far as known; of a VPC, what the plan would save on top. */
  monthly: decimal,
  unknownLines: z.number().int(),
});

const comparisonSchema = z.object({
  /** What today and the plan cost a month, of what the designs cost too. */
  today: decimal,
  plan: decimal,
  designs: z.array(
    z.object({
      name: z.enum(DESIGNS),
      /** Absent: no rate is known. */
      monthly: decimal.optional(),
      unknownLines: z.number().int(),
      note: z.string(),
    }),
  ),
  /** The cheapest network at each zone floor, against today: positive costs more. */
  frontier: z.array(z.object({ minAzs: z.number().int(), nat: z.boolean(), change: decimal })),
});

const withoutBytesSchema = z.object({
  endpoints: z.number().int(),
  /** Volume below which sharing pays; without `belowGb` a gateway endpoint, which pays at any volume. */
  breakEvens: z.array(
    z.object({
      endpoint: z.string(),
      vpc: z.string(),
      service: z.string(),
      hub: z.string().optional(),
      belowGb: decimal.optional(),
    }),
  ),
  /** What the whole plan would save, were each of them to carry so many GB a month. */
  saving: z.array(z.object({ eachGb: z.number(), monthly: decimal })),
});

/** The plan document: what `recommend` and `POST /v1/recommendations` return. Amounts are one month, exact. */
export const planDocumentSchema = z.object({
  schema: z.literal('tollgate/plan@1'),
  currency: z.string(),
  rates: z.object({
    source: z.string(),
    publishedAt: z.string(),
    version: z.string(),
    regions: z.record(z.string(), z.object({ publishedAt: z.string(), version: z.string() })).optional(),
  }),
  today: decimal,
  after: decimal,
  saving: decimal,
  /** The same three at list price; present where discounts were applied. */
  list: z.object({ today: decimal, after: decimal, saving: decimal }).optional(),
  savingRange: z.object({ low: decimal, high: decimal }).optional(),
  /** Cost lines that both totals leave out. */
  unknownLines: z.number().int(),
  rules: z.object({
    minAzs: z.number().int(),
    maxUtilisation: z.number(),
    repair: z.boolean(),
    /** Month the traffic is forecast for; absent = today's traffic. */
    horizonMonths: z.number().int().optional(),
    /** USD a month that a step saves at least. */
    minSaving: z.number(),
    /** GB a month assumed of endpoints whose traffic no source reports. */
    assumeGb: z.number().optional(),
    walls: z.array(z.string()),
    pins: z.array(z.string()),
    forbid: z.array(z.string()),
    allow: z.array(guard),
  }),
  solver: z.object({
    /** partly-decided, nothing-decided: facts are missing, listed under `undecided`; the proof holds for the rest. */
    status: z.enum(['optimal', 'feasible', 'partly-decided', 'nothing-decided']),
    objective: decimal,
    bound: decimal,
    gap: z.number(),
    components: z.number().int(),
  }),
  recommendations: z.array(recommendationSchema),
  /** A calendar of the recommendations. */
  waves: z.array(waveSchema).optional(),
  blocked: z.array(blockedSchema),
  /** The range in which every step holds. */
  sensitivity: sensitivitySchema,
  /** The plan beside other designs for the same traffic, and cost against resilience; absent for large networks. */
  comparison: comparisonSchema.optional(),
  /** What can be said of endpoints whose traffic no source reports. */
  withoutBytes: withoutBytesSchema.optional(),
  /** What was left out for a missing fact or because Tollgate does not move it. */
  undecided: z.array(undecidedSchema),
  /** What would mend rules that are broken today; each costs, and none is in the plan. */
  repairs: z.array(recommendationSchema),
  /** Both networks with their traffic: `breakdown` on each gives `today` and `after` again. */
  topologyToday: topologySchema,
  topologyAfter: topologySchema,
  findings: z.array(findingSchema),
  findingsOmitted: z.record(z.string(), z.number()).optional(),
});

export type PlanDocument = z.infer<typeof planDocumentSchema>;
export type RecommendationDocument = PlanDocument['recommendations'][number];
