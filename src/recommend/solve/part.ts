import type { RunStatus } from './highs.ts';
import type { Choice } from './problem.ts';

/** The decision of one independent part. */
export interface Part {
  readonly status: RunStatus;
  readonly choice?: Choice | undefined;
  /** Cost of the choice; infinite without one. */
  readonly cost: number;
  /** No choice of this part costs less, as far as proved. */
  readonly bound: number;
  readonly seconds: number;
}
