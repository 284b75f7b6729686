import type { Topology } from '../../../src/topology/topology.ts';

const SERVICES = ['ssm', 'ssmmessages', 'kms', 'sts', 'ecr.api', 'ecr.dkr', 'logs', 'monitoring', 'sqs', 'sns'];
const VPCS = 1000;
const ENDPOINTS = 100_000;

const accountOf = (vpc: number): string => String(111122220000 + Math.floor(vpc / 10));

/** 1,000 VPCs in 100 accounts with 100 endpoints each, all with stated traffic. */
export const thousandVpcs = (): Topology => ({
  schema: 'tollgate/topology@1',
  region: 'us-east-1',
  vpcs: Array.from({ length: VPCS }, (_, index) => ({ id: `vpc-${index}`, account: accountOf(index) })),
  endpoints: Array.from({ length: ENDPOINTS }, (_, index) => ({
    id: `vpce-${index}`,
    vpc: `vpc-${index % VPCS}`,
    account: accountOf(index % VPCS),
    type: 'Interface' as const,
    service: `com.amazonaws.us-east-1.${SERVICES[Math.floor(index / VPCS) % SERVICES.length]}`,
    azs: ['use1-az1', 'use1-az2'],
    traffic: { monthlyGb: String((index * 7919) % 5000), peakGbps: '0.01' },
  })),
});
