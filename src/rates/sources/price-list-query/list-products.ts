import { unreadable } from '../../price-list/errors.ts';
import type { GetProducts } from './get-products.ts';
import type { Paced } from './pacer.ts';
import type { Query } from './queries.ts';
import { isStaleToken, toTollgateError } from './sdk-errors.ts';

/** Pages after which a listing counts as endless: 100,000 entries. */
const MAX_PAGES = 1000;

/** How often a listing starts again because its page token ran out. */
const MAX_STARTS = 3;

/**
 * Lists every entry of a query, page by page to the end, as JSON texts. A token that expired on the way starts the listing
 * anew. Throws TG1304 (not a price list), TG1305 (no answer), TG1307 (refused).
 */
export async function listProducts(
  query: Query,
  getProducts: GetProducts,
  paced: Paced,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  for (let start = 1; ; start++) {
    try {
      return await listOnce(query, getProducts, paced, signal);
    } catch (error) {
      if (!isStaleToken(error) || start === MAX_STARTS) throw toTollgateError(error, query.serviceCode, signal);
    }
  }
}

async function listOnce(
  query: Query,
  getProducts: GetProducts,
  paced: Paced,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const texts: string[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = await paced(() => {
      signal?.throwIfAborted();
      return getProducts({ ...query, nextToken }, signal);
    });
    // The SDK gives String objects, not strings: typeof says "object".
    for (const entry of answer.priceList) texts.push(String(entry));
    if (!answer.nextToken) return texts;
    if (answer.nextToken === nextToken) break;
    nextToken = answer.nextToken;
  }
  throw unreadable(`The price list of ${query.serviceCode} has no last page.`);
}
