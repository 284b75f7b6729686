import { Decimal } from '../../core/decimal.ts';
import { hubRank } from '../situation/hub-rank.ts';
import { remembering } from '../situation/remembering.ts';
import type { Situation } from '../situation/situation.ts';
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
 * called so and those that are attached already. A workload VPC hosts only where that is cheaper. The decision is taken again with a
 * small weight on worse hosts and kept only where it costs exactly as little.
 */
export async function preferringHubs(situation: Situation, decision: Decision, found: Solution): Promise<Solution> {
  const rank = remembering((vpc: string) => hubRank(vpc, situation));
  const ranks = decision.ways.map((ways) => ways.map((way) => rankOf(way, rank)));
  const offered = [...new Set(ranks.flat().filter((rank) => rank !== undefined))];
  const chosen = found.choice.options.map((at, client) => ranks[client]?.[at]).filter((rank) => rank !== undefined);
  const best = Math.min(...offered);
  if (chosen.length === 0 || !chosen.some((rank) => rank > best)) return found;
  const weighed = weighedBy(decision.problem, ranks, best);
  const { timeLimitSeconds } = situation.options;
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

function weighedBy(problem: Problem, ranks: readonly (readonly (number | undefined)[])[], best: number): Problem {
  const demands = problem.demands.map((demand, client): Demand => {
    const options = demand.options.map((option, at) => {
      const rank = ranks[client]?.[at];
      if (rank === undefined || rank === best) return option;
      return { ...option, monthly: option.monthly.plus(new Decimal(WEIGHT).times(rank - best)) };
    });
    return { ...demand, options };
  });
  return { ...problem, demands };
}
