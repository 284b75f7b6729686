const NETWORK = {
  schema: 'tollgate/topology@1',
  region: 'us-east-1',
  endpoints: [
    { id: 'hub-s3', type: 'Interface', service: 'com.amazonaws.us-east-1.s3', azs: ['use1-az1', 'use1-az2'] },
  ],
};

const ROW = {
  endpoint_id: 'hub-s3',
  az: 'use1-az1',
  start: '2026-11-01T00:00:00Z',
  period_seconds: 300,
  bytes: 2.0625e12,
};

/** A network with a row of throughput, as the OpenAPI document shows it. */
export const MEASURED_EXAMPLE = { document: NETWORK, traffic: [ROW] };
