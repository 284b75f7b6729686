import { Decimal } from '../../core/decimal.ts';
import { TollgateError } from '../../core/errors.ts';
import type { Discount } from '../../rates/discounts.ts';

/** Discounts as words: USAGE-TYPE=FACTOR, SERVICE=FACTOR or *=FACTOR. Throws TG1012. */
export function parseDiscounts(words: readonly string[]): readonly Discount[] {
  return words.map((word) => {
    const [, of, factor] = /^(.{1,256})=(0?\.\d{1,10}|[01](?:\.\d{1,10})?)$/.exec(word) ?? [];
    if (of !== undefined && factor !== undefined && Number(factor) > 0) return { of, factor: new Decimal(factor) };
    throw new TollgateError('TG1012', 'A discount cannot be read.', {
      hint: 'Give what is paid of the list price, above 0 and below 2: USE1-VpcEndpoint-Hours=0.92, AmazonVPC=0.92 or *=0.95.',
    });
  });
}
