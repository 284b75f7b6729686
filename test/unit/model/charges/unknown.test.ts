import { describe, expect, test } from 'vitest';
import { CHARGE_KINDS } from '../../../../src/model/charge-kind.ts';
import { CHARGES } from '../../../../src/model/charges/index.ts';
import { estimate } from '../../../../src/model/estimate.ts';
import type { Topology } from '../../../../src/topology/topology.ts';
import { bundledCards, estimateOf, findingsOf, linesOf } from '../../../support/estimating.ts';

const vpcs = [{ id: 'hub' }, { id: 'app' }, { id: 'far', region: 'eu-west-1' }];
const endpoint = { id: 'ssm', vpc: 'hub', type: 'Interface' as const, azs: ['use1-az1'], traffic: { monthlyGb: '50' } };
const connectivity = {
  transitGateways: [{ id: 'tgw', vpcs: ['hub', 'app', 'far'] }],
  peerings: [{ id: 'p', between: ['hub', 'app'] as [string, string] }],
};
const flowing = (flow: object, more: object = {}) =>
  estimateOf({
    vpcs,
    endpoints: [{ ...endpoint, ...more }],
    connectivity,
    flows: [{ from: { vpc: 'app' }, endpoint: 'ssm', monthlyGb: '7', ...flow }],
  });

describe('unknown', () => {
  test.each([
    [
      'a path that names nothing',
      { via: 'x' },
      {},
      /"x" is neither a Transit Gateway, a peering nor an on-premises connection/,
    ],
    ['another VPC without a path', {}, {}, /no path leads from VPC app to VPC hub/],
    ['another Region over a Transit Gateway', { from: { vpc: 'far' }, via: 'tgw' }, {}, /between Regions over Transit/],
    ['a gateway endpoint over a peering', { via: 'p' }, { type: 'Gateway' }, /serve their own VPC only/],
  ])('%s is an unsupported line with its GB', (_name, flow, more, why) => {
    const result = flowing(flow, more);
    expect(linesOf(result, 'unknown')).toEqual([
      { of: 'ssm', status: 'unsupported', unit: 'GB', quantity: '7', display: expect.stringMatching(why) },
    ]);
    expect(findingsOf(result)).toContain('TG1452 ssm');
    expect(result.totals.monthly.leftOut).toBe(1);
    expect(linesOf(result, 'transit-gateway')).toEqual([]);
    expect(linesOf(result, 'vpc-peering')).toEqual([]);
  });

  test('a service in another Region is for interface endpoints only', () => {
    const endpoints = [{ ...endpoint, type: 'GatewayLoadBalancer' as const, serviceRegion: 'eu-west-1' }];
    expect(linesOf(estimateOf({ endpoints }), 'unknown')).toMatchObject([{ status: 'unsupported', quantity: '50' }]);
  });

  test('data through a service-network endpoint is left out, known or not', () => {
    const endpoints = [{ ...endpoint, type: 'ServiceNetwork' as const, resources: 0, traffic: undefined }];
    expect(linesOf(estimateOf({ endpoints }), 'unknown')).toEqual([
      { of: 'ssm', status: 'unsupported', unit: 'GB', display: expect.stringContaining('VPC Lattice') },
    ]);
  });

  test('a flow to an endpoint that is not there stays in sight', () => {
    const topology: Topology = {
      schema: 'tollgate/topology@1',
      endpoints: [],
      flows: [{ from: {}, endpoint: 'gone', monthlyGb: '3' }],
    };
    const result = estimate({ topology, cards: bundledCards([]) });
    expect(linesOf(result, 'unknown')).toMatchObject([{ of: 'flow to gone', status: 'unsupported', quantity: '3' }]);
    expect(findingsOf(result)).toEqual(['TG1452 gone']);
  });

  test('paths inside the VPC and over known ways are supported', () => {
    expect(linesOf(flowing({ from: { vpc: 'hub' } }), 'unknown')).toEqual([]);
    expect(linesOf(flowing({ from: {} }), 'unknown')).toEqual([]);
    expect(linesOf(flowing({ via: 'tgw' }), 'unknown')).toEqual([]);
    expect(linesOf(flowing({ via: 'p' }), 'unknown')).toEqual([]);
  });
});

describe('the charges', () => {
  test('each is registered under its own kind', () => {
    expect(CHARGE_KINDS.map((kind) => CHARGES[kind].kind)).toEqual([...CHARGE_KINDS]);
  });
});
