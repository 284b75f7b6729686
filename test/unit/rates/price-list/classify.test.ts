import { describe, expect, test } from 'vitest';
import { regionNamed } from '../../../../src/core/regions.ts';
import { classifierFor } from '../../../../src/rates/price-list/classify.ts';

describe('classifierFor us-east-1', () => {
  const classify = classifierFor(regionNamed('us-east-1'));

  test.each([
    ['AmazonVPC', 'USE1-VpcEndpoint-Hours', 'VpcEndpoint', 'interface-endpoint-hours'],
    ['AmazonVPC', 'USE1-VpcEndpoint-GWLBE-Hours', 'VpcEndpoint', 'gwlb-endpoint-hours'],
    ['AmazonVPC', 'USE1-VpcEndpoint-Resource-Hours', 'VpcResourceConsumer', 'resource-endpoint-hours'],
    ['AmazonVPC', 'USE1-TransitGateway-Hours', 'TransitGatewayVPC', 'transit-gateway-vpc-attachment-hours'],
    ['AmazonVPC', 'USE1-TransitGateway-Hours', 'TransitGatewayPeering', 'transit-gateway-peering-attachment-hours'],
    ['AmazonEC2', 'NatGateway-Hours', 'NatGateway', 'nat-gateway-hours'],
    ['AWSELB', 'LoadBalancerUsage', 'LoadBalancing:Network', 'nlb-hours'],
    ['AWSELB', 'LoadBalancerUsage', 'LoadBalancing:Gateway', 'gwlb-hours'],
    ['AmazonRoute53', 'HostedZone', '', 'route53-hosted-zone-month'],
  ])('%s %s %s is %s', (service, usagetype, operation, product) => {
    expect(classify(service, { usagetype, operation })).toEqual({ product });
  });

  test.each([
    ['AmazonVPC', 'VpcEndpoint-Hours', 'VpcEndpoint', 'no prefix'],
    ['AmazonVPC', 'USE2-VpcEndpoint-Hours', 'VpcEndpoint', 'another Region'],
    ['AmazonVPC', 'USE1-VpcEndpoint-Hours', 'VpcResourceConsumer', 'another operation'],
    ['AmazonVPC', 'USE1-VpcEndpoint-Hours-Extra', 'VpcEndpoint', 'a longer name'],
    ['AmazonEC2', 'RegionalNatGateway-Hours', 'NatGateway', 'the regional product'],
    ['AmazonEC2', 'USE1-NatGateway-Hours', 'NatGateway', 'a prefix that EC2 has not in us-east-1'],
    ['AmazonVPC', 'NatGateway-Hours', 'NatGateway', 'another service'],
    ['AWSELB', 'TS-LoadBalancerUsage', 'LoadBalancing:Network', 'trust store'],
    ['AWSELB', 'Outposts-LoadBalancerUsage', 'LoadBalancing:Network', 'Outposts'],
    ['AWSELB', 'LoadBalancerUsage', 'LoadBalancing:Application', 'an application load balancer'],
    ['AWSDataTransfer', 'USE1-LAX1-AWS-Out-Bytes', '', 'to a Local Zone'],
    ['AWSDataTransfer', 'USE1-EU-AWS-In-Bytes', '', 'inbound'],
    ['AWSDataTransfer', 'EU-USE1-AWS-Out-Bytes', '', 'from another Region'],
    ['AWSDataTransfer', 'DataTransfer-Out-Bytes', '', 'to the internet'],
  ])('%s %s %s is none of ours: %s', (service, usagetype, operation) => {
    expect(classify(service, { usagetype, operation })).toBeUndefined();
  });

  test('reads the destination of inter-Region transfer from the usage type', () => {
    const row = { usagetype: 'USE1-APS3-AWS-Out-Bytes', fromRegionCode: 'us-east-1', toRegionCode: 'ap-south-1' };
    expect(classify('AWSDataTransfer', row)).toEqual({ product: 'inter-region-transfer-out', toRegion: 'ap-south-1' });
  });

  test.each([
    [{ usagetype: 'USE1-VpcEndpoint-Hours', operation: 'VpcEndpoint', regionCode: 'eu-west-1' }, 'AmazonVPC'],
    [{ usagetype: 'USE1-EU-AWS-Out-Bytes', fromRegionCode: 'us-east-2' }, 'AWSDataTransfer'],
    [{ usagetype: 'USE1-EU-AWS-Out-Bytes', toRegionCode: 'eu-west-2' }, 'AWSDataTransfer'],
    [{ usagetype: 'USE1-VpcPeering-In-Bytes', toRegionCode: 'eu-west-2' }, 'AmazonVPC'],
  ])('a row that contradicts itself is reported: %j', (attributes, service) => {
    expect(classify(service, attributes)).toEqual({ contradiction: expect.stringMatching(/regioncode is/i) });
  });
});
