import { amountText, quantityText } from '../core/money.ts';
import { isDiscounted } from '../model/totals.ts';
import type { RateCard } from '../rates/rate-card.ts';
import type { Comparison } from '../recommend/compare.ts';
import type { DecisionOptions } from '../recommend/options.ts';
import type { Plan } from '../recommend/recommend.ts';
import type { BlockedSaving, Recommendation } from '../recommend/recommendation.ts';
import type { Sensitivity } from '../recommend/sensitivity.ts';
import { type Wave, wavesOf } from '../recommend/steps/waves.ts';
import type { WithoutBytes } from '../recommend/what-if/without-bytes.ts';
import { ratesDocument } from './build-report.ts';
import type { PlanDocument, RecommendationDocument } from './plan-document.ts';

export interface PlanReportOptions {
  readonly options: DecisionOptions;
  readonly cards: ReadonlyMap<string, RateCard>;
  readonly ratesSource: string;
  readonly horizonMonths?: number | undefined;
  readonly comparison?: Comparison | undefined;
}

/** What the plan's totals are at list price, where that is something else. */
function listOf({ today, after }: Plan): Pick<PlanDocument, 'list'> {
  if (!isDiscounted(today) && !isDiscounted(after)) return {};
  const saving = amountText(today.list.minus(after.list));
  return { list: { today: amountText(today.list), after: amountText(after.list), saving } };
}

/** Turns a plan into its document: decimals become exact strings, nothing is computed. */
export function buildPlan(
  plan: Plan,
  { options, cards, ratesSource, horizonMonths, comparison }: PlanReportOptions,
): PlanDocument {
  const ranged = !plan.saving.low.equals(plan.saving.high);
  const { findings, omitted } = plan.findings;
  return {
    schema: 'tollgate/plan@1',
    currency: plan.currency,
    rates: ratesDocument({ cards }, ratesSource),
    today: amountText(plan.today.monthly.knownPart),
    after: amountText(plan.after.monthly.knownPart),
    saving: amountText(plan.saving.monthly),
    ...listOf(plan),
    ...(ranged && { savingRange: { low: amountText(plan.saving.low), high: amountText(plan.saving.high) } }),
    unknownLines: plan.after.monthly.leftOut,
    rules: {
      minAzs: options.minAzs,
      maxUtilisation: options.maxUtilisation,
      repair: options.repair,
      ...(horizonMonths !== undefined && { horizonMonths }),
      minSaving: options.minSaving,
      ...(options.assumeGb !== undefined && { assumeGb: options.assumeGb }),
      walls: options.walls.map((key) => `tag:${key}`),
      pins: [...options.pins],
      forbid: options.forbid.map(({ move, subject }) => (subject === undefined ? move : `${move}:${subject}`)),
      allow: [...options.allow],
    },
    solver: {
      status: plan.solver.status,
      objective: amountText(plan.solver.objective),
      bound: amountText(plan.solver.bound),
      gap: plan.solver.gap,
      components: plan.solver.components,
    },
    recommendations: plan.recommendations.map(recommendationDocument),
    ...(plan.recommendations.length > 0 && { waves: wavesOf(plan.recommendations).map(waveDocument) }),
    blocked: plan.blocked.map(blockedDocument),
    sensitivity: sensitivityDocument(plan.sensitivity),
    ...(comparison && { comparison: comparisonDocument(comparison) }),
    ...(plan.withoutBytes && { withoutBytes: withoutBytesDocument(plan.withoutBytes) }),
    undecided: plan.undecided.map(({ monthly, give, ...each }) => ({
      ...each,
      ...(give !== undefined && { give }),
      monthly: amountText(monthly),
    })),
    repairs: plan.repairs.map(recommendationDocument),
    topologyToday: plan.topologyToday,
    topologyAfter: plan.topologyAfter,
    findings: [...findings] as PlanDocument['findings'],
    ...(Object.keys(omitted).length > 0 && { findingsOmitted: omitted }),
  };
}

const waveDocument = (wave: Wave): NonNullable<PlanDocument['waves']>[number] => ({
  wave: wave.number,
  kind: wave.kind,
  day: wave.day,
  soakDays: wave.soakDays,
  steps: wave.steps.map((step) => ({ ...step })),
  check: [...wave.check],
  savingSoFar: amountText(wave.savingSoFar),
});

