const REGION = 'us-east-1';
const VPCS = ['shop', 'billing', 'search', 'media', 'ledger', 'audit'];
const AZS = ['use1-az1', 'use1-az2'];
const MONTHLY_GB = 240;

const endpoint = (vpc: string) => ({
  id: `${vpc}-logs`,
  vpc,
  type: 'Interface',
  service: `com.amazonaws.${REGION}.logs`,
  azs: AZS,
});

const network = (vpcs: readonly string[]) => ({
  schema: 'tollgate/topology@1',
  region: REGION,
  vpcs: vpcs.map((id) => ({ id })),
  connectivity: { transitGateways: [{ id: 'tgw', vpcs }] },
});

/** Six VPCs with an endpoint each: more hours, and no byte crosses the Transit Gateway. */
export const ownEndpoints = (): object => ({
  ...network([...VPCS, 'hub']),
  endpoints: VPCS.map((vpc) => ({ ...endpoint(vpc), traffic: { monthlyGb: String(MONTHLY_GB) } })),
});

/** The same six behind one endpoint of a hub: fewer hours, and each byte is paid twice. */
export const sharedEndpoint = (): object => ({
  ...network([...VPCS, 'hub']),
  endpoints: [endpoint('hub')],
  flows: VPCS.map((vpc) => ({
    from: { vpc, az: AZS[0] },
    endpoint: 'hub-logs',
    via: 'tgw',
    monthlyGb: String(MONTHLY_GB),
  })),
});
