import type { z } from 'zod';
import type { Operation } from '../../operations/operation.ts';
import { rateCardSchema } from '../../rates/rate-card.ts';
import { allocationDocumentSchema } from '../../report/allocation-document.ts';
import { comparisonDocumentSchema } from '../../report/comparison-document.ts';
import { diffDocumentSchema } from '../../report/diff-document.ts';
import { forecastDocumentSchema } from '../../report/forecast-document.ts';
import { headroomDocumentSchema } from '../../report/headroom-document.ts';
import { planDocumentSchema } from '../../report/plan-document.ts';
import { reconciliationDocumentSchema } from '../../report/reconciliation-document.ts';
import { estimateDocumentSchema } from '../../report/report.ts';
import { topologySchema } from '../../topology/topology-schema.ts';
import { bodySchema } from '../compute/request-schemas.ts';

/** Names of the documents among the components. */
export const COMPONENTS: Readonly<Record<string, string>> = {
  estimate: 'Estimate',
  diff: 'Diff',
  headroom: 'Headroom',
  forecast: 'Forecast',
  recommendations: 'Recommendations',
  scenarios: 'Scenarios',
  allocation: 'Allocation',
  reconciliation: 'Reconciliation',
};

const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  estimate: estimateDocumentSchema,
  diff: diffDocumentSchema,
  headroom: headroomDocumentSchema,
  forecast: forecastDocumentSchema,
  recommendations: planDocumentSchema,
  scenarios: comparisonDocumentSchema,
  allocation: allocationDocumentSchema,
  reconciliation: reconciliationDocumentSchema,
};

/** Registers documents and bodies as components of the OpenAPI document. Copies: the schemas themselves stay as they are. */
export function registerComponents(operations: readonly Operation[]): void {
  topologySchema.meta({ id: 'Topology' });
  rateCardSchema.meta({ id: 'RateCard' });
  for (const operation of operations) {
    SCHEMAS[operation.document]?.meta({ id: COMPONENTS[operation.document] });
    bodySchema(operation);
  }
}