function recommendationDocument(each: Recommendation): RecommendationDocument {
  const { saving, evidence, blastRadius } = each;
  const { breakEven, window } = evidence;
  return {
    id: each.id,
    region: each.region,
    move: each.move,
    with: [...each.with],
    subjects: [...each.subjects],
    title: each.title,
    saving: {
      monthly: amountText(saving.monthly),
      low: amountText(saving.low),
      high: amountText(saving.high),
    },
    evidence: {
      facts: [...evidence.facts],
      monthlyGb: quantityText(evidence.monthlyGb),
      sources: [...evidence.sources],
      ...(window && { window }),
      ...(breakEven && {
        breakEven: {
          subject: breakEven.subject,
          gb: quantityText(breakEven.gb),
          breakEvenGb: quantityText(breakEven.breakEvenGb),
          distance: breakEven.distance,
        },
      }),
    },
    effort: each.effort,
    risk: each.risk,
    blastRadius: {
      vpcs: [...blastRadius.vpcs],
      endpoints: blastRadius.endpoints,
      monthlyGb: quantityText(blastRadius.monthlyGb),
    },
    confidence: each.confidence,
    sensitivity: sensitivityDocument(each.sensitivity),
    payback: { ...each.payback, savingPerChange: amountText(each.payback.savingPerChange) },
    blockedBy: [],
    guards: [...each.verdicts],
    order: each.order,
    dependsOn: [...each.dependsOn],
    network: networkDocument(each),
    steps: each.actions.map(({ title, phase, vpc, changes, terraform, cli, undo, check }) => ({
      title,
      phase,
      ...(vpc !== undefined && { vpc }),
      changes,
      ...(terraform !== '' && { terraform }),
      ...(cli !== '' && { cli }),
      ...(undo !== '' && { undo }),
      ...(check !== '' && { check }),
    })),
    rollback: each.rollback,
  };
}

const sensitivityDocument = ({ from, to, belowGb }: Sensitivity): PlanDocument['sensitivity'] => ({
  from: from ?? null,
  to: to ?? null,
  ...(belowGb && { belowGb: quantityText(belowGb) }),
});

const comparisonDocument = (each: Comparison): NonNullable<PlanDocument['comparison']> => ({
  today: amountText(each.today),
  plan: amountText(each.plan),
  designs: each.designs.map(({ monthly, ...design }) => ({
    ...design,
    // Of a design without any rate nothing is known: not even a lower bound is worth writing.
    ...((monthly.kind === 'known' || !monthly.knownPart.isZero()) && { monthly: amountText(monthly.knownPart) }),
    unknownLines: monthly.leftOut,
  })),
  frontier: each.frontier.map(({ change, ...point }) => ({ ...point, change: amountText(change) })),
});

const withoutBytesDocument = (each: WithoutBytes): NonNullable<PlanDocument['withoutBytes']> => ({
  endpoints: each.endpoints,
  breakEvens: each.breakEvens.map(({ endpoint, vpc, service, hub, belowGb }) => ({
    endpoint,
    vpc,
    service,
    ...(hub !== undefined && { hub }),
    ...(belowGb && { belowGb: quantityText(belowGb) }),
  })),
  saving: each.saving.map(({ eachGb, monthly }) => ({ eachGb, monthly: amountText(monthly) })),
});

const networkDocument = ({ network }: Recommendation): RecommendationDocument['network'] => ({
  removes: network.removes.map(({ id, azs }) => ({ id, azs: [...azs] })),
  makes: network.makes.map((each) => ({ ...each, azs: [...each.azs] })),
  rezones: network.rezones.map(({ id, from, to }) => ({ id, from: [...from], to: [...to] })),
  relieves: network.relieves.map(({ id, gb, ofGb }) => ({ id, gb: quantityText(gb), ofGb: quantityText(ofGb) })),
});

const blockedDocument = (each: BlockedSaving): PlanDocument['blocked'][number] => ({
  id: each.id,
  region: each.region,
  move: each.move,
  subjects: [...each.subjects],
  title: each.title,
  blockedBy: [...each.blockedBy],
  reasons: [...each.reasons],
  saving: { monthly: amountText(each.monthly) },
});
