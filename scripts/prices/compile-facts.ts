// Turns the collected facts into rate cards, one per Region.
import { isProductKey, PRODUCTS } from '../../src/core/products.ts';
import { REGIONS, type Region } from '../../src/core/regions.ts';
import { type Rate, type RateCard, rateCardSchema } from '../../src/rates/rate-card.ts';
import { sortRates } from '../../src/rates/sort-rates.ts';
import { normaliseUnit } from '../../src/rates/units.ts';
import { type Fact, readFacts, readSecondSource, type SecondSource } from './facts.ts';

/** Notes refer to the document the facts were collected in, which readers of a rate card do not have. */
const COLLECTORS_REFERENCE = / ?\(pricing\.md \d+\)/;

/** Every rate card that the facts in a folder come to. */
export function compileFacts(dir: string): readonly RateCard[] {
  const facts = readFacts(dir);
  const second = readSecondSource(dir);
  return REGIONS.flatMap((region) => cardOf(region, facts, second) ?? []);
}

function cardOf(region: Region, facts: readonly Fact[], second: SecondSource): RateCard | undefined {
  const own = facts.filter((fact) => fact.region === region.region);
  // The publication day of the price list itself: that of the interface endpoint hours.
  const lead = own.find((fact) => fact.product === 'interface-endpoint-hours') ?? own[0];
  if (lead === undefined) return undefined;
  const shared = facts.filter((fact) => holdsIn(region, fact));
  return rateCardSchema.parse({
    schema: 'tollgate/rate-card@1',
    partition: region.partition,
    region: region.region,
    currency: region.currency,
    version: lead.asOf.replaceAll('-', ''),
    publishedAt: lead.asOf,
    rates: sortRates([...own, ...shared].flatMap((fact) => rateOf(fact, second) ?? [])),
  });
}

/** Facts for every Region hold where their currency is billed; nothing costs nothing in any currency. */
const holdsIn = (region: Region, fact: Fact): boolean =>
  (fact.region === '*' || fact.region === 'global') &&
  (fact.currency === region.currency || fact.tiers.every((tier) => tier.price === '0'));

function rateOf(fact: Fact, second: SecondSource): Rate | undefined {
  if (!isProductKey(fact.product)) return undefined;
  const product = PRODUCTS[fact.product];
  const unit = normaliseUnit(fact.unit);
  if (unit !== product.unit) throw new Error(`${fact.product} in ${fact.region} counts ${fact.unit}`);
  const operation = fact.operation ?? product.operation;
  return {
    product: fact.product,
    serviceCode: product.serviceCode,
    usageType: fact.usageType ?? '(not sourced)',
    ...(operation !== undefined && { operation }),
    unit,
    tiers: fact.tiers.map((tier) => ({
      from: String(tier.fromGB),
      to: tier.toGB === null ? null : String(tier.toGB),
      price: tier.price,
    })),
    ...(fact.toRegion !== undefined && { toRegion: fact.toRegion }),
    ...(fact.sku !== undefined && { sku: fact.sku }),
    asOf: fact.asOf,
    source: fact.source,
    confidence: fact.confidence,
    ...(isCorroborated(fact, second) && { corroboratedBy: `${second.source}, ${second.asOf}` }),
    ...(fact.note !== undefined && { note: fact.note.replace(COLLECTORS_REFERENCE, '') }),
  };
}

/** Whether the second source has the same price in every tier. */
function isCorroborated({ product, region, tiers }: Fact, { prices }: SecondSource): boolean {
  const theirs = prices[product]?.[region];
  return theirs !== undefined && theirs.join() === tiers.map((tier) => tier.price).join();
}
