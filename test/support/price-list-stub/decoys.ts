import { findRegion } from '../../../src/core/regions.ts';
import type { RateCard } from '../../../src/rates/rate-card.ts';
import { onDemand, type StubRow } from './rows.ts';
import { madeUpSku } from './rows-of-card.ts';

/** The price of every decoy that is not free: it must appear in no rate card. */
export const DECOY_PRICE = '9.99';

/** Neighbours of our products that a careless match would take for them: service, usage type, operation, unit, price. */
const DECOYS: readonly (readonly [string, string, string, string, string])[] = [
  ['AmazonVPC', 'VpcEndpoint-FIPS-Hours', 'VpcEndpoint', 'Hrs', DECOY_PRICE],
  ['AmazonVPC', 'VpcEndpoint-Hours', 'VpcResourceConsumer', 'Hrs', DECOY_PRICE],
  ['AmazonVPC', 'Regional-VpcEndpoint-Hours', 'VpcEndpoint', 'Hrs', DECOY_PRICE],
  ['AmazonVPC', 'TransitGateway-Hours', 'TransitGatewayVPN', 'hour', DECOY_PRICE],
  ['AmazonVPC', 'TransitGateway-Bytes', 'TransitGatewayDirectConnect', 'GigaBytes', DECOY_PRICE],
  ['AmazonVPC', 'VpcLattice-Free-Requests', 'VpcLattice', 'Requests', '0'],
  ['AmazonEC2', 'RegionalNatGateway-Hours', 'RegionalNatGateway', 'Hrs', DECOY_PRICE],
  ['AmazonEC2', 'RegionalNatGateway-Bytes', 'RegionalNatGateway', 'GB', DECOY_PRICE],
  ['AmazonEC2', 'NatGateway-Prvd-Bytes', 'NatGateway', 'GB', '0'],
  ['AmazonEC2', 'BoxUsage:m5.large', 'RunInstances', 'Hrs', DECOY_PRICE],
  ['AWSELB', 'LoadBalancerUsage', 'LoadBalancing', 'Hrs', DECOY_PRICE],
  ['AWSELB', 'LoadBalancerUsage', 'LoadBalancing:Application', 'Hrs', DECOY_PRICE],
  ['AWSELB', 'LCUUsage', 'LoadBalancing:Application', 'LCU-Hrs', DECOY_PRICE],
  ['AWSELB', 'TS-LoadBalancerUsage', 'LoadBalancing:Network', 'Hrs', DECOY_PRICE],
  ['AWSELB', 'Outposts-LoadBalancerUsage', 'LoadBalancing:Network', 'Hrs', DECOY_PRICE],
  ['AWSDataTransfer', 'DataTransfer-Out-Bytes', '', 'GB', DECOY_PRICE],
  ['AWSDataTransfer', 'EUC1-AWS-In-Bytes', '', 'GB', '0'],
  ['AWSDataTransfer', 'LAX1-AWS-Out-Bytes', '', 'GB', DECOY_PRICE],
  ['AmazonRoute53', 'DNS-Queries', 'A', 'Queries', DECOY_PRICE],
];

const BARE = new Set(['AmazonEC2', 'AWSELB']);

/** Rows of a Region that are none of ours. */
export function decoysOf(card: RateCard): readonly StubRow[] {
  const region = findRegion(card.region);
  return DECOYS.map(([serviceCode, usage, operation, unit, price]) => {
    const isBare = card.region === 'us-east-1' && BARE.has(serviceCode);
    const usagetype = isBare ? usage : `${region?.usagePrefix}-${usage}`;
    const sku = madeUpSku('decoy', serviceCode, usagetype, operation);
    const place =
      serviceCode === 'AWSDataTransfer'
        ? { fromRegionCode: card.region, toRegionCode: 'us-west-2-lax-1', transferType: 'InterRegion Outbound' }
        : { regionCode: card.region };
    return {
      serviceCode,
      sku,
      attributes: { servicecode: serviceCode, ...place, usagetype, operation },
      terms: onDemand(sku, unit, card.currency, [{ from: '0', to: null, price }]),
    };
  });
}
