import { z } from 'zod';
import { CHARGE_KINDS } from '../model/charge-kind.ts';
import { COST_STATUSES } from '../model/cost-line.ts';
import { ENDPOINT_TYPES } from '../topology/topology.ts';

/** Money, prices and quantities are decimal strings in plain notation. */
const decimal = z.string().regex(/^-?\d+(?:\.\d+)?$/);

const provenanceSchema = z.object({
  rule: z.string().optional(),
  rate: z
    .object({
      source: z.string(),
      usageType: z.string(),
      asOf: z.string(),
      confidence: z.enum(['high', 'medium', 'inferred', 'low']),
      sku: z.string().optional(),
      rateCode: z.string().optional(),
      /** What is paid of the list price, where a discount was applied: amounts and prices are effective ones. */
      discount: decimal.optional(),
    })
    .optional(),
  traffic: z
    .object({
      source: z.string(),
      from: z.string().optional(),
      window: z.object({ start: z.string(), end: z.string() }).optional(),
      samples: z.number().optional(),
      gaps: z.number().optional(),
    })
    .optional(),
});

const lineSchema = z.object({
  charge: z.enum(CHARGE_KINDS),
  status: z.enum(COST_STATUSES),
  category: z.enum(['baseline', 'usage']),
  quantity: decimal.optional(),
  unit: z.string(),
  display: z.string().optional(),
  unitPrice: decimal.optional(),
  monthly: decimal.optional(),
  low: decimal.optional(),
  high: decimal.optional(),
  /** The amount and the price at list price, where a discount was applied. */
  list: decimal.optional(),
  listUnitPrice: decimal.optional(),
  provenance: provenanceSchema,
});

const totalsSchema = z.object({
  monthly: decimal,
  baseline: decimal,
  usage: decimal,
  /** Present where AWS's documents leave a range. */
  low: decimal.optional(),
  high: decimal.optional(),
  /** At list price; present where discounts were applied, and then `monthly` is what is paid. */
  list: decimal.optional(),
  unknownLines: z.number().int(),
});

const endpointSchema = z.object({
  id: z.string(),
  address: z.string().optional(),
  name: z.string().optional(),
  type: z.enum(ENDPOINT_TYPES),
  service: z.string().optional(),
  region: z.string().optional(),
  vpc: z.string().optional(),
  account: z.string().optional(),
  azCount: z.number().int().optional(),
  azs: z.array(z.string()).optional(),
  tags: z.record(z.string(), z.string()),
  monthly: decimal,
  list: decimal.optional(),
  unknownLines: z.number().int(),
  lines: z.array(lineSchema),
});

const resourceSchema = z.object({
  kind: z.string(),
  id: z.string(),
  region: z.string().optional(),
  vpc: z.string().optional(),
  account: z.string().optional(),
  tags: z.record(z.string(), z.string()),
  monthly: decimal,
  list: decimal.optional(),
  unknownLines: z.number().int(),
  lines: z.array(lineSchema),
});

const poolSchema = z.object({
  region: z.string(),
  product: z.string(),
  gb: decimal,
  baselineGb: decimal,
  monthly: decimal,
  blendedPrice: decimal,
  marginalPrice: decimal,
  tiers: z.array(
    z.object({
      from: decimal,
      to: decimal.nullable(),
      price: decimal,
      rateCode: z.string().optional(),
      gb: decimal,
      monthly: decimal,
    }),
  ),
});

export const findingSchema = z.object({
  code: z.string(),
  severity: z.enum(['info', 'warning', 'error']),
  subject: z.string(),
  message: z.string(),
  location: z
    .object({
      file: z.string().optional(),
      address: z.string().optional(),
      line: z.number().optional(),
      path: z.string().optional(),
    })
    .optional(),
});

/** The estimate document: what `breakdown` and `POST /v1/estimates` return, and what a saved estimate holds. */
export const estimateDocumentSchema = z.object({
  schema: z.literal('tollgate/estimate@1'),
  currency: z.string(),
  hoursPerMonth: decimal,
  rates: z.object({
    source: z.string(),
    publishedAt: z.string(),
    version: z.string(),
    regions: z.record(z.string(), z.object({ publishedAt: z.string(), version: z.string() })).optional(),
  }),
  totals: totalsSchema,
  endpoints: z.array(endpointSchema),
  /** What costs beside the endpoints: attachments, load balancers, NAT gateways, hosted zones. */
  resources: z.array(resourceSchema),
  pools: z.array(poolSchema),
  /** Cost by VPC, account, service or tag, where asked for; each list adds up to the total. */
  groups: z
    .array(
      z.object({
        by: z.string(),
        entries: z.array(
          z.object({
            value: z.string(),
            monthly: decimal,
            endpoints: z.number().int(),
            unknownLines: z.number().int(),
          }),
        ),
      }),
    )
    .optional(),
  findings: z.array(findingSchema),
  /** Findings that did not fit, by code. */
  findingsOmitted: z.record(z.string(), z.number()).optional(),
});

export type EstimateDocument = z.infer<typeof estimateDocumentSchema>;
export type EndpointDocument = EstimateDocument['endpoints'][number];
export type LineDocument = EndpointDocument['lines'][number];
