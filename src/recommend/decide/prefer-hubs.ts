import { Decimal } from '../../core/decimal.ts';
import { remembering } from '../../core/remembering.ts';
import { hubRank } from '../region/hub-rank.ts';
import type { RegionalNetwork } from '../region/regional-network.ts';
import { costOf } from '../solve/evaluate.ts';
import type { Demand, Problem } from '../solve/problem.ts';
import type { Solution } from '../solve/solution.ts';
import { solve } from '../solve/solve.ts';
import type { Way } from '../way.ts';
import type { Decision } from './decision.ts';

/** What a rank weighs against another choice, USD a month for each client: enough for the solver to see, checked exactly afterwards. */
const WEIGHT = '0.0001';

/**
 * Of choices that cost the same, one whose hosts are hubs: named ones first, then those that serve others today, those that are
 * called so and those that are attached already. A workload VPC hosts only where that is cheaper. Of duplicates the one stays that
 * answers already. The decision is taken again with a small weight on worse hosts and kept only where it costs exactly as little.
 */
export async function preferringHubs(
  regional: RegionalNetwork,
  decision: Decision,
  found: Solution,
): Promise<Solution> {
  const rank = remembering((vpc: string) => hubRank(vpc, regional));
  const ranks = decision.ways.map((ways) => ways.map((way) => rankOf(way, rank)));
  const best = Math.min(...ranks.flat().filter((each) => each !== undefined));
  const hubExcess = (rank: number | undefined): number => (rank === undefined ? 0 : rank - best);
  const excess = decision.ways.map((ways, client) =>
    ways.map((way, at) => hubExcess(ranks[client]?.[at]) + answerRank(regional, way)),
  );
  if (!found.choice.options.some((at, client) => (excess[client]?.[at] ?? 0) > 0)) return found;
  const weighed = weighedBy(decision.problem, excess);
  const { timeLimitSeconds } = regional.options;
  const other = await solve(weighed, { timeLimitSeconds, today: decision.today });
  const same = costOf(decision.problem, other.choice).equals(found.objective);
  const seconds = found.seconds + other.seconds;
  return same ? { ...found, choice: other.choice, seconds } : { ...found, seconds };
}

/** The rank of the VPC in which a newcomer would use an endpoint; undefined for any other way. */
function rankOf(way: Way, rank: (vpc: string) => number): number | undefined {
  const comes = way.kind === 'endpoint' && way.move !== undefined && way.path.kind !== 'inside-vpc';
  return comes ? rank(way.place.vpc) : undefined;
}

/** How far an endpoint that takes over from its duplicate is from answering: 0 = it does, by private DNS or a zone that leads to it. */
function answerRank({ dns }: RegionalNetwork, way: Way): number {
  if (way.kind !== 'endpoint' || way.move !== 'merge-duplicates') return 0;
  const { privateDns } = way.place.joined?.endpoint ?? {};
  const isLed = dns.zonesLeadingTo(way.place).length > 0;
  if (privateDns === true || isLed) return 0;
  return privateDns === undefined ? 1 : 2;
}

function weighedBy(problem: Problem, excess: readonly (readonly number[])[]): Problem {
  const demands = problem.demands.map((demand, client): Demand => {
    const options = demand.options.map((option, at) => {
      const more = excess[client]?.[at] ?? 0;
      return more > 0 ? { ...option, monthly: option.monthly.plus(new Decimal(WEIGHT).times(more)) } : option;
    });
    return { ...demand, options };
  });
  return { ...problem, demands };
}
