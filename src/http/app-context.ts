import type { Registry } from 'prom-client';
import type { Services } from '../analysis/services.ts';
import type { BodyBudget } from './body/body-budget.ts';
import type { EstimateRunner } from './estimates/estimate-runner.ts';

/** What the route groups are given. */
export interface AppContext {
  readonly services: Services;
  readonly estimates: EstimateRunner;
  readonly budget: BodyBudget;
  readonly registry: Registry;
}
