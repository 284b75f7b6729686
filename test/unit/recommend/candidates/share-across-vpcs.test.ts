import { describe, expect, test } from 'vitest';
import {
  carrying,
  clientOf,
  contextOf,
  endpoint,
  hubAndSpoke,
  network,
  planOf,
  stepsOf,
  told,
  waysOf,
} from '../../../support/recommend/network.ts';

const asked = { options: { hubs: ['hub'] } };
const shared = async (topology = hubAndSpoke()) => {
  const context = await contextOf(topology, asked);
  return waysOf('share-across-vpcs', clientOf(context, 'spoke-ssm'), context).map(told);
};
const zone = { dns: { hostedZones: [{ service: 'com.amazonaws.us-east-1.ssm', vpcs: ['hub'] }] } };

describe('share-across-vpcs', () => {
  test('a spoke can use the hub over the Transit Gateway both are attached to', async () => {
    expect(await shared()).toEqual(['hub-ssm via tgw']);
  });

  test('over a peering too', async () => {
    const connectivity = { peerings: [{ id: 'pcx', between: ['hub', 'spoke'] as [string, string] }] };
    expect(await shared(hubAndSpoke({ connectivity }))).toEqual(['hub-ssm via pcx']);
  });

  test('what is not attached would have to be', async () => {
    expect(await shared(hubAndSpoke({ connectivity: { transitGateways: [{ id: 'tgw', vpcs: ['hub'] }] } }))).toEqual([
      'hub-ssm via tgw attach spoke',
    ]);
  });

  test('without a path there is no way', async () => {
    expect(await shared(hubAndSpoke({ connectivity: {} }))).toEqual([]);
  });

  test('where the hub has no endpoint of the service, one could be made there', async () => {
    expect(await shared(network([endpoint({ id: 'spoke-ssm', vpc: 'spoke' })]))).toEqual(['new in hub via tgw']);
  });

  test('two zones go, 100 GB pay 0.02: 14.60 - 2.00, with the hosted zone there', async () => {
    expect(stepsOf(await planOf(hubAndSpoke(zone), asked))).toEqual(['share-across-vpcs 12.60 spoke-ssm hub-ssm']);
  });

  test('a hosted zone to be made costs 0.50 more', async () => {
    expect(stepsOf(await planOf(hubAndSpoke(), asked))).toEqual(['share-across-vpcs 12.10 spoke-ssm hub-ssm']);
  });

  test('a Route 53 profile that both VPCs have needs no zone', async () => {
    const dns = { profiles: [{ id: 'rp', vpcs: ['hub', 'spoke'] }] };
    expect(stepsOf(await planOf(hubAndSpoke({ dns }), asked))).toEqual(['share-across-vpcs 12.60 spoke-ssm hub-ssm']);
  });

  test('too much traffic stays at home', async () => {
    const endpoints = [
      endpoint({ id: 'hub-ssm', vpc: 'hub' }),
      endpoint({ id: 'spoke-ssm', vpc: 'spoke', ...carrying('2000') }),
    ];
    expect(stepsOf(await planOf(network(endpoints, zone), asked))).toEqual([]);
  });
});
