import { z } from 'zod';

const PLAIN = /^\d{1,18}(?:\.\d{1,20})?$/;

/**
 * A quantity in a document: a decimal string in plain notation, zero or more, at most 18 digits before the point.
 * Numbers are accepted from hand-written files and kept as text; signs, exponents, NaN and infinities are refused.
 */
export const decimalText = z.union([z.string(), z.number()]).transform((value, context) => {
  const text = String(value);
  if (PLAIN.test(text)) return text;
  context.issues.push({
    code: 'custom',
    input: value,
    message: 'must be a plain decimal number, zero or more, such as "2400" or "0.4"',
  });
  return z.NEVER;
});
