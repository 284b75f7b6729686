import { createHash } from 'node:crypto';
import { findRegion, type Region } from '../../../src/core/regions.ts';
import type { Rate, RateCard } from '../../../src/rates/rate-card.ts';
import { onDemand, type StubRow } from './rows.ts';

/** A SKU for a row whose real one is not known: sixteen letters and digits, always the same for the same row. */
export const madeUpSku = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join(' ')).digest('hex').slice(0, 16).toUpperCase();

/** The unit strings that the real price list uses where they differ from ours. */
function foreignUnit(rate: Rate): string {
  if (rate.product.startsWith('transit-gateway')) return rate.unit === 'GB' ? 'GigaBytes' : 'hour';
  if (rate.product.startsWith('service-network')) return 'Hours';
  if (rate.product.startsWith('route53-resolver')) return 'hour';
  return rate.unit === 'zone-month' ? 'HostedZone' : rate.unit;
}

const FAMILIES: Readonly<Record<string, string>> = {
  'interface-endpoint-hours': 'VpcEndpoint',
  'interface-endpoint-bytes': 'VpcEndpoint',
  'gwlb-endpoint-hours': 'VpcEndpoint',
  'gwlb-endpoint-bytes': 'VpcEndpoint',
  'nat-gateway-hours': 'NAT Gateway',
  'nat-gateway-bytes': 'NAT Gateway',
  'nlb-hours': 'Load Balancer-Network',
  'nlb-lcu-hours': 'Load Balancer-Network',
  'gwlb-hours': 'Load Balancer-Gateway',
  'gwlb-lcu-hours': 'Load Balancer-Gateway',
};

/** The location of what belongs to no Region. */
export const ANYWHERE = 'Any';

function places(rate: Rate, region: Region, to: Region): Readonly<Record<string, string>> {
  if (rate.serviceCode === 'AWSDataTransfer') {
    const transferType = rate.toRegion === undefined ? 'IntraRegion' : 'InterRegion Outbound';
    return { transferType, fromLocation: region.location, toLocation: to.location, ...route(region, to) };
  }
  if (rate.product.startsWith('vpc-peering')) return route(region, region);
  if (rate.product === 'route53-hosted-zone-month') return { location: ANYWHERE };
  return { location: region.location, locationType: 'AWS Region', regionCode: region.region };
}

const route = (from: Region, to: Region) => ({ fromRegionCode: from.region, toRegionCode: to.region });

function rowOf(rate: Rate, card: RateCard, region: Region, to: Region, usagetype: string): StubRow {
  const place = places(rate, region, to);
  const sku = rate.sku ?? madeUpSku(rate.serviceCode, usagetype, rate.operation ?? '', place.regionCode ?? '');
  const family = FAMILIES[rate.product];
  return {
    serviceCode: rate.serviceCode,
    sku,
    ...(family !== undefined && { productFamily: family }),
    attributes: {
      servicecode: rate.serviceCode,
      ...place,
      usagetype,
      operation: rate.operation ?? '',
    },
    terms: onDemand(sku, foreignUnit(rate), card.currency, rate.tiers),
  };
}

/** The rows from which a live source must arrive at this card. Rates without a usage type are in no price list. */
export function rowsOfCard(card: RateCard): readonly StubRow[] {
  const region = findRegion(card.region);
  if (!region) throw new Error(`${card.region} is no Region`);
  return card.rates.flatMap((rate) => {
    if (rate.usageType.startsWith('(')) return [];
    if (rate.toRegion === undefined) return [rowOf(rate, card, region, region, rate.usageType)];
    const to = findRegion(rate.toRegion);
    return to ? [rowOf(rate, card, region, to, rate.usageType)] : [];
  });
}
