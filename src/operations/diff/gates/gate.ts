import type { BudgetDocument } from '../../../report/budget-document.ts';
import type { DiffDocument, GateResult } from '../../../report/diff-document.ts';
import { counted } from '../../../report/words.ts';
import type { DiffPart } from '../side.ts';

/** Limits a change must keep. Money is in the currency of the estimate; absent = no such gate. */
export interface GatePolicy {
  /** Most a change may add a month: an amount (`100`) or a share of base (`10%`). Both may be set. */
  readonly maxIncrease?: readonly string[] | undefined;
  /** Most the whole may cost a month. */
  readonly maxMonthly?: string | undefined;
  /** Fewest zones an interface or Gateway Load Balancer endpoint may have. */
  readonly minAzs?: number | undefined;
  /** Highest share of the zone's ceiling at the known peak (0.6 = 60 %). */
  readonly maxUtilisation?: number | undefined;
  readonly budgets?: readonly BudgetDocument[] | undefined;
  /** Names of tags every endpoint must carry. */
  readonly requiredTags?: readonly string[] | undefined;
  /** Fail on what base violates already, too. Default: only violations that are new. */
  readonly failOnExisting?: boolean | undefined;
}

export interface GateInput {
  readonly diff: DiffDocument;
  readonly parts: readonly DiffPart[];
  readonly policy: GatePolicy;
}

/** One gate: undefined where the policy does not set it. Reasons name endpoints, never tag values or policies. */
export type Gate = (input: GateInput) => readonly GateResult[];

/** What head violates and base did not, unless the policy counts both. */
export const judged = <T>(head: readonly T[], inBase: (each: T) => boolean, policy: GatePolicy): readonly T[] =>
  policy.failOnExisting === true ? head : head.filter((each) => !inBase(each));

/** Up to five names, then how many more. */
export function named(ids: readonly string[]): string {
  const more = ids.length - 5;
  return more > 0 ? `${ids.slice(0, 5).join(', ')} and ${more} more` : ids.join(', ');
}

/** What a sum leaves out, as the end of a sentence; '' where that is nothing. */
export const leftOut = (lines: number, kind = 'unknown'): string =>
  lines === 0 ? '' : `; ${counted(lines, `${kind} line is`, `${kind} lines are`)} not counted`;
