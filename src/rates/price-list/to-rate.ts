import { PRODUCTS } from '../../core/products.ts';
import type { Region } from '../../core/regions.ts';
import type { Rate } from '../rate-card.ts';
import type { Classified } from './classify.ts';
import type { Offer, PriceListEntry } from './entry.ts';
import { readTerm, termInForce } from './read-term.ts';

export interface RateContext {
  readonly region: Region;
  /** The API that told the row. */
  readonly source: string;
  /** The published version of each service's offer. */
  readonly offers: ReadonlyMap<string, Offer>;
}

/** The rate that a classified row tells, or why it tells none. */
export function toRate(
  entry: PriceListEntry,
  found: Classified,
  { region, source, offers }: RateContext,
): Rate | { readonly problem: string } {
  const product = PRODUCTS[found.product];
  const asOf = (offers.get(entry.serviceCode)?.publishedAt ?? '').slice(0, 10);
  const term = termInForce(entry.terms, asOf);
  if (term === undefined) return { problem: 'it has no on-demand term' };
  const read = readTerm(term, region.currency);
  if ('problem' in read) return read;
  if (read.unit !== product.unit) return { problem: `it counts ${read.unit}, not ${product.unit}` };
  return {
    product: found.product,
    serviceCode: product.serviceCode,
    usageType: entry.attributes.usagetype,
    ...(product.operation !== undefined && { operation: product.operation }),
    ...read,
    ...(found.toRegion !== undefined && { toRegion: found.toRegion }),
    sku: entry.sku,
    asOf,
    effectiveDate: term.effectiveDate.slice(0, 10),
    source,
    confidence: 'high',
  };
}
