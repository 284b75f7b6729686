import type { EstimateDocument } from '../../report/report.ts';
import { grouped } from '../../report/words.ts';
import { spentOf } from './budget.ts';
import { counted, type Gate } from './gate.ts';

/** Each budget of the project against what its part of head costs. */
export const budgets: Gate = ({ parts, diff, policy }) =>
  (policy.budgets ?? []).map((budget) => {
    const spent = spentOf(budget, togetherOf(parts.map(({ head }) => head.document)));
    const over = spent.monthly.greaterThan(budget.monthly);
    const before = () =>
      spentOf(budget, togetherOf(parts.map(({ base }) => base.document))).monthly.greaterThan(budget.monthly);
    const violations = counted(over ? [budget] : [], before, policy);
    const existing = over && violations.length === 0 ? '; base exceeds it already' : '';
    const unknown = spent.unknownLines === 0 ? '' : `; ${spent.unknownLines} unknown lines are not counted`;
    const money = (text: string): string => `${grouped(text)} ${diff.currency}`;
    return {
      name: `budget ${budget.name}`,
      passed: violations.length === 0,
      reason: `${money(spent.monthly.toFixed(2))} a month of ${money(budget.monthly)}${existing}${unknown}.`,
    };
  });

/** A budget may hold for several projects. */
const togetherOf = (documents: readonly EstimateDocument[]) => ({
  endpoints: documents.flatMap(({ endpoints }) => endpoints),
  resources: documents.flatMap(({ resources }) => resources),
});
