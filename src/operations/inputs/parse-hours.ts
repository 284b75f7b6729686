import { Decimal } from '../../core/decimal.ts';
import { TollgateError } from '../../core/errors.ts';

/** Hours of a billed month as the user gives them: above 0, at most 744 (31 days). Throws TG1202. */
export function parseHours(text: string): Decimal {
  const hours = /^\d{1,3}(?:\.\d{1,6})?$/.test(text.trim()) ? new Decimal(text.trim()) : undefined;
  if (hours?.greaterThan(0) && hours.lessThanOrEqualTo(744)) return hours;
  throw new TollgateError('TG1202', 'The hours of a month must be a number above 0, at most 744.', {
    hint: 'AWS list-price months have 730.',
  });
}
