import type { FindingLog } from '../../core/finding.ts';
import { FULL_ACCESS } from '../guards/endpoint-policy.ts';
import type { GuardContext } from '../guards/guard.ts';
import { readPolicies } from '../policy/policies.ts';
import { type RegionalNetworkInput, regionalNetworkOf } from '../region/regional-network.ts';
import type { Solution } from '../solve/solution.ts';
import { solve } from '../solve/solve.ts';
import { type Decision, decisionOf } from './decision.ts';
import { preferringHubs } from './prefer-hubs.ts';

/** One Region decided: what was to decide, and the cheapest choice. */
export interface Decided {
  readonly context: GuardContext;
  readonly decision: Decision;
  readonly solution: Solution;
}

/**
 * Decides one Region at its cheapest; of choices that cost the same, the one at hubs. Undefined where endpoints have no price there.
 * What is to be repaired and cannot be is left as it is.
 */
export async function decideRegion(
  region: string,
  input: RegionalNetworkInput,
  findings: FindingLog,
): Promise<Decided | undefined> {
  const regional = regionalNetworkOf(region, input, findings);
  if (!regional) return undefined;
  const policies = await readPolicies([FULL_ACCESS, ...regional.network.endpoints.map((each) => each.endpoint.policy)]);
  const context: GuardContext = { ...regional, policies };
  const decision = decisionOf(context);
  const { options } = input;
  try {
    const found = await solve(decision.problem, {
      timeLimitSeconds: options.timeLimitSeconds,
      today: decision.today,
    });
    return { context, decision, solution: await preferringHubs(context, decision, found) };
  } catch (error) {
    if (!options.repair || !(error instanceof RangeError)) throw error;
    return decideRegion(region, { ...input, options: { ...options, repair: false } }, findings);
  }
}
