import { type Decimal, ZERO } from '../core/decimal.ts';
import type { FindingLog } from '../core/finding.ts';
import { amountText } from '../core/money.ts';
import type { Topology } from '../topology/topology.ts';
import { forgoneSavings } from './decide/blocked.ts';
import { type Decided, decideRegion } from './decide/decide-region.ts';
import { blockedOf } from './explain/blocked-of.ts';
import { adviceId } from './explain/id.ts';
import { recommendationOf } from './explain/recommendation-of.ts';
import { courseOf } from './leave-small.ts';
import { dependenciesOf } from './plan/dependencies.ts';
import { type NewNames, newNames } from './plan/names.ts';
import type { Step } from './plan/order.ts';
import { repairsOf } from './plan/repairs.ts';
import { savingBetween } from './plan/reprice.ts';
import type { NetworkState } from './plan/state.ts';
import { topologyOf } from './plan/topology-of.ts';
import type { BlockedSaving, Recommendation } from './recommendation.ts';
import { listed } from './region/listed.ts';
import type { RegionalNetworkInput } from './region/regional-network.ts';
import { costOf } from './solve/evaluate.ts';
import type { Undecided } from './undecided.ts';
import { fullVpcs } from './what-if/full-vpcs.ts';
import { unknownZones } from './what-if/unknown-zones.ts';

/** How good the plan is, proved: its cost, the least that any plan could cost, and the distance. */
export interface SolverReport {
  /** `partly-decided`, `nothing-decided`: facts are missing, so the proof holds for what was decided only. */
  readonly status: 'optimal' | 'feasible' | 'partly-decided' | 'nothing-decided';
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
  /** Clients that were decided on. */
  readonly decided: number;
  /** VPCs whose missing facts hold a saving back. */
  readonly undecided: readonly Undecided[];
  readonly topologyAfter: Topology;
}

/** Why a broken rule stays broken though it is to be repaired. */
const WHY_NOT = 'its load does not fit the endpoints that a VPC may have side by side, or a rule keeps them apart';

/** Decides one Region. Undefined, with a finding, where endpoints have no price. */
export async function planRegion(
  region: string,
  input: RegionalNetworkInput,
  findings: FindingLog,
  orderBefore: number,
): Promise<RegionPlan | undefined> {
  const decided = await decideRegion(region, input, findings);
  if (!decided) {
    findings.add(
      'TG4053',
      region,
      `No price of interface endpoints is known in ${region}, so nothing is recommended there.`,
    );
    return undefined;
  }
  return write({ ...decided, cards: input.cards, names: newNames(decided.context), findings, orderBefore }, input);
}

interface Writing extends Decided {
  readonly cards: RegionalNetworkInput['cards'];
  readonly names: NewNames;
  readonly findings: FindingLog;
  readonly orderBefore: number;
}

async function write(writing: Writing, input: RegionalNetworkInput): Promise<RegionPlan> {
  const { context, decision, solution, cards, names, findings } = writing;
  const { region, options } = context;
  const { choice, goal, steps, left } = courseOf(writing, cards, names);
  const forgone = await forgoneSavings(decision, choice, options.timeLimitSeconds);
  const cost = decision.today && costOf(decision.problem, decision.today);
  if (left.count > 0) {
    const message = `${left.count} ${left.count === 1 ? 'step saves' : 'steps save'} less than ${options.minSaving} USD a month each`;
    findings.add(
      'TG4061',
      region,
      `${message}, ${amountText(left.monthly)} in all, and ${left.count === 1 ? 'is' : 'are'} left out.`,
    );
  }
  return {
    solver: {
      status: solution.status,
      objective: solution.objective,
      bound: solution.bound,
      gap: solution.gap,
      components: solution.components,
    },
    seconds: solution.seconds,
    claimed: cost?.minus(costOf(decision.problem, choice)),
    recommendations: recommended(writing, steps),
    blocked: forgone.map((each) => blockedOf(region, each)),
    repairs: repaired(writing, goal),
    decided: context.clients.length,
    undecided: await heldBack(writing, input),
    topologyAfter: topologyOf(context, goal, names),
  };
}

/** Savings that missing facts hold back: zones that are not known, and a quota that is full. */
async function heldBack(writing: Writing, input: RegionalNetworkInput): Promise<readonly Undecided[]> {
  const { context, findings } = writing;
  const full = await fullVpcs(writing);
  if (full) {
    findings.add(
      'TG4060',
      full.vpcs[0] ?? context.region,
      `${listed(full.vpcs)} may hold no more endpoints (quota L-29B6F2EB, 50 unless raised): a higher quota would save ${amountText(full.monthly)} a month more.`,
    );
  }
  const zones = await unknownZones(writing, input);
  if (!zones) return [];
  const reason = 'its zones are not known, so no endpoint can be offered in it';
  findings.add(
    'TG4059',
    zones.vpcs[0] ?? context.region,
    `${amountText(zones.monthly)} a month cannot be offered because the zones of ${listed(zones.vpcs)} are not known: state \`azs\`, or its subnets.`,
  );
  return zones.vpcs.map((vpc, index) => ({
    subject: vpc,
    kind: 'vpc',
    reason,
    give: 'its zones: `azs`, or its subnets',
    // What they would save together stands at the first.
    monthly: index === 0 ? zones.monthly : ZERO,
    unknownLines: 0,
  }));
}

function recommended({ context, names, orderBefore }: Writing, steps: readonly Step[]): readonly Recommendation[] {
  const waits = dependenciesOf(context, steps);
  const done: Recommendation[] = [];
  steps.forEach((step, index) => {
    const dependsOn = (waits[index] ?? []).flatMap((at) => done[at]?.id ?? []);
    done.push(recommendationOf(context, names, step, { order: orderBefore + index + 1, dependsOn }));
  });
  return done;
}

/** Advice that costs money to keep a rule that is broken today: told beside the plan, priced like it. */
function repaired({ context, cards, names, findings }: Writing, goal: NetworkState): readonly Recommendation[] {
  return repairsOf(context, goal).flatMap(({ place, mended, group }) => {
    const id = place.joined?.endpoint.id ?? '';
    const tried = context.options.repair
      ? `it cannot be repaired: ${WHY_NOT}`
      : '--repair gives it further endpoints where they help';
    const how = mended ? 'another zone fixes it' : tried;
    findings.add('TG4052', id, `${id} breaks the zone floor or the headroom reserve today; ${how}.`);
    if (!mended) return [];
    const saving = savingBetween(context, cards, names, goal, mended, group);
    const step = { group, saving, before: goal, after: mended };
    const advice = recommendationOf(context, names, step, { order: 0, dependsOn: [] });
    return [{ ...advice, id: adviceId('fix', context.region, group.move, advice.subjects) }];
  });
}
