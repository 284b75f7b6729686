import type { Decimal } from '../core/decimal.ts';
import type { FindingLog } from '../core/finding.ts';
import type { Topology } from '../topology/topology.ts';
import { forgoneSavings } from './decide/blocked.ts';
import { type Decision, decisionOf } from './decide/decision.ts';
import { blockedOf } from './explain/blocked-of.ts';
import { adviceId } from './explain/id.ts';
import { recommendationOf } from './explain/recommendation-of.ts';
import { FULL_ACCESS } from './guards/endpoint-policy.ts';
import type { GuardContext } from './guards/guard.ts';
import { changesOf } from './plan/changes.ts';
import { dependenciesOf } from './plan/dependencies.ts';
import { equalGroups } from './plan/equal-groups.ts';
import { groupsOf } from './plan/group.ts';
import { type NewNames, newNames } from './plan/names.ts';
import { type Step, stepsOf } from './plan/order.ts';
import { repairsOf } from './plan/repairs.ts';
import { savingBetween } from './plan/reprice.ts';
import { chosenState, type NetworkState, todayState } from './plan/state.ts';
import { topologyOf } from './plan/topology-of.ts';
import { readPolicies } from './policy/policies.ts';
import type { BlockedSaving, Recommendation } from './recommendation.ts';
import { type SituationInput, situationOf } from './situation/situation.ts';
import { costOf } from './solve/evaluate.ts';
import type { Solution } from './solve/solution.ts';
import { solve } from './solve/solve.ts';

/** How good the plan is, proved: its cost, the least that any plan could cost, and the distance. */
export interface SolverReport {
  readonly status: 'optimal' | 'feasible';
  /** Monthly cost of what the plan decides; what no decision changes is left out. */
  readonly objective: Decimal;
  readonly bound: Decimal;
  /** (objective - bound) / objective. */
  readonly gap: number;
  /** Independent parts the decision fell into. */
  readonly components: number;
}

/** The plan of one Region. */
export interface RegionPlan {
  readonly solver: SolverReport;
  /** Seconds the solver worked. */
  readonly seconds: number;
  /** What the solver says the plan saves; undefined where the rules, taken strictly, do not allow the network of today. */
  readonly claimed: Decimal | undefined;
  readonly recommendations: readonly Recommendation[];
  readonly blocked: readonly BlockedSaving[];
  readonly repairs: readonly Recommendation[];
  readonly topologyAfter: Topology;
}

/** Decides one Region. Undefined, with a finding, where endpoints have no price. */
export async function planRegion(
  region: string,
  input: SituationInput,
  findings: FindingLog,
  orderBefore: number,
): Promise<RegionPlan | undefined> {
  const situation = situationOf(region, input, findings);
  if (!situation) {
    findings.add(
      'TG4053',
      region,
      `No price of interface endpoints is known in ${region}, so nothing is recommended there.`,
    );
    return undefined;
  }
  const policies = await readPolicies([
    FULL_ACCESS,
    ...situation.network.endpoints.map((each) => each.endpoint.policy),
  ]);
  const context: GuardContext = { ...situation, policies };
  const decision = decisionOf(context);
  const solution = await solved(decision, input);
  if (!solution)
    return planRegion(region, { ...input, options: { ...input.options, repair: false } }, findings, orderBefore);
  return write({ context, decision, solution, cards: input.cards, names: newNames(context), findings, orderBefore });
}

/** Undefined where what is to be repaired cannot be. */
async function solved(decision: Decision, { options }: SituationInput): Promise<Solution | undefined> {
  try {
    return await solve(decision.problem, { timeLimitSeconds: options.timeLimitSeconds, today: decision.today });
  } catch (error) {
    if (options.repair && error instanceof RangeError) return undefined;
    throw error;
  }
}

interface Decided {
  readonly context: GuardContext;
  readonly decision: Decision;
  readonly solution: Solution;
  readonly cards: SituationInput['cards'];
  readonly names: NewNames;
  readonly findings: FindingLog;
  readonly orderBefore: number;
}

async function write(decided: Decided): Promise<RegionPlan> {
  const { context, decision, solution, cards, names } = decided;
  const today = todayState(context, decision);
  const goal = chosenState(context, decision, solution.choice);
  const steps = stepsOf(
    context,
    cards,
    names,
    today,
    goal,
    equalGroups(context, goal, groupsOf(changesOf(context, today, goal))),
  );
  const forgone = await forgoneSavings(decision, solution.choice, context.options.timeLimitSeconds);
  const cost = decision.today && costOf(decision.problem, decision.today);
  const recommendations = recommended(decided, steps);
  return {
    solver: {
      status: solution.status,
      objective: solution.objective,
      bound: solution.bound,
      gap: solution.gap,
      components: solution.components,
    },
    seconds: solution.seconds,
    claimed: cost?.minus(solution.objective),
    recommendations,
    blocked: forgone.map((each) => blockedOf(context.region, each)),
    repairs: repaired(decided, goal),
    topologyAfter: topologyOf(context, goal, names),
  };
}

function recommended({ context, names, orderBefore }: Decided, steps: readonly Step[]): readonly Recommendation[] {
  const waits = dependenciesOf(context, steps);
  const done: Recommendation[] = [];
  steps.forEach((step, index) => {
    const dependsOn = (waits[index] ?? []).flatMap((at) => done[at]?.id ?? []);
    done.push(recommendationOf(context, names, step, { order: orderBefore + index + 1, dependsOn }));
  });
  return done;
}

/** Advice that costs money to keep a rule that is broken today: told beside the plan, priced like it. */
function repaired({ context, cards, names, findings }: Decided, goal: NetworkState): readonly Recommendation[] {
  return repairsOf(context, goal).flatMap(({ place, mended, group }) => {
    const id = place.joined?.endpoint.id ?? '';
    const how = mended ? 'another zone mends it' : 'it takes a second endpoint';
    findings.add('TG4052', id, `${id} breaks the zone floor or the headroom reserve today; ${how}.`);
    if (!mended) return [];
    const saving = savingBetween(context, cards, names, goal, mended, group);
    const step = { group, saving, before: goal, after: mended };
    const advice = recommendationOf(context, names, step, { order: 0, dependsOn: [] });
    return [{ ...advice, id: adviceId('fix', context.region, group.move, advice.subjects) }];
  });
}
