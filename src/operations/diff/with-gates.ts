import type { DiffDocument } from '../../report/diff-document.ts';
import type { DiffResult } from './diff-networks.ts';
import { budgets } from './gates/budgets.ts';
import type { Gate, GatePolicy } from './gates/gate.ts';
import { maxIncrease } from './gates/max-increase.ts';
import { maxMonthly } from './gates/max-monthly.ts';
import { maxUtilisation } from './gates/max-utilisation.ts';
import { minAzs } from './gates/min-azs.ts';
import { requiredTags } from './gates/required-tags.ts';

/** Every gate, in the order reports list them. */
const GATES: readonly Gate[] = [maxIncrease, maxMonthly, minAzs, maxUtilisation, requiredTags, budgets];

/** Use case: judge a diff by the policy. The document carries every verdict; a face turns a failure into its exit code. */
export const withGates = ({ diff, parts }: DiffResult, policy: GatePolicy): DiffDocument => ({
  ...diff,
  gates: GATES.flatMap((gate) => gate({ diff, parts, policy })),
});
