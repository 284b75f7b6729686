import { FindingLog } from '../../core/finding.ts';
import { pricesOf, type Rate } from '../rate-card.ts';
import type { RateReading } from '../rate-source.ts';
import { sortRates } from '../sort-rates.ts';
import { classifierFor } from './classify.ts';
import type { PriceListEntry } from './entry.ts';
import { noProducts } from './errors.ts';
import { type RateContext, toRate } from './to-rate.ts';

/** What a live price list told of one Region. */
export interface PriceListReading extends RateContext {
  readonly entries: Iterable<PriceListEntry>;
  /** Rates taken over from an earlier reading because their offer has not been published anew. */
  readonly unchanged?: readonly Rate[];
  /** Rows the source already left out as none of ours. */
  readonly skippedRows?: number;
  /** Rows that are not even rows of a price list. */
  readonly malformed?: number;
}

/** The service that dates a rate card: it holds the endpoint prices. */
const LEAD = 'AmazonVPC';

/**
 * Turns foreign rows into a rate card, whatever their order: rows of other products are counted, rows of ours that cannot be
 * priced are findings (TG1205). Throws TG1304 when not one row is ours, or the offer that dates the card is missing.
 */
export function toRateCard(reading: PriceListReading): RateReading & { readonly skippedRows: number } {
  const { region, offers } = reading;
  const findings = new FindingLog();
  const classify = classifierFor(region);
  const rates: Rate[] = [];
  let skippedRows = reading.skippedRows ?? 0;
  for (const entry of reading.entries) {
    const found = classify(entry.serviceCode, entry.attributes);
    if (found === undefined) {
      skippedRows += 1;
      continue;
    }
    const rate = 'contradiction' in found ? { problem: found.contradiction } : toRate(entry, found, reading);
    if ('problem' in rate) {
      const row = `${entry.serviceCode} ${entry.attributes.usagetype} (${entry.sku})`;
      findings.add('TG1205', region.region, `A row of the price list is left out: ${row}: ${rate.problem}.`);
    } else rates.push(rate);
  }
  if (reading.malformed) {
    findings.add(
      'TG1205',
      region.region,
      `${reading.malformed} rows of the price list could not be read and are left out.`,
    );
  }
  const all = [...distinct(rates), ...(reading.unchanged ?? [])];
  const lead = offers.get(LEAD);
  if (all.length === 0 || !lead) throw noProducts(region.region);
  const card = {
    schema: 'tollgate/rate-card@1' as const,
    partition: region.partition,
    region: region.region,
    currency: region.currency,
    version: lead.version,
    publishedAt: lead.publishedAt.slice(0, 10),
    offers: Object.fromEntries([...offers].map(([service, offer]) => [service, offer.version])),
    rates: sortRates(all),
  };
  return { card, findings: findings.findings, skippedRows };
}

/** Drops repeats of one price. Rows that disagree all stay, for `findRate` to name. */
function distinct(rates: readonly Rate[]): readonly Rate[] {
  const unique = new Map<string, Rate>();
  for (const rate of sortRates(rates)) {
    const key = JSON.stringify([rate.product, rate.toRegion, rate.unit, pricesOf(rate.tiers)]);
    if (!unique.has(key)) unique.set(key, rate);
  }
  return [...unique.values()];
}
