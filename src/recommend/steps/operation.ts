import type { TerraformChange } from './terraform.ts';

/** Where an operation stands on the way: what nobody notices, what changes the answer of a name, and what takes away. */
export const PHASES = ['prepare', 'switch', 'clean-up'] as const;
export type Phase = (typeof PHASES)[number];

/** One thing to do, with the commands that do it, their Terraform, and the commands that restore what was. */
export interface StepOperation {
  readonly title: string;
  readonly phase: Phase;
  /** Things it changes; 0 = it only looks. */
  readonly changes: number;
  /** The VPC whose names or routes it switches: the canary goes by it. */
  readonly vpc?: string | undefined;
  /** Lines for a POSIX shell with the AWS CLI. What a line makes, later lines name by the variable that took its id. */
  readonly cli: readonly string[];
  /** Lines that restore what was; run those of the last operation first. Empty = there is nothing to restore. */
  readonly undo: readonly string[];
  readonly terraform: readonly TerraformChange[];
  /** How to see that it worked, before the next VPC follows. */
  readonly check?: readonly string[] | undefined;
}
