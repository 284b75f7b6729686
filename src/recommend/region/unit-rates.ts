import { type Decimal, ZERO } from '../../core/decimal.ts';
import type { FindingLog } from '../../core/finding.ts';
import { HOURS_PER_MONTH } from '../../core/quantity.ts';
import { crossAzRule } from '../../model/cross-az-rules.ts';
import { rateLookup } from '../../model/rate-lookup.ts';
import { bandsOf } from '../../model/tiers.ts';
import type { RateCard } from '../../rates/rate-card.ts';
import type { TieredPool } from '../solve/problem.ts';

/** What a decision can cost in one Region: one month, or one GB. Undefined = no rate is known, so the path is not offered. */
export interface UnitRates {
  /** One network interface of an interface endpoint. */
  readonly interfaceMonth: Decimal;
  readonly byteBands: TieredPool['bands'];
  readonly zoneBands: TieredPool['bands'] | undefined;
  readonly transitGb: Decimal | undefined;
  readonly attachmentMonth: Decimal | undefined;
  /** A GB over a peering that ends in another zone, and one that stays, at the high end of what AWS's documents allow. */
  readonly peeringCrossingGb: Decimal | undefined;
  readonly peeringStayingGb: Decimal | undefined;
  readonly natGb: Decimal | undefined;
  readonly natMonth: Decimal | undefined;
}

/** The unit prices of a Region; undefined where endpoints themselves have no price. */
export function unitRatesOf(
  region: string,
  cards: ReadonlyMap<string, RateCard>,
  findings: FindingLog,
): UnitRates | undefined {
  const rate = rateLookup(cards, findings);
  const month = (product: Parameters<typeof rate>[1]): Decimal | undefined =>
    rate(region, product)?.price.times(HOURS_PER_MONTH);
  const interfaceMonth = month('interface-endpoint-hours');
  const bytes = rate(region, 'interface-endpoint-bytes');
  if (!interfaceMonth || !bytes) return undefined;
  const zones = rate(region, 'route53-hosted-zone-month');
  const into = rate(region, 'vpc-peering-intra-region-in-bytes')?.price;
  const out = rate(region, 'vpc-peering-intra-region-out-bytes')?.price;
  const across = into && out ? into.plus(out) : undefined;
  const charged = (path: Parameters<typeof crossAzRule>[0]): Decimal | undefined =>
    crossAzRule(path, undefined).charged === 'nothing' ? ZERO : across;
  return {
    interfaceMonth,
    byteBands: bandsOf(bytes.rate.tiers),
    zoneBands: zones && bandsOf(zones.rate.tiers),
    transitGb: rate(region, 'transit-gateway-vpc-attachment-bytes')?.price,
    attachmentMonth: month('transit-gateway-vpc-attachment-hours'),
    peeringCrossingGb: charged('peering-to-endpoint-in-other-zone'),
    peeringStayingGb: charged('peering-inside-zone'),
    natGb: rate(region, 'nat-gateway-bytes')?.price,
    natMonth: month('nat-gateway-hours'),
  };
}
