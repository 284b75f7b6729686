import { Amount } from '../../../core/amount.ts';
import { Decimal } from '../../../core/decimal.ts';
import type { BudgetDocument, BudgetVerdict } from '../../../report/budget-document.ts';
import type { GateResult } from '../../../report/diff-document.ts';
import type { EstimateDocument } from '../../../report/report.ts';
import { grouped, sentence } from '../../../report/words.ts';
import { checkBudgets } from '../../shared/budgets/check-budgets.ts';
import { type Gate, type GateInput, judged, leftOut } from './gate.ts';

/** Each budget against what its part of head costs a month; a bill or a forecast is not known of a change. Throws TG6010. */
export const budgets: Gate = (input) => (input.policy.budgets ?? []).map((budget) => judge(budget, input));

function judge(budget: BudgetDocument, { parts, diff, policy }: GateInput): GateResult {
  const before = verdictsOf(
    budget,
    diff.currency,
    parts.map(({ base }) => base.document),
  );
  const after = verdictsOf(
    budget,
    diff.currency,
    parts.map(({ head }) => head.document),
  );
  const crossed = after.filter(({ state }) => state === 'crossed');
  const noBetter = ({ share, spent }: BudgetVerdict): boolean => {
    const old = before.find((each) => each.share === share);
    return old?.state === 'crossed' && new Decimal(old.spent ?? 0).greaterThanOrEqualTo(spent ?? 0);
  };
  const violations = judged(crossed, noBetter, policy);
  const [shown = after[0]] = violations.length > 0 ? violations : crossed;
  const existing = crossed.length > 0 && violations.length === 0 ? '; base exceeds it already' : '';
  return {
    name: `budget ${budget.name}`,
    passed: violations.length === 0,
    ...(violations.length === 0 && after.some(({ state }) => state === 'unknown') && { undetermined: true }),
    reason: shown
      ? `${reasonOf(budget, shown)}${existing}.`
      : 'It looks at a bill or a forecast, which no change tells.',
  };
}

/** Where the thresholds of the run-rate stand. */
function verdictsOf(budget: BudgetDocument, currency: string, documents: readonly EstimateDocument[]) {
  const estimate = {
    currency,
    endpoints: documents.flatMap(({ endpoints }) => endpoints),
    resources: documents.flatMap(({ resources }) => resources),
  };
  const [evaluation] = checkBudgets([budget], { estimate }).budgets;
  return (evaluation?.thresholds ?? []).filter(({ on }) => on === 'run-rate');
}

function reasonOf({ amount, currency }: BudgetDocument, { share, limit, spent, unknownLines }: BudgetVerdict): string {
  const money = (text: string): string => `${grouped(text)} ${currency}`;
  const cost = Amount.of(spent ?? '0', unknownLines).words((part) => money(part.toFixed(2)));
  const part = new Decimal(share).equals(1) ? '' : `, which is ${new Decimal(share).times(100)} % of ${money(amount)}`;
  return `${sentence(cost)} a month of ${money(limit)}${part}${leftOut(unknownLines)}`;
}
