/** Designs that `init` starts from; each is a topology file that prices as it stands. */
export const PRESETS = ['eks-private', 'hub', 'central-egress', 'landing-zone'] as const;
export type Preset = (typeof PRESETS)[number];

interface Design {
  readonly says: string;
  readonly text: (region: string) => string;
}

const HEAD = `# Monthly GB and peaks are assumptions: replace them, or leave them out, and the cost of bytes is unknown, never zero.
# Zones are zone ids (use1-az1) or the names of one account. Price it: tollgate breakdown --path FILE
schema: tollgate/topology@1
`;

const endpoint = (vpc: string, service: string, region: string, gb: string): string =>
  `  - { id: ${vpc}-${service.replaceAll('.', '-')}, vpc: ${vpc}, type: Interface, service: com.amazonaws.${region}.${service}, azs: [${region}a, ${region}b], traffic: { monthlyGb: "${gb}" } }\n`;

const gateway = (vpc: string, region: string): string =>
  `  # Free: no hours, no bytes.\n  - { id: ${vpc}-s3, vpc: ${vpc}, type: Gateway, service: com.amazonaws.${region}.s3 }\n`;

export const DESIGNS: Readonly<Record<Preset, Design>> = {
  'eks-private': {
    says: 'a private EKS cluster: the endpoints its nodes need without a NAT gateway',
    text: (region) => `# A private EKS cluster in two zones.
${HEAD}region: ${region}
vpcs:
  - { id: cluster, cidrs: [10.0.0.0/16] }
endpoints:
${gateway('cluster', region)}${(
  [
    ['ecr.api', '5'],
    ['ecr.dkr', '200'],
    ['ec2', '10'],
    ['sts', '5'],
    ['logs', '300'],
    ['elasticloadbalancing', '2'],
    ['eks', '2'],
    ['eks-auth', '2'],
  ] as const
)
  .map(([service, gb]) => endpoint('cluster', service, region, gb))
  .join('')}`,
  },
  hub: {
    says: 'one VPC that holds the endpoints of all others, reached over a Transit Gateway',
    text: (region) => `# A hub with the endpoints, three VPCs that use them.
${HEAD}region: ${region}
vpcs:
  - { id: hub, cidrs: [10.0.0.0/16], tags: { "tollgate:hub": "true" } }
  - { id: web, cidrs: [10.1.0.0/16] }
  - { id: data, cidrs: [10.2.0.0/16] }
endpoints:
  - { id: hub-ssm, vpc: hub, type: Interface, service: com.amazonaws.${region}.ssm, azs: [${region}a, ${region}b] }
  - { id: hub-logs, vpc: hub, type: Interface, service: com.amazonaws.${region}.logs, azs: [${region}a, ${region}b] }
connectivity:
  transitGateways: [{ id: tgw, vpcs: [hub, web, data] }]
dns:
  # A hosted zone for each private DNS name, associated with every VPC. added: true counts its cost.
  hostedZones:
    - { name: ssm.${region}.amazonaws.com, endpoint: hub-ssm, vpcs: [hub, web, data], added: true }
    - { name: logs.${region}.amazonaws.com, endpoint: hub-logs, vpcs: [hub, web, data], added: true }
flows:
  - { from: { vpc: web }, endpoint: hub-ssm, via: tgw, monthlyGb: "20" }
  - { from: { vpc: data }, endpoint: hub-ssm, via: tgw, monthlyGb: "10" }
  - { from: { vpc: web }, endpoint: hub-logs, via: tgw, monthlyGb: "400" }
  - { from: { vpc: data }, endpoint: hub-logs, via: tgw, monthlyGb: "300" }
`,
  },
  'central-egress': {
    says: 'VPCs that leave by the NAT gateways of one VPC',
    text: (region) => `# Central egress: VPCs reach AWS services over the NAT gateways of one VPC.
${HEAD}region: ${region}
vpcs:
  - { id: egress, cidrs: [10.0.0.0/16] }
  - { id: web, cidrs: [10.1.0.0/16] }
  - { id: data, cidrs: [10.2.0.0/16] }
endpoints: []
natGateways:
  # Bytes of a NAT gateway here belong to web and data; destinations are the part that an endpoint could take over.
  - { id: nat-a, vpc: egress, az: ${region}a, monthlyGb: "2000", destinations: [{ service: com.amazonaws.${region}.logs, monthlyGb: "900" }] }
  - { id: nat-b, vpc: egress, az: ${region}b, monthlyGb: "2000" }
connectivity:
  transitGateways: [{ id: tgw, vpcs: [egress, web, data] }]
`,
  },
  'landing-zone': {
    says: 'three accounts with their own endpoints for the same services',
    text: (
      region,
    ) => `# A landing zone: every account has its own endpoints. \`tollgate recommend\` shows what sharing them saves.
${HEAD}region: ${region}
vpcs:
${['shared', 'prod', 'dev']
  .map(
    (vpc, index) =>
      `  - { id: ${vpc}, cidrs: [10.${index}.0.0/16], account: "${String(index + 1).repeat(12)}", tags: { env: ${vpc} } }\n`,
  )
  .join('')}endpoints:
${['shared', 'prod', 'dev']
  .flatMap((vpc) => ['ssm', 'ssmmessages', 'kms', 'logs'].map((service) => endpoint(vpc, service, region, '50')))
  .join('')}connectivity:
  transitGateways: [{ id: tgw, vpcs: [shared, prod, dev] }]
`,
  },
};

/** The commands whose answers a bundle holds, one file each; any name will do. */
export const describeCommands = (region: string): string =>
  [
    'ec2 describe-vpc-endpoints',
    'ec2 describe-vpcs',
    'ec2 describe-subnets',
    'ec2 describe-availability-zones',
    'ec2 describe-route-tables',
    'ec2 describe-nat-gateways',
    'ec2 describe-transit-gateway-attachments',
    'ec2 describe-vpc-peering-connections',
    'ec2 describe-vpc-endpoint-services',
    'ec2 describe-vpn-connections',
    'ec2 describe-vpn-gateways',
    'ec2 describe-flow-logs',
    'route53resolver list-resolver-endpoints',
  ]
    .map(
      (command) => `aws ${command} --region ${region} --output json > bundle/${region}/${command.split(' ')[1]}.json`,
    )
    .join('\n');
