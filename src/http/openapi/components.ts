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
// The routes of capacity name these schemas and load them in the worker alone.
import '../capacity/capacity-envelope.ts';
import { scenarioSchema } from '../scenarios/scenario-schema.ts';

/** Registers the documents as components of the OpenAPI document. Copies: the schemas themselves stay as they are. */
export function registerComponents(): void {
  topologySchema.meta({ id: 'Topology' });
  estimateDocumentSchema.meta({ id: 'Estimate' });
  rateCardSchema.meta({ id: 'RateCard' });
  reconciliationDocumentSchema.meta({ id: 'Reconciliation' });
  allocationDocumentSchema.meta({ id: 'Allocation' });
  scenarioSchema.meta({ id: 'Scenario' });
  comparisonDocumentSchema.meta({ id: 'Comparison' });
  diffDocumentSchema.meta({ id: 'Diff' });
  headroomDocumentSchema.meta({ id: 'Headroom' });
  forecastDocumentSchema.meta({ id: 'Forecast' });
  planDocumentSchema.meta({ id: 'Plan' });
}
