import type { Decimal } from '../core/decimal.ts';
import type { NamedVerdict } from './guards/guard.ts';
import type { GuardName, Move } from './move.ts';
import type { Saving } from './plan/reprice.ts';
import type { Sensitivity } from './sensitivity.ts';
import type { Phase } from './steps/operation.ts';
import type { TerraformChange } from './steps/terraform.ts';

/** How sure, how hard, how dangerous. */
export type Grade = 'low' | 'medium' | 'high';

/** The measured or stated facts advice rests on. */
export interface Evidence {
  /** Sentences with the numbers. */
  readonly facts: readonly string[];
  /** Billed GB a month that the advice moves. */
  readonly monthlyGb: Decimal;
  readonly sources: readonly string[];
  readonly window?: { readonly start: string; readonly end: string } | undefined;
  /** Volume at which the advice would no longer pay, for the client nearest to it, and how far that client is from it. */
  readonly breakEven?:
    | { readonly subject: string; readonly gb: Decimal; readonly breakEvenGb: Decimal; readonly distance: number }
    | undefined;
}

/** One thing to do, as a person reviews it before it is done. */
export interface Action {
  readonly title: string;
  readonly phase: Phase;
  /** The VPC whose names or routes it switches. */
  readonly vpc?: string | undefined;
  /** Things it changes; 0 = it only looks. */
  readonly changes: number;
  readonly cli: string;
  /** Commands that restore what was; empty = nothing to restore. */
  readonly undo: string;
  readonly terraform: string;
  /** How to see that it worked. */
  readonly check: string;
  /** The same as `terraform`, to be put together with the rest of a plan. */
  readonly resources: readonly TerraformChange[];
}

/** What a step does to endpoints, by id: what a later look at the network can tell done from not done. */
export interface NetworkChange {
  readonly removes: readonly { readonly id: string; readonly azs: readonly string[] }[];
  readonly makes: readonly {
    readonly id: string;
    readonly vpc: string;
    readonly service: string;
    readonly azs: readonly string[];
  }[];
  readonly rezones: readonly {
    readonly id: string;
    readonly from: readonly string[];
    readonly to: readonly string[];
  }[];
  /** Billed GB a month that leave an endpoint which stays, of all it carries. */
  readonly relieves: readonly { readonly id: string; readonly gb: Decimal; readonly ofGb: Decimal }[];
}

/** A change that can be carried out on its own, with what it saves, what it rests on and what it risks. */
export interface Recommendation {
  /** Made from the move and what it touches, without numbers: the same advice keeps its id while traffic varies. */
  readonly id: string;
  readonly region: string;
  readonly move: Move;
  /** Other moves that come with it. */
  readonly with: readonly Move[];
  /** Ids of the endpoints and NAT gateways it changes or makes. */
  readonly subjects: readonly string[];
  readonly title: string;
  readonly saving: Saving;
  readonly evidence: Evidence;
  readonly effort: { readonly level: Grade; readonly changes: number };
  readonly risk: { readonly level: Grade; readonly reason: string };
  /** Everybody whose traffic the touched endpoints carry at that point of the order, the hosts included. */
  readonly blastRadius: { readonly vpcs: readonly string[]; readonly endpoints: number; readonly monthlyGb: Decimal };
  readonly confidence: Grade;
  /** How far traffic may change before the step no longer saves or fits. */
  readonly sensitivity: Sensitivity;
  /** Saving of each change a month; months until the step has paid for itself, where a change has a cost. */
  readonly payback: { readonly savingPerChange: Decimal; readonly months?: number | undefined };
  /** What guards say of it: things to know, and facts that were missing. */
  readonly verdicts: readonly (NamedVerdict & { readonly count: number })[];
  /** Place in the recommended order, from 1. */
  readonly order: number;
  readonly dependsOn: readonly string[];
  readonly network: NetworkChange;
  readonly actions: readonly Action[];
  readonly rollback: string;
}

/** A saving that guards forbid. */
export interface BlockedSaving {
  readonly id: string;
  readonly region: string;
  readonly move: Move;
  readonly subjects: readonly string[];
  readonly title: string;
  readonly blockedBy: readonly GuardName[];
  readonly reasons: readonly string[];
  /** What the best plan would save on top, were these guards lifted for this move and the rest kept. */
  readonly monthly: Decimal;
}
