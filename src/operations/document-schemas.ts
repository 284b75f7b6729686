import { z } from 'zod';
import { TollgateError } from '../core/errors.ts';

interface PublishedSchema {
  readonly title: string;
  readonly load: () => Promise<z.ZodType>;
}

/** Every document whose shape is a contract, by the name in its `schema` field. Files of the same names lie in `schemas/`. */
const PUBLISHED: Readonly<Record<string, PublishedSchema>> = {
  topology: {
    title: 'A network of VPC endpoints, written by hand or embedded in a snapshot',
    load: async () => (await import('../topology/topology-schema.ts')).topologySchema,
  },
  estimate: {
    title: 'What a network costs a month: the result of `breakdown` and of POST /v1/estimates',
    load: async () => (await import('../report/report.ts')).estimateDocumentSchema,
  },
  diff: {
    title: 'What a change of the network does to its cost: the result of `diff` and of POST /v1/diffs',
    load: async () => (await import('../report/diff-document.ts')).diffDocumentSchema,
  },
  project: {
    title: 'tollgate.yml: how a repository wants its changes priced and judged',
    load: async () => (await import('./diff/project/project-file.ts')).projectFileSchema,
  },
  headroom: {
    title: 'How full each zone of each endpoint is: the result of `headroom` and of POST /v1/headroom',
    load: async () => (await import('../report/headroom-document.ts')).headroomDocumentSchema,
  },
  forecast: {
    title: 'When zones fill up and what each coming month costs: the result of `forecast` and of POST /v1/forecasts',
    load: async () => (await import('../report/forecast-document.ts')).forecastDocumentSchema,
  },
  plan: {
    title:
      'The cheapest network that stays safe, and how to get there: the result of `recommend` and of POST /v1/recommendations',
    load: async () => (await import('../report/plan-document.ts')).planDocumentSchema,
  },
  reconciliation: {
    title: 'What a bill charges against what the model says: the result of `reconcile` and of POST /v1/reconciliations',
    load: async () => (await import('../report/reconciliation-document.ts')).reconciliationDocumentSchema,
  },
  allocation: {
    title: 'Cost by team, account, VPC, service or tag: the result of `allocate` and of POST /v1/allocations',
    load: async () => (await import('../report/allocation-document.ts')).allocationDocumentSchema,
  },
  discounts: {
    title: 'What is paid of list prices: read by --discounts',
    load: async () => (await import('../report/discounts-document.ts')).discountsFileSchema,
  },
  matrix: {
    title: 'Bytes by client zone and endpoint zone, from flow logs: the result of `matrix`',
    load: async () => (await import('../report/matrix-document.ts')).matrixDocumentSchema,
  },
  comparison: {
    title: 'Variants of a network side by side over months: the result of `scenarios` and of POST /v1/scenarios',
    load: async () => (await import('../report/comparison-document.ts')).comparisonDocumentSchema,
  },
  budget: {
    title: 'A limit a month for a part of the network: read by `budget check`, kept by /v1/budgets',
    load: async () => (await import('../report/budget-document.ts')).budgetDocumentSchema,
  },
  'budget-evaluation': {
    title: 'Where budgets stand: the result of `budget check` and of POST /v1/budgets/{id}/evaluations',
    load: async () => (await import('../report/budget-document.ts')).budgetEvaluationSchema,
  },
  usage: {
    title: 'A usage file of Infracost filled from measured traffic, and what was filled: the result of `usage sync`',
    load: async () => (await import('../report/usage-document.ts')).usageDocumentSchema,
  },
  snapshot: {
    title: 'A network as AWS had it and what was measured: the result of `scan` and of GET /v1/scans/{id}/snapshot',
    load: async () => (await import('../report/snapshot-document.ts')).snapshotSchema,
  },
  event: {
    title: 'One thing that happened: what webhooks are sent',
    load: async () => (await import('../report/event-document.ts')).eventDocumentSchema,
  },
  'rate-card': {
    title: 'Every rate of one Region, in one currency',
    load: async () => (await import('../rates/rate-card.ts')).rateCardSchema,
  },
  'rate-refresh': {
    title: 'What a refresh of the rates brought, Region by Region',
    load: async () => (await import('../report/rate-refresh.ts')).rateRefreshDocumentSchema,
  },
  'rate-verification': {
    title: 'Whether the rates on disk are whole, and whether the live price list says the same',
    load: async () => (await import('../report/rate-verification.ts')).rateVerificationDocumentSchema,
  },
};

export const DOCUMENT_NAMES: readonly string[] = Object.keys(PUBLISHED);

/** JSON Schema (2020-12) of a document, made from the schema that validates it. Throws TG1012 for a name that is not published. */
export async function documentSchema(name: string): Promise<Readonly<Record<string, unknown>>> {
  const published = Object.hasOwn(PUBLISHED, name) ? PUBLISHED[name] : undefined;
  if (!published) {
    throw new TollgateError('TG1012', `No document is called "${name}".`, {
      hint: `Give one of ${DOCUMENT_NAMES.join(', ')}.`,
    });
  }
  const { $schema, ...shape } = z.toJSONSchema(await published.load(), { io: 'input' });
  return { $schema, $id: `tollgate/${name}@1`, title: published.title, ...shape };
}
