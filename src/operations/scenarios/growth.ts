import { z } from 'zod';
import { Decimal } from '../../core/decimal.ts';

const SAYS = 'Give a growth a month such as 2% or 0.02, above -1 and at most 10.';

/** Growth a month: "2%" or "0.02"; it may be negative, but not take all away. */
export const growth = z
  .union([z.string(), z.number().transform(String)], { error: SAYS })
  .transform((text, context) => {
    const [, number, percent] = /^(-?\d{1,3}(?:\.\d{1,6})?)(%?)$/.exec(text.trim()) ?? [];
    const value = number === undefined ? undefined : new Decimal(number).div(percent === '%' ? 100 : 1);
    if (value?.greaterThan(-1) && value.lessThanOrEqualTo(10)) return value;
    context.addIssue(SAYS);
    return z.NEVER;
  });
