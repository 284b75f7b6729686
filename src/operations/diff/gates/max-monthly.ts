import { Amount } from '../../../core/amount.ts';
import { Decimal } from '../../../core/decimal.ts';
import { grouped } from '../../../report/words.ts';
import { type Gate, judged, leftOut } from './gate.ts';

/** What the whole may cost. Beyond a limit that base exceeds already, only more counts as new, unless the policy counts both. */
export const maxMonthly: Gate = ({ diff, policy }) => {
  const limit = policy.maxMonthly;
  if (limit === undefined) return [];
  const over = new Decimal(diff.head.monthly).greaterThan(limit);
  const past = new Decimal(diff.base.monthly);
  const noBetter = (): boolean => past.greaterThan(limit) && past.greaterThanOrEqualTo(diff.head.monthly);
  const violations = judged(over ? [diff] : [], noBetter, policy);
  const existing = over && violations.length === 0 ? '; base exceeds it already' : '';
  const unknown = leftOut(diff.head.unknownLines);
  const head = Amount.of(diff.head.monthly, diff.head.unknownLines);
  const cost = head.words((part) => `${grouped(part.toFixed(2))} ${diff.currency}`);
  const undetermined = head.exceeds(limit) === undefined;
  return [
    {
      name: `max-monthly ${limit}`,
      passed: violations.length === 0,
      ...(undetermined && { undetermined }),
      reason: `The network costs ${cost} a month; the limit is ${grouped(limit)}${existing}${unknown}.`,
    },
  ];
};
