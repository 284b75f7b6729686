import type { Topology } from '../../../src/topology/topology.ts';

export const [NETWORK, SHOP, DATA] = ['111122223333', '444455556666', '777788889999'] as const;

const [VIRGINIA, IRELAND] = ['us-east-1', 'eu-west-1'];
const prefixOf = (region: string): string => (region === VIRGINIA ? 'use1' : 'euw1');
const vpcs = [
  {
    id: 'vpc-hub',
    account: NETWORK,
    region: VIRGINIA,
    cidrs: ['10.0.0.0/16'],
    dnsSupport: true,
    tags: { env: 'prod' },
  },
  { id: 'vpc-shop', account: SHOP, region: VIRGINIA, cidrs: ['10.1.0.0/16'], dnsSupport: true, tags: { env: 'prod' } },
  { id: 'vpc-data', account: DATA, region: VIRGINIA, cidrs: ['10.2.0.0/16'], dnsSupport: true, tags: { env: 'prod' } },
  { id: 'vpc-vault', account: DATA, region: VIRGINIA, cidrs: ['10.3.0.0/16'], dnsSupport: true, tags: { env: 'prod' } },
  { id: 'vpc-eu-hub', account: NETWORK, region: IRELAND, cidrs: ['10.8.0.0/16'], dnsSupport: true },
  { id: 'vpc-eu-shop', account: SHOP, region: IRELAND, cidrs: ['10.9.0.0/16'], dnsSupport: false },
];

const zones = (region: string): string[] => [1, 2].map((zone) => `${prefixOf(region)}-az${zone}`);
const endpoint = (vpc: string, service: string, monthlyGb?: string) => {
  const { region = '', account } = vpcs.find(({ id }) => id === vpc) ?? {};
  return {
    id: `vpce-${vpc.slice(4).replaceAll('-', '')}${service}`,
    vpc,
    account,
    region,
    type: 'Interface' as const,
    service: `com.amazonaws.${region}.${service}`,
    azs: zones(region),
    subnets: zones(region).map((az) => `subnet-${vpc.slice(4)}-${az}`),
    securityGroups: [`sg-${vpc.slice(4)}`],
    privateDns: !vpc.endsWith('hub'),
    state: 'available',
    requesterManaged: false,
    createdAt: '2026-01-01T00:00:00.000Z',
    policy: { Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] },
    ...(monthlyGb !== undefined && { traffic: { monthlyGb } }),
  };
};

/**
 * A landing zone of three accounts in two Regions: hubs with zones and a profile, a Transit Gateway that keeps one VPC apart, a peering
 * between accounts, central egress, a VPN, Direct Connect, an inbound resolver, a VPC without DNS support, flow logs.
 */
export const threeAccounts: Topology = {
  schema: 'tollgate/topology@1',
  vpcs,
  endpoints: [
    endpoint('vpc-hub', 'ssm'),
    endpoint('vpc-shop', 'ssm'),
    endpoint('vpc-shop', 'kms'),
    endpoint('vpc-data', 'kms'),
    endpoint('vpc-vault', 'ssm'),
    endpoint('vpc-eu-hub', 'sqs'),
    endpoint('vpc-eu-shop', 'sqs'),
  ],
  natGateways: zones(VIRGINIA ?? '').map((az) => ({
    id: `nat-hub-${az}`,
    region: 'us-east-1',
    vpc: 'vpc-hub',
    az,
  })),
  securityGroups: vpcs.map(({ id }) => ({
    id: `sg-${id.slice(4)}`,
    vpc: id,
    ingress: [{ protocol: 'tcp', fromPort: 443, toPort: 443, sources: ['10.0.0.0/8'] }],
  })),
  routeTables: vpcs.map(({ id, cidrs, region }) => ({
    id: `rtb-${id.slice(4)}`,
    vpc: id,
    subnets: [],
    main: true,
    routes: [
      { destination: cidrs[0] ?? '', target: 'local' },
      { destination: '0.0.0.0/0', target: id === 'vpc-hub' ? 'nat-hub-use1-az1' : `tgw-${prefixOf(region)}` },
      { destination: '10.0.0.0/8', target: `tgw-${prefixOf(region)}` },
    ],
  })),
  subnets: vpcs.flatMap(({ id, region, account, cidrs }) =>
    zones(region).map((az, index) => ({
      id: `subnet-${id.slice(4)}-${az}`,
      vpc: id,
      az,
      cidr: (cidrs[0] ?? '').replace('.0.0/16', `.${index}.0/24`),
      account,
    })),
  ),
  services: [
    ['us-east-1', 'ssm'],
    ['us-east-1', 'kms'],
    ['eu-west-1', 'sqs'],
  ].map(([region = '', service = '']) => ({
    name: `com.amazonaws.${region}.${service}`,
    region,
    azs: zones(region),
    owner: 'amazon',
    types: ['Interface' as const],
    privateDnsNames: [`${service}.${region}.amazonaws.com`],
    policySupported: true,
    acceptanceRequired: false,
  })),
  connectivity: {
    transitGateways: [
      {
        id: 'tgw-use1',
        region: 'us-east-1',
        vpcs: ['vpc-hub', 'vpc-data', 'vpc-shop', 'vpc-vault'],
        routing: [
          { vpc: 'vpc-hub', to: ['vpc-data', 'vpc-shop'] },
          { vpc: 'vpc-data', to: ['vpc-hub', 'vpc-shop'] },
          { vpc: 'vpc-shop', to: ['vpc-data', 'vpc-hub'] },
          { vpc: 'vpc-vault', to: [] },
        ],
      },
      {
        id: 'tgw-euw1',
        region: 'eu-west-1',
        vpcs: ['vpc-eu-hub', 'vpc-eu-shop'],
        routing: [
          { vpc: 'vpc-eu-hub', to: ['vpc-eu-shop'] },
          { vpc: 'vpc-eu-shop', to: ['vpc-eu-hub'] },
        ],
      },
    ],
    peerings: [{ id: 'pcx-shop-data', between: ['vpc-shop', 'vpc-data'] }],
    onPremises: [
      { id: 'vpn-shop', vpcs: ['vpc-shop'] },
      { id: 'dxgw-office', transitGateways: ['tgw-use1'] },
    ],
  },
  dns: {
    hostedZones: [
      {
        id: 'Z0HUBSSM',
        name: 'ssm.us-east-1.amazonaws.com',
        vpcs: ['vpc-data', 'vpc-hub'],
        endpoint: 'vpce-hubssm',
      },
    ],
    profiles: [{ id: 'rp-eu', region: 'eu-west-1', vpcs: ['vpc-eu-hub', 'vpc-eu-shop'] }],
    resolverEndpoints: [{ id: 'rslvr-in-1', vpc: 'vpc-shop', direction: 'inbound' }],
  },
  flowLogs: [
    { id: 'fl-shop', resource: 'vpc-shop', kind: 's3', destination: 'arn:aws:s3:::flow-logs-of-the-shop/AWSLogs' },
  ],
};
