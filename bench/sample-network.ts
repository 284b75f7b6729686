const SERVICES = ['ssm', 'ssmmessages', 'ec2messages', 'kms', 'sts', 'ecr.api', 'ecr.dkr', 'logs', 'monitoring', 'sqs'];
export const SAMPLE_REGIONS = ['us-east-1', 'eu-west-1', 'sa-east-1', 'ap-northeast-1'];
const ZONES: Readonly<Record<string, readonly string[]>> = {
  'us-east-1': ['use1-az1', 'use1-az2', 'use1-az4'],
  'eu-west-1': ['euw1-az1', 'euw1-az2', 'euw1-az3'],
  'sa-east-1': ['sae1-az1', 'sae1-az2', 'sae1-az3'],
  'ap-northeast-1': ['apne1-az1', 'apne1-az2', 'apne1-az4'],
};

/** JSON text of a network of three-zone interface endpoints with stated traffic, ten to a VPC, in four Regions. */
export function sampleNetwork(endpoints: number): string {
  const list = Array.from({ length: endpoints }, (_, index) => {
    const region = SAMPLE_REGIONS[Math.floor(index / 10) % SAMPLE_REGIONS.length] ?? 'us-east-1';
    const service = SERVICES[index % SERVICES.length] ?? 'ssm';
    return {
      id: `vpce-${index.toString(16).padStart(17, '0')}`,
      region,
      account: String(111122223333 + Math.floor(index / 100)),
      vpc: `vpc-${Math.floor(index / 10)}`,
      type: 'Interface',
      service: `com.amazonaws.${region}.${service}`,
      azs: ZONES[region],
      tags: { team: `team-${index % 37}`, environment: index % 3 === 0 ? 'production' : 'test' },
      traffic: { monthlyGb: `${(index * 7919) % 50000}.${String(index % 100).padStart(2, '0')}` },
    };
  });
  return JSON.stringify({ schema: 'tollgate/topology@1', endpoints: list });
}
