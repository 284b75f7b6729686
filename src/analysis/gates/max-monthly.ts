import { Decimal } from '../../core/decimal.ts';
import { grouped } from '../../report/words.ts';
import { counted, type Gate } from './gate.ts';

/** What the whole may cost. A limit that base exceeds already fails only where the policy says so. */
export const maxMonthly: Gate = ({ diff, policy }) => {
  const limit = policy.maxMonthly;
  if (limit === undefined) return [];
  const over = new Decimal(diff.head.monthly).greaterThan(limit);
  const violations = counted(over ? [diff] : [], () => new Decimal(diff.base.monthly).greaterThan(limit), policy);
  const existing = over && violations.length === 0 ? '; base exceeds it already' : '';
  const unknown = diff.head.unknownLines === 0 ? '' : `; ${diff.head.unknownLines} unknown lines are not counted`;
  return [
    {
      name: `max-monthly ${limit}`,
      passed: violations.length === 0,
      reason: `The network costs ${grouped(new Decimal(diff.head.monthly).toFixed(2))} ${diff.currency} a month; the limit is ${grouped(limit)}${existing}${unknown}.`,
    },
  ];
};
