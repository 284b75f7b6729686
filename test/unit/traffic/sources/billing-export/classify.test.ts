import { expect, test } from 'vitest';
import { PRODUCTS } from '../../../../../src/core/products.ts';
import { billedProduct } from '../../../../../src/traffic/sources/billing-export/classify.ts';

test.each([
  ['USE1-VpcEndpoint-Hours', 'VpcEndpoint', 'interface-endpoint-hours', 'us-east-1'],
  ['EU-VpcEndpoint-GWLBE-Hours', 'VpcEndpoint', 'gwlb-endpoint-hours', 'eu-west-1'],
  ['DataTransfer-Regional-Bytes', 'InterZone-In', 'cross-az', 'us-east-1'],
  ['DataTransfer-Regional-Bytes', 'VPCPeering-In', 'vpc-peering-intra-region-in-bytes', 'us-east-1'],
  ['EU-DataTransfer-Regional-Bytes', 'PublicIP-Out', undefined, 'eu-west-1'],
  ['USE1-EU-AWS-Out-Bytes', 'InterRegion', 'inter-region-transfer-out', 'us-east-1'],
  ['EU-USE1-AWS-In-Bytes', '', 'inter-region-transfer-in', 'us-east-1'],
  // One prefix is of a peering, and tells one end alone.
  ['USE1-AWS-Out-Bytes', 'VPCPeering-Out', undefined, undefined],
  ['USE1-XYZ9-AWS-Out-Bytes', '', undefined, undefined],
  ['CAN1-BoxUsage:m5.large', 'RunInstances', undefined, undefined],
])('%s of %s', (usageType, operation, product, region) => {
  expect(billedProduct(usageType, operation)).toEqual({ product, region });
});

test('every usage type of networks ends as the reader looks for while it reads', () => {
  const read = Object.values(PRODUCTS).filter(({ serviceCode, usageType }) =>
    ['AmazonVPC', 'AmazonEC2', 'AWSDataTransfer'].includes(serviceCode) ? usageType !== null : false,
  );
  expect(read.length).toBeGreaterThan(15);
  for (const { usageType } of read) expect(usageType).toMatch(/-(?:Hours|Bytes)$/);
});
