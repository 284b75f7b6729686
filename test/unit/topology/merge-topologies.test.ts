import { describe, expect, test } from 'vitest';
import { mergeTopologies } from '../../../src/topology/merge-topologies.ts';
import type { Topology } from '../../../src/topology/topology.ts';
import { topologySchema } from '../../../src/topology/topology-schema.ts';

const scope = (region: string, account: string, more: Partial<Topology> = {}): Topology => ({
  schema: 'tollgate/topology@1',
  region,
  endpoints: [{ id: `vpce-${region}-${account}`, type: 'Interface', region, account }],
  zoneNames: [{ az: 'use1-az1', name: 'us-east-1a' }],
  ...more,
});

describe('networks of several accounts and Regions as one', () => {
  test('one network stays as it is', () => {
    const only = scope('us-east-1', '1', { connectivity: { peerings: [{ id: 'pcx-1', between: ['a', 'b'] }] } });
    expect(mergeTopologies([only])).toEqual(only);
  });

  test('the Region is told where all share it, endpoints keep their own, zone names do not outlive their account', () => {
    const same = mergeTopologies([scope('us-east-1', '1'), scope('us-east-1', '2')]);
    expect(same.region).toBe('us-east-1');
    expect(same.zoneNames).toBeUndefined();
    const two = mergeTopologies([scope('us-east-1', '1'), scope('eu-west-1', '1')]);
    expect(two.region).toBeUndefined();
    expect(two.endpoints.map((each) => each.region)).toEqual(['us-east-1', 'eu-west-1']);
    expect(topologySchema.safeParse(two).error).toBeUndefined();
  });

  test('what both sides of a share describe is kept once, attachments are joined', () => {
    const shared = (vpcs: string[]): Partial<Topology> => ({
      subnets: [{ id: 'subnet-1', az: 'use1-az1' }],
      connectivity: {
        transitGateways: [{ id: 'tgw-1', region: 'us-east-1', vpcs }],
        peerings: [{ id: 'pcx-1', between: ['vpc-a', 'vpc-b'] }, { between: ['vpc-c', 'vpc-d'] }],
      },
    });
    const merged = mergeTopologies([
      scope('us-east-1', '1', shared(['vpc-b'])),
      scope('us-east-1', '2', shared(['vpc-a', 'vpc-b'])),
    ]);
    expect(merged.subnets).toHaveLength(1);
    expect(merged.connectivity).toEqual({
      transitGateways: [{ id: 'tgw-1', region: 'us-east-1', vpcs: ['vpc-a', 'vpc-b'] }],
      peerings: [{ id: 'pcx-1', between: ['vpc-a', 'vpc-b'] }, { between: ['vpc-c', 'vpc-d'] }],
    });
  });

  test('one service is offered in each Region apart, and under each type', () => {
    const offered = (region: string, types: ('Interface' | 'Gateway')[]): Partial<Topology> => ({
      services: [{ name: 's3', region, types }],
    });
    const merged = mergeTopologies([
      scope('us-east-1', '1', offered('us-east-1', ['Interface'])),
      scope('us-east-1', '2', offered('us-east-1', ['Interface'])),
      scope('us-east-1', '3', offered('us-east-1', ['Gateway'])),
      scope('eu-west-1', '1', offered('eu-west-1', ['Interface'])),
    ]);
    expect(merged.services).toHaveLength(3);
  });
});
