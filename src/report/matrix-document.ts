import { z } from 'zod';
import { findingSchema } from './report.ts';

/** GB are decimal strings: billed GB (2^30 bytes) a month of 730 h. */
const decimal = z.string().regex(/^-?\d+(?:\.\d+)?$/);
const place = z.object({ vpc: z.string().optional(), az: z.string().optional(), account: z.string().optional() });
const path = z.enum(['nat', 'internet-gateway', 'gateway-endpoint', 'other', 'unknown']);

const cellSchema = z.object({
  /** Where the clients are; an absent zone is not known. */
  from: place,
  /** Transit Gateway or peering on the way. */
  via: z.string().optional(),
  /** Zone of the endpoint's interface. */
  az: z.string().optional(),
  share: z.number(),
  /** Of these bytes, the share from the clients to the endpoint. */
  requestShare: z.number(),
  monthlyGb: decimal,
});

const endpointSchema = z.object({
  id: z.string(),
  service: z.string().optional(),
  vpc: z.string().optional(),
  /** What the cells add up to, and where that total comes from. */
  totalGb: decimal,
  totalFrom: z.enum(['measured', 'stated', 'flow-logs']),
  loggedGb: decimal,
  /** Total minus what flow logs count. */
  residualGb: decimal,
  sameZoneShare: z.number().nullable(),
  cells: z.array(cellSchema),
});

const bypassSchema = z.object({
  vpc: z.string().optional(),
  az: z.string().optional(),
  /** The service as endpoints call it; absent where the address range stands for many. */
  service: z.string().optional(),
  /** The address range as flow logs call it. */
  range: z.string(),
  path,
  monthlyGb: decimal,
  /** Endpoints of the VPC for that service; empty = none exists. */
  endpoints: z.array(z.string()),
  cause: z.enum(['private-dns-off', 'no-route-to-gateway-endpoint', 'unknown']).optional(),
});

const flowSchema = z.object({
  from: place,
  endpoint: z.string(),
  via: z.string().optional(),
  monthlyGb: decimal,
});

/** The matrix document: bytes by client zone and endpoint zone, and traffic that bypasses endpoints. */
export const matrixDocumentSchema = z.object({
  schema: z.literal('tollgate/matrix@1'),
  /** Null where the flow logs hold no record with traffic. */
  window: z.object({ start: z.string(), end: z.string() }).nullable(),
  records: z.object({
    read: z.number().int(),
    endpoint: z.number().int(),
    noData: z.number().int(),
    skipped: z.number().int(),
    malformed: z.number().int(),
    refused: z.number().int(),
  }),
  endpoints: z.array(endpointSchema),
  bypasses: z.array(bypassSchema),
  /** The same as flows of a topology file. */
  flows: z.array(flowSchema),
  findings: z.array(findingSchema),
  findingsOmitted: z.record(z.string(), z.number()).optional(),
});

export type MatrixDocument = z.infer<typeof matrixDocumentSchema>;
export type EndpointMatrixDocument = MatrixDocument['endpoints'][number];
export type BypassDocument = MatrixDocument['bypasses'][number];
