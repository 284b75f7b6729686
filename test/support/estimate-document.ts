import type { EndpointDocument, EstimateDocument, LineDocument } from '../../src/report/report.ts';

/** A priced line of 14.60 (2 AZ x 730 h), unless told otherwise. */
export const line = (fields: Partial<LineDocument> = {}): LineDocument => ({
  charge: 'endpoint-hours',
  status: 'priced',
  category: 'baseline',
  quantity: '1460',
  unit: 'AZ-hours',
  display: '2 AZ x 730 h',
  unitPrice: '0.01',
  monthly: '14.60',
  provenance: {},
  ...fields,
});

/** Bytes of an endpoint that nobody told. */
export const unknownBytes: LineDocument = {
  charge: 'data-processed',
  status: 'usage-unknown',
  category: 'usage',
  unit: 'GB',
  unitPrice: '0.01',
  provenance: {},
};

export const endpoint = (fields: Partial<EndpointDocument> = {}): EndpointDocument => ({
  id: 'app-ssm',
  type: 'Interface',
  service: 'ssm',
  region: 'us-east-1',
  tags: {},
  monthly: '14.60',
  unknownLines: 0,
  lines: [line()],
  ...fields,
});

/** An estimate of one endpoint, unless told otherwise. Totals are given, not computed: tests state what they expect. */
export const estimateDocument = (fields: Partial<EstimateDocument> = {}): EstimateDocument => ({
  schema: 'tollgate/estimate@1',
  currency: 'USD',
  hoursPerMonth: '730',
  rates: { source: 'pricing-cache', publishedAt: '2025-11-04', version: '20251104' },
  totals: { monthly: '14.60', baseline: '14.60', usage: '0.00', unknownLines: 0 },
  endpoints: [endpoint()],
  resources: [],
  pools: [],
  findings: [],
  ...fields,
});
