import { Amount } from '../core/amount.ts';
import { type Decimal, ZERO } from '../core/decimal.ts';
import { FindingLog } from '../core/finding.ts';
import type { RateCard } from '../rates/rate-card.ts';
import type { Topology } from '../topology/topology.ts';
import { decideRegion } from './decide/decide-region.ts';
import type { DecisionOptions } from './options.ts';
import { costOf } from './solve/evaluate.ts';
import { DESIGNS } from './what-if/design-names.ts';
import { type Design, designsOf } from './what-if/designs.ts';
import { type FrontierPoint, frontierOf } from './what-if/frontier.ts';

/** The plan beside others: textbook designs for the same traffic, and cost against resilience. */
export interface Comparison {
  /** What today and the plan cost a month, of what the designs cost too. */
  readonly today: Decimal;
  readonly plan: Decimal;
  readonly designs: readonly Design[];
  readonly frontier: readonly FrontierPoint[];
}

/** Compares designs over all Regions of a network that holds its traffic. Undefined where nothing is decided. */
export async function compareDesigns(
  topology: Topology,
  cards: ReadonlyMap<string, RateCard>,
  options: DecisionOptions,
): Promise<Comparison | undefined> {
  const input = { topology, traffic: new Map(), cards, options };
  let [today, plan] = [ZERO, ZERO];
  const found: (readonly Design[])[] = [];
  for (const region of cards.keys()) {
    const decided = await decideRegion(region, input, new FindingLog());
    if (!decided || decided.context.clients.length === 0) continue;
    const { decision, solution } = decided;
    if (decision.today) today = today.plus(costOf(decision.problem, decision.today));
    plan = plan.plus(solution.objective);
    found.push(designsOf(decided, cards));
  }
  if (found.every((each) => each.length === 0)) return undefined;
  return {
    today,
    plan,
    designs: DESIGNS.flatMap((name) => inAll(name, found)),
    frontier: await frontierOf([...cards.keys()], input),
  };
}

/** One design over all Regions. */
function inAll(name: Design['name'], regions: readonly (readonly Design[])[]): readonly Design[] {
  const own = regions.flatMap((designs) => designs.filter((each) => each.name === name));
  const [first] = own;
  if (!first) return [];
  return [{ ...first, monthly: Amount.sum(own.map((each) => each.monthly)) }];
}
