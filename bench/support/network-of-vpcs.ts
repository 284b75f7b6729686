import type { Topology } from '../../src/topology/topology.ts';

const SERVICES = ['ssm', 'kms', 'sts', 'logs', 'monitoring'];
const ZONES = ['use1-az1', 'use1-az2'];

/** VPCs in accounts of ten with five endpoints each, and a hub that half of them reach over a Transit Gateway. */
export function networkOfVpcs(count: number): Topology {
  const ids = Array.from({ length: count }, (_, index) => `vpc-${index}`);
  const account = (index: number): string => String(111122220000 + Math.floor(index / 10));
  const users = ids.filter((_, index) => index % 2 === 1);
  return {
    schema: 'tollgate/topology@1',
    region: 'us-east-1',
    vpcs: ids.map((id, index) => ({ id, account: account(index), tags: { team: `team-${index % 23}` } })),
    endpoints: [
      ...ids.flatMap((vpc, index) =>
        SERVICES.map((service, place) => ({
          id: `${vpc}-${service}`,
          vpc,
          type: 'Interface' as const,
          service: `com.amazonaws.us-east-1.${service}`,
          azs: ZONES,
          traffic: { monthlyGb: String(((index + 1) * (place + 3) * 7) % 900) },
        })),
      ),
      { id: 'hub-sqs', vpc: 'vpc-0', type: 'Interface', service: 'com.amazonaws.us-east-1.sqs', azs: ZONES },
    ],
    connectivity: { transitGateways: [{ id: 'tgw', vpcs: ['vpc-0', ...users] }] },
    flows: users.map((vpc, index) => ({
      from: { vpc },
      endpoint: 'hub-sqs',
      via: 'tgw',
      monthlyGb: String(20 + index),
    })),
  };
}
