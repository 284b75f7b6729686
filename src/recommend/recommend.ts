import { type Decimal, sum, ZERO } from '../core/decimal.ts';
import { TollgateError } from '../core/errors.ts';
import { type Finding, FindingLog } from '../core/finding.ts';
import { estimate } from '../model/estimate.ts';
import type { Totals } from '../model/totals.ts';
import type { RateCard } from '../rates/rate-card.ts';
import type { Topology } from '../topology/topology.ts';
import type { TrafficProfile } from '../traffic/traffic.ts';
import { assumeTraffic } from './assume-traffic.ts';
import { checkNames } from './known-names.ts';
import type { DecisionOptions } from './options.ts';
import { type Saving, savingOf } from './plan/reprice.ts';
import { withTraffic } from './plan/with-traffic.ts';
import { planRegion, type SolverReport } from './plan-region.ts';
import type { BlockedSaving, Recommendation } from './recommendation.ts';
import { type Sensitivity, sensitivityOfAll } from './sensitivity.ts';
import type { Undecided } from './undecided.ts';
import { undecidedOf } from './undecided-of.ts';
import { unusedNats } from './what-if/unused-nats.ts';
import { type WithoutBytes, withoutBytes } from './what-if/without-bytes.ts';

export interface RecommendInput {
  readonly topology: Topology;
  /** Rate cards by Region: every Region the network touches. */
  readonly cards: ReadonlyMap<string, RateCard>;
  /** Measured or file-given traffic; it wins over what the topology states. */
  readonly traffic?: TrafficProfile | undefined;
  readonly findings?: readonly Finding[] | undefined;
  readonly options: DecisionOptions;
}

/** The cheapest network that keeps every rule, how to get there, and the proof. Amounts are one month, exact. */
export interface Plan {
  readonly currency: string;
  readonly today: Totals;
  readonly after: Totals;
  readonly saving: Saving;
  readonly solver: SolverReport;
  readonly recommendations: readonly Recommendation[];
  readonly blocked: readonly BlockedSaving[];
  /** How far traffic may change before one of the steps no longer saves or fits. */
  readonly sensitivity: Sensitivity;
  /** What can be said of endpoints whose traffic no source reports; undefined where there are none. */
  readonly withoutBytes: WithoutBytes | undefined;
  /** What was left out for a missing fact, with its money and what to give. */
  readonly undecided: readonly Undecided[];
  /** What it would take to mend what breaks a rule today; each costs, and none is in the plan. */
  readonly repairs: readonly Recommendation[];
  /** The network before and after, with traffic written into both: anyone can price them again. */
  readonly topologyToday: Topology;
  readonly topologyAfter: Topology;
  readonly findings: FindingLog;
}

/** Parts that differ from the whole by less are rounding (peering shares are kept to ten decimals). */
const SAME = '0.000001';

/**
 * Decides each Region at its cheapest, prices both networks again with the model itself and cuts the difference into steps. Throws
 * TG4002 where the steps do not add up to that difference: then nothing may be believed; TG4004 where an option names nothing.
 */
