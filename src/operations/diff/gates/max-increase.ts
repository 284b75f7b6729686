import { Decimal } from '../../../core/decimal.ts';
import { TollgateError } from '../../../core/errors.ts';
import { deltaAmount } from '../../../report/diff-amounts.ts';
import type { GateResult } from '../../../report/diff-document.ts';
import { grouped } from '../../../report/words.ts';
import { type Gate, type GateInput, leftOut } from './gate.ts';

const LIMIT = /^(\d{1,15}(?:\.\d{1,10})?)(%?)$/;

/** How much a change may add. An increase is always new, so base excuses nothing. */
export const maxIncrease: Gate = (input) => (input.policy.maxIncrease ?? []).map((limit) => check(limit, input));

function check(limit: string, { diff }: GateInput): GateResult {
  const { amount, relative } = parseIncrease(limit);
  const increase = new Decimal(diff.delta.monthly);
  const past = new Decimal(diff.base.monthly);
  const passed = relative
    ? increase.times(100).lessThanOrEqualTo(past.times(amount))
    : increase.lessThanOrEqualTo(amount);
  const change = deltaAmount(diff.delta);
  const text = change.words(
    (part) => `${part.isNegative() ? '' : '+'}${grouped(part.toFixed(2))} ${diff.currency} a month`,
  );
  // A share of a base that leaves lines out is no more than it looks.
  const most = relative ? past.times(amount).div(100) : new Decimal(amount);
  const undetermined = passed && change.exceeds(most) === undefined;
  const share = diff.delta.percent === null ? 'base costs nothing' : `${diff.delta.percent.toFixed(1)} %`;
  const unknown = leftOut(diff.newlyUnknown.length, 'newly unknown');
  return {
    name: `max-increase ${limit}`,
    passed,
    ...(undetermined && { undetermined }),
    reason: `The change is ${text} (${share}); the limit is ${relative ? `${amount} %` : `${grouped(amount)} ${diff.currency}`}${unknown}.`,
  };
}

/** Parses `100` or `10%`. Throws TG5004. */
export function parseIncrease(text: string): { readonly amount: string; readonly relative: boolean } {
  const [, amount, percent] = LIMIT.exec(text.trim()) ?? [];
  if (amount !== undefined) return { amount, relative: percent === '%' };
  throw new TollgateError('TG5004', 'The limit of an increase is not valid.', {
    hint: 'Give an amount a month such as 100, or a share of base such as 10%.',
  });
}
