const network = (azs: readonly string[]) => ({
  schema: 'tollgate/topology@1',
  region: 'us-east-1',
  endpoints: [{ id: 'app-ssm', type: 'Interface', service: 'com.amazonaws.us-east-1.ssm', azs }],
});

/** Two states of a network, as the OpenAPI document shows them. */
export const DIFF_EXAMPLE = {
  base: network(['use1-az1', 'use1-az2']),
  head: network(['use1-az1', 'use1-az2', 'use1-az4']),
  options: { maxIncrease: '100' },
};
