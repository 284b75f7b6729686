import { describe, expect, test } from 'vitest';
import { PRODUCTS } from '../../../src/core/products.ts';
import { regionNamed } from '../../../src/core/regions.ts';
import { regionOfPrefix, usageTypeIn } from '../../../src/core/usage-type.ts';

describe('usageTypeIn', () => {
  test.each([
    ['us-east-1', 'interface-endpoint-hours', 'USE1-VpcEndpoint-Hours'],
    ['eu-west-1', 'interface-endpoint-hours', 'EU-VpcEndpoint-Hours'],
    ['ap-south-1', 'interface-endpoint-hours', 'APS3-VpcEndpoint-Hours'],
    ['us-east-1', 'nat-gateway-hours', 'NatGateway-Hours'],
    ['us-east-2', 'nat-gateway-hours', 'USE2-NatGateway-Hours'],
    ['us-east-1', 'nlb-hours', 'LoadBalancerUsage'],
    ['us-east-1', 'cross-az-transfer-each-direction', 'DataTransfer-Regional-Bytes'],
    ['us-east-1', 'inter-region-transfer-out', 'USE1-*-AWS-Out-Bytes'],
    ['sa-east-1', 'route53-hosted-zone-month', 'HostedZone'],
  ] as const)('%s %s is %s', (region, product, usageType) => {
    expect(usageTypeIn(regionNamed(region), PRODUCTS[product])).toBe(usageType);
  });

  test('nothing is made up where no usage type or no prefix is sourced', () => {
    expect(usageTypeIn(regionNamed('us-east-1'), PRODUCTS['gateway-endpoint-hours'])).toBeUndefined();
    expect(usageTypeIn(regionNamed('eusc-de-east-1'), PRODUCTS['interface-endpoint-hours'])).toBeUndefined();
  });
});

test('prefixes are looked up, never derived', () => {
  expect(regionOfPrefix('APS5')?.region).toBe('ap-south-2');
  expect(regionOfPrefix('EUW1')).toBeUndefined();
});
