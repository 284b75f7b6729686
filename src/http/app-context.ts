import type { Registry } from 'prom-client';
import type { Operation } from '../operations/operation.ts';
import type { NetworkInUse } from '../operations/resources/network/network-in-use.ts';
import type { Services } from '../operations/services.ts';
import type { BodyBudget } from './body/body-budget.ts';
import type { ComputeRunner } from './compute/compute-runner.ts';
import type { HttpOptions } from './http-options.ts';
import type { SignInOptions } from './oidc/sign-in-options.ts';
import type { RateRefresher } from './refresh/rate-refresher.ts';

/** What the route groups are given. */
export interface AppContext {
  readonly options: HttpOptions;
  /** `rates` notes the Regions it is asked for, so that they are kept fresh. */
  readonly services: Services;
  /** The rates, unnoted: for looking whether the service works. */
  readonly probe: Services['rates'];
  /** Runs operations: at once or in a worker. */
  readonly compute: ComputeRunner;
  /** Every operation that has a route. */
  readonly operations: readonly Operation[];
  readonly refresher: RateRefresher;
  readonly budget: BodyBudget;
  readonly registry: Registry;
  /** Aborted when no new requests shall be sent here; those that come are answered. */
  readonly draining: AbortSignal | undefined;
  /** How the page gets a token of the issuer; absent = it asks for a key. */
  readonly signIn: SignInOptions | undefined;
  /** The file that `tollgate open` shows; absent = what scans have kept. */
  readonly opened: NetworkInUse | undefined;
  /** Aborted when the service begins to stop: an answer without an end of its own must end then. */
  readonly stopping: AbortSignal;
}
