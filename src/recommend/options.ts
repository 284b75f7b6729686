import type { GuardName, Move } from './move.ts';

/** What the user allows. Every freedom taken away can only make the plan dearer, never wrong. */
export interface DecisionOptions {
  /** Fewest zones an endpoint that is changed may have. */
  readonly minAzs: number;
  /** Share of the surviving zones' ceiling that the load may use when one zone is lost. */
  readonly maxUtilisation: number;
  /** VPCs that may serve others; absent = those that do so already, else the largest users of each service. */
  readonly hubs?: readonly string[] | undefined;
  /** Endpoints that stay exactly as they are. */
  readonly pins: readonly string[];
  /** Moves that are not made: everywhere, or on one endpoint or VPC (`move:subject`). */
  readonly forbid: readonly { readonly move: Move; readonly subject?: string | undefined }[];
  /** Guards the user takes over. */
  readonly allow: readonly GuardName[];
  /** Keys of tags whose unlike values keep VPCs apart: those share nothing. */
  readonly walls: readonly string[];
  /** Mends what breaks the zone floor or the headroom today, at its cost; else that is told beside the plan. */
  readonly repair: boolean;
  /** Tag that names the class of an endpoint's data, and the classes that must stay on their own endpoint. */
  readonly dataClassTag: string;
  readonly sensitiveClasses: readonly string[];
  /** USD a month that a step saves at least; smaller ones are left out. */
  readonly minSaving: number;
  /** GB a month that an endpoint whose traffic no source reports is taken to carry; absent = such endpoints are not decided. */
  readonly assumeGb?: number | undefined;
  /** USD that one change costs to carry out; then each step has its payback. */
  readonly changeCost?: number | undefined;
  /** When it is decided, RFC 3339: how old evidence is counts from here; absent = not judged. */
  readonly asOf?: string | undefined;
  /** Seconds the solver may take; then the best plan found so far is given with its gap. */
  readonly timeLimitSeconds: number;
}

export const DEFAULT_OPTIONS: DecisionOptions = {
  minAzs: 2,
  maxUtilisation: 0.6,
  pins: [],
  forbid: [],
  allow: [],
  walls: [],
  repair: false,
  minSaving: 1,
  dataClassTag: 'tollgate:data-class',
  sensitiveClasses: ['pii', 'phi', 'pci', 'financial'],
  timeLimitSeconds: 60,
};
