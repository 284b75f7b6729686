import type { Registry } from 'prom-client';
import type { Services } from '../operations/services.ts';
import type { AllocationRunner } from './allocations/allocation-task.ts';
import type { BodyBudget } from './body/body-budget.ts';
import type { CapacityRunner } from './capacity/capacity-task.ts';
import type { DiffRunner } from './diffs/diff-runner.ts';
import type { EstimateRunner } from './estimates/estimate-runner.ts';
import type { HttpOptions } from './http-options.ts';
import type { ReconciliationRunner } from './reconciliations/reconcile-task.ts';
import type { RateRefresher } from './refresh/rate-refresher.ts';
import type { ScenarioRunner } from './scenarios/scenario-task.ts';

/** What the route groups are given. */
export interface AppContext {
  readonly options: HttpOptions;
  /** `rates` notes the Regions it is asked for, so that they are kept fresh. */
  readonly services: Services;
  /** The rates, unnoted: for looking whether the service works. */
  readonly probe: Services['rates'];
  readonly estimates: EstimateRunner;
  readonly diffs: DiffRunner;
  /** Reconciles in a worker. */
  readonly reconciliations: ReconciliationRunner;
  /** Headroom, forecasts and plans, in a worker. */
  readonly capacity: CapacityRunner;
  /** Compares variants in a worker. */
  readonly scenarios: ScenarioRunner;
  /** Says whose a cost is, in a worker. */
  readonly allocations: AllocationRunner;
  readonly refresher: RateRefresher;
  readonly budget: BodyBudget;
  readonly registry: Registry;
  /** Aborted when the service begins to stop: an answer without an end of its own must end then. */
  readonly stopping: AbortSignal;
}
