import { z } from 'zod';
import { Decimal } from '../../core/decimal.ts';
import { TollgateError } from '../../core/errors.ts';
import type { Discount } from '../../rates/discounts.ts';
import { discountsFileSchema } from '../../report/discounts-document.ts';
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
