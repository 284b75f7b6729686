import { getManyValues, isMany, type Many, none } from 'stream-chain/defs.js';
import { jsonParser, type Token } from 'stream-json/parser.js';
import { TollgateError } from '../../../core/errors.ts';
import { type Attributes, type PriceListEntry, termsSchema } from '../../price-list/entry.ts';
import { unreadable } from '../../price-list/errors.ts';
import { offerTokens } from './offer-tokens.ts';
import { offerProductSchema } from './schema.ts';

export interface OfferContent {
  readonly entries: readonly PriceListEntry[];
  /** RFC 3339 time of publication. */
  readonly publishedAt: string;
  /** Products that are none of ours. */
  readonly skippedRows: number;
  /** Products of ours whose terms are not those of a price list. */
  readonly malformed: number;
}

/**
 * Reads an offer file of any size as it arrives; memory holds the products of ours only. Stops as soon as their terms are read,
 * so that the hundreds of megabytes of reserved terms are never fetched. Throws TG1304 for what is no offer file.
 */
export async function readOffer(
  body: AsyncIterable<Uint8Array>,
  url: string,
  serviceCode: string,
  isOurs: (attributes: Attributes) => boolean,
): Promise<OfferContent> {
  const offer = new OfferReader(url, serviceCode, isOurs);
  // The library's types leave out `none`, its sign of the end, which makes the parser refuse a file that was cut.
  const parse = jsonParser({ streamValues: false }) as (text: string | typeof none) => unknown;
  const text = new TextDecoder();
  try {
    for await (const chunk of body) {
      offer.take(parse(text.decode(chunk, { stream: true })));
      if (offer.isComplete) return offer.content();
    }
    offer.take(parse(none));
  } catch (error) {
    if (error instanceof TollgateError || !isParseError(error)) throw error;
    throw unreadable(`${url} is not valid JSON.`, error);
  }
  return offer.content();
}

/** The parser throws plain errors; a broken transfer throws others, which are the caller's to tell. */
const isParseError = (error: unknown): boolean => error instanceof Error && /^Parser /.test(error.message);

class OfferReader {
  readonly #url: string;
  readonly #serviceCode: string;
  readonly #wanted = new Map<string, Attributes>();
  readonly #entries: PriceListEntry[] = [];
  readonly #header = new Map<string, string>();
  readonly #next: ReturnType<typeof offerTokens>;
  #skippedRows = 0;
  #malformed = 0;
  #hasProducts = false;
  #hasTerms = false;

  constructor(url: string, serviceCode: string, isOurs: (attributes: Attributes) => boolean) {
    this.#url = url;
    this.#serviceCode = serviceCode;
    this.#next = offerTokens({
      header: (key, value) => this.#header.set(key, value),
      product: (_key, value) => {
        const product = offerProductSchema.safeParse(value);
        if (product.success && isOurs(product.data.attributes)) {
          this.#wanted.set(product.data.sku, product.data.attributes);
        } else this.#skippedRows += 1;
      },
      productsEnd: () => {
        this.#hasProducts = true;
      },
      wantsTerms: (sku) => {
        if (!this.#hasProducts) throw unreadable(`${url} has its terms before its products.`);
        return this.#wanted.has(sku);
      },
      terms: (sku, value) => this.#addTerms(sku, value),
      onDemandEnd: () => {
        this.#hasTerms = true;
      },
    });
  }

  take(tokens: unknown): void {
    if (isMany(tokens)) for (const token of getManyValues<Token>(tokens as Many<Token>)) this.#next(token);
  }

  /** Everything wanted is here: the rest of the file need not come. */
  get isComplete(): boolean {
    return this.#hasTerms || (this.#hasProducts && this.#wanted.size === 0 && this.#header.has('publicationDate'));
  }

  content(): OfferContent {
    const publishedAt = this.#header.get('publicationDate');
    if (!this.#hasProducts || publishedAt === undefined || this.#header.get('offerCode') !== this.#serviceCode) {
      throw unreadable(`${this.#url} is no offer file of ${this.#serviceCode}.`);
    }
    const withoutTerms = this.#wanted.size;
    return {
      entries: this.#entries,
      publishedAt,
      skippedRows: this.#skippedRows,
      malformed: this.#malformed + withoutTerms,
    };
  }

  #addTerms(sku: string, value: unknown): void {
    const attributes = this.#wanted.get(sku);
    const terms = termsSchema.safeParse(value);
    if (attributes === undefined) return;
    this.#wanted.delete(sku);
    if (!terms.success) this.#malformed += 1;
    else this.#entries.push({ serviceCode: this.#serviceCode, sku, attributes, terms: Object.values(terms.data) });
  }
}
