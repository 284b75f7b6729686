import { z } from 'zod';
import { Decimal } from '../../core/decimal.ts';
import { TollgateError } from '../../core/errors.ts';
import { type Discount, discountedRates } from '../../rates/discounts.ts';
import { discountsFileSchema } from '../../report/discounts-document.ts';
import type { Services } from '../services.ts';
import { documentOf, type NetworkInput } from './load-network.ts';

/** What of a reconciliation tells discounts. */
const reconciliationSchema = z.looseObject({
  schema: z.literal('tollgate/reconciliation@1'),
  discounts: discountsFileSchema.shape.discounts,
});

/** Discounts of a file: a reconciliation that learned them, or a list written by hand. Throws TG6007 beside the errors of parsing. */
export async function readDiscounts(input: NetworkInput): Promise<readonly Discount[]> {
  const document = await documentOf(input);
  const result = z.union([reconciliationSchema, discountsFileSchema]).safeParse(document.value);
  if (!result.success) throw noDiscounts(document.name);
  return result.data.discounts.map(({ usageType, service, factor }) => ({
    of: usageType ?? service ?? '*',
    ...(usageType !== undefined && service !== undefined && { service }),
    factor: new Decimal(factor),
  }));
}

const noDiscounts = (file: string): TollgateError =>
  new TollgateError('TG6007', `${file} holds no discounts.`, {
    location: { file },
    hint: 'Give what `tollgate reconcile --format json` wrote, or a tollgate/discounts@1 file.',
  });

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

/** The services with rates at what is paid. */
export const atDiscount = <S extends Pick<Services, 'rates'>>(services: S, discounts: readonly Discount[]): S =>
  discounts.length === 0 ? services : { ...services, rates: discountedRates(services.rates, discounts) };
