/** A network as the OpenAPI document shows it. */
export const EXAMPLE = {
  schema: 'tollgate/topology@1',
  region: 'us-east-1',
  endpoints: [
    {
      id: 'app-ssm',
      type: 'Interface',
      service: 'com.amazonaws.us-east-1.ssm',
      azs: ['use1-az1', 'use1-az2'],
      traffic: { monthlyGb: '2400' },
    },
  ],
};
