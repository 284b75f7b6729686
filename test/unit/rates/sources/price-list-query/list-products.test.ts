import { describe, expect, test } from 'vitest';
import type { GetProducts } from '../../../../../src/rates/sources/price-list-query/get-products.ts';
import { listProducts } from '../../../../../src/rates/sources/price-list-query/list-products.ts';

const QUERY = { serviceCode: 'AmazonVPC', filters: { regionCode: 'us-east-1' } };
const unpaced = <T>(call: () => Promise<T>): Promise<T> => call();
const named = (name: string): Error => Object.assign(new Error('planned'), { name });
const list = (getProducts: GetProducts, signal?: AbortSignal) => listProducts(QUERY, getProducts, unpaced, signal);

/** Pages by token; each entry is a String object, as the SDK gives it. */
const paged =
  (pages: Readonly<Record<string, readonly [entries: readonly string[], next?: string]>>): GetProducts =>
  async ({ nextToken }) => {
    const [entries = [], next] = pages[nextToken ?? 'first'] ?? [];
    return { priceList: entries.map((entry) => new String(entry)), nextToken: next };
  };

describe('listProducts', () => {
  test('reads page by page to the end, over an empty page too, and gives plain strings', async () => {
    const texts = await list(paged({ first: [['a', 'b'], 'two'], two: [[], 'three'], three: [['c']] }));
    expect(texts).toEqual(['a', 'b', 'c']);
  });

  test('starts anew when a token expired on the way, without doubling what was read', async () => {
    let expired = false;
    const pages = paged({ first: [['a'], 'two'], two: [['b']] });
    const texts = await list(async (request, signal) => {
      if (request.nextToken === 'two' && !expired) {
        expired = true;
        throw named('ExpiredNextTokenException');
      }
      return pages(request, signal);
    });
    expect(texts).toEqual(['a', 'b']);
  });

  test.each([
    ['ExpiredNextTokenException', 'TG1304', 3],
    ['InvalidNextTokenException', 'TG1304', 3],
    ['InvalidParameterException', 'TG1304', 1],
    ['SyntaxError', 'TG1304', 1],
    ['AccessDeniedException', 'TG1307', 1],
    ['CredentialsProviderError', 'TG1307', 1],
    ['ThrottlingException', 'TG1305', 1],
    ['InternalErrorException', 'TG1305', 1],
    ['TimeoutError', 'TG1305', 1],
  ])('%s, always, is %s after %i starts', async (name, code, starts) => {
    let calls = 0;
    const failing = list(async () => {
      calls += 1;
      throw named(name);
    });
    await expect(failing).rejects.toMatchObject({ code, message: expect.stringContaining(name) });
    expect(calls).toBe(starts);
  });

  test('a listing that gives the same token for ever ends as TG1304', async () => {
    const endless = list(paged({ first: [['a'], 'two'], two: [['b'], 'two'] }));
    await expect(endless).rejects.toMatchObject({ code: 'TG1304', message: expect.stringContaining('no last page') });
  });

  test('an abort stops before the next page and stays an abort', async () => {
    const stop = new AbortController();
    const pages = paged({ first: [['a'], 'two'], two: [['b']] });
    let calls = 0;
    const stopped = list(async (request, signal) => {
      calls += 1;
      stop.abort(named('Stopped'));
      return pages(request, signal);
    }, stop.signal);
    await expect(stopped).rejects.toMatchObject({ name: 'Stopped' });
    expect(calls).toBe(1);
  });
});
