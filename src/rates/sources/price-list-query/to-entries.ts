import type { Offer, PriceListEntry } from '../../price-list/entry.ts';
import { productEntrySchema } from './schema.ts';

export interface Entries {
  readonly entries: readonly PriceListEntry[];
  /** The newest version seen of each service's offer. */
  readonly offers: ReadonlyMap<string, Offer>;
  /** Texts that are no entry of a price list. */
  readonly malformed: number;
}

/** Reads the JSON texts of a GetProducts answer. Pages of one listing may come from two publications: the newer names the offer. */
export function toEntries(texts: readonly string[]): Entries {
  const entries: PriceListEntry[] = [];
  const offers = new Map<string, Offer>();
  let malformed = 0;
  for (const text of texts) {
    const read = productEntrySchema.safeParse(parsed(text));
    if (!read.success) {
      malformed += 1;
      continue;
    }
    const { serviceCode, product, terms, version, publicationDate } = read.data;
    entries.push({
      serviceCode,
      sku: product.sku,
      attributes: product.attributes,
      terms: Object.values(terms.OnDemand),
    });
    const known = offers.get(serviceCode);
    if (!known || known.publishedAt < publicationDate)
      offers.set(serviceCode, { version, publishedAt: publicationDate });
  }
  return { entries, offers, malformed };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