export async function recommend(input: RecommendInput): Promise<Plan> {
  const findings = new FindingLog();
  findings.addAll(input.findings ?? []);
  checkNames(input.options, input.topology);
  const { assumeGb } = input.options;
  const measured = input.traffic ?? new Map();
  const assumed = assumeGb === undefined ? undefined : assumeTraffic(input.topology, measured, assumeGb);
  if (assumed && assumed.ids.size > 0) {
    const message = `${assumed.ids.size} endpoints without reported traffic are taken to carry ${assumeGb} GB a month each.`;
    findings.add('TG4062', 'assume-gb', message);
  }
  const { topology, traffic } = withTraffic(assumed?.topology ?? input.topology, measured);
  const before = estimate({ topology, cards: input.cards });
  findings.addAll(before.findings.findings);
  for (const { id, message } of unusedNats(before)) findings.add('TG4076', id, message);
  let current = topology;
  let left = input.options.timeLimitSeconds;
  const regions = [];
  const priceless = new Set<string>();
  for (const region of regionsIn(topology)) {
    const options = { ...input.options, timeLimitSeconds: left };
    const order = regions.reduce((count, each) => count + each.recommendations.length, 0);
    const planned = await planRegion(
      region,
      { topology: current, traffic, cards: input.cards, options },
      findings,
      order,
    );
    if (!planned) {
      priceless.add(region);
      continue;
    }
    regions.push(planned);
    current = planned.topologyAfter;
    left = Math.max(left - planned.seconds, 0);
  }
  const after = estimate({ topology: current, cards: input.cards });
  const saving = savingOf(before.totals, after.totals);
  const recommendations = regions.flatMap((each) => each.recommendations);
  checkClaim(saving.monthly, sum(recommendations.map((each) => each.saving.monthly)), 'its steps');
  const claims = regions.flatMap((each) => each.claimed ?? []);
  if (claims.length === regions.length) checkClaim(saving.monthly, sum(claims), 'the solver');
  const undecided = [...undecidedOf(before, priceless), ...regions.flatMap((each) => each.undecided)];
  for (const each of undecided) {
    if (each.kind === 'vpc') continue;
    findings.add('TG4058', each.subject, `${each.subject} is not decided: ${each.reason}.`);
  }
  const proof = solverOf(regions.map((each) => each.solver));
  const anyDecided = regions.some((each) => each.decided > 0);
  const status = undecided.length === 0 ? proof.status : anyDecided ? 'partly-decided' : 'nothing-decided';
  const solver = { ...proof, status } as const;
  if (proof.status !== 'optimal') {
    const percent = Math.round(solver.gap * 10_000) / 100;
    findings.add(
      'TG4051',
      'solver',
      `The search ended before the proof: the network could cost at most ${percent} % less than the plan.`,
    );
  }
  return {
    currency: before.currency,
    today: before.totals,
    after: after.totals,
    saving,
    solver,
    recommendations,
    blocked: regions.flatMap((each) => each.blocked),
    undecided,
    sensitivity: sensitivityOfAll(recommendations.map((each) => each.sensitivity)),
    withoutBytes: await withoutBytes(topology, traffic, input, undecided),
    repairs: regions.flatMap((each) => each.repairs),
    topologyToday: topology,
    topologyAfter: current,
    findings,
  };
}

/** Regions with something to decide, in the order they are met. */
function regionsIn(topology: Topology): readonly string[] {
  const vpcs = new Map((topology.vpcs ?? []).map((vpc) => [vpc.id, vpc.region]));
  const of = (entry: { region?: string | undefined; vpc?: string | undefined }): string | undefined =>
    entry.region ?? vpcs.get(entry.vpc ?? '') ?? topology.region;
  const regions = [
    ...topology.endpoints.filter((endpoint) => endpoint.type === 'Interface').map(of),
    ...(topology.natGateways ?? []).map(of),
  ];
  return [...new Set(regions.filter((region) => region !== undefined))];
}

function checkClaim(saving: Decimal, claimed: Decimal, by: string): void {
  if (saving.minus(claimed).abs().lessThan(SAME)) return;
  throw new TollgateError(
    'TG4002',
    `The two networks differ by ${saving.toFixed()} a month; ${by} claims ${claimed.toFixed()}.`,
  );
}

function solverOf(reports: readonly SolverReport[]): SolverReport {
  const objective = sum(reports.map((each) => each.objective));
  const bound = sum(reports.map((each) => each.bound));
  const distance = objective.minus(bound);
  return {
    status: reports.every((each) => each.status === 'optimal') ? 'optimal' : 'feasible',
    objective,
    bound,
    gap: objective.greaterThan(ZERO) ? distance.div(objective).toNumber() : 0,
    components: reports.reduce((all, each) => all + each.components, 0),
  };
}
