import { Decimal, sum } from '../../core/decimal.ts';
import { costOf } from '../solve/evaluate.ts';
import type { Choice, Demand, Problem } from '../solve/problem.ts';
import { solve } from '../solve/solve.ts';
import { tidy } from '../solve/tidy.ts';
import type { BlockedWay, Decision } from './decision.ts';

/** What a set of guards keeps a move from saving on one service. */
export interface Forgone {
  readonly blocked: readonly BlockedWay[];
  readonly monthly: Decimal;
}

/**
 * What would be saved on top of a plan if some ways were not blocked. The clients of the service decide again with those ways, the
 * others keep to the plan, so the figure can be had; lifting several guards together may save more.
 */
export async function forgoneSavings(
  decision: Decision,
  choice: Choice,
  timeLimitSeconds: number,
): Promise<readonly Forgone[]> {
  const groups = Map.groupBy(decision.blocked, ({ client, way, verdicts }) =>
    [way.move, client.service, ...verdicts.map((verdict) => verdict.guard)].join(' '),
  );
  const forgone: Forgone[] = [];
  for (const group of groups.values()) {
    const service = group[0]?.client.service;
    const clients = decision.ways.flatMap((_, index) => (decision.services[index] === service ? [index] : []));
    const { problem, today, lifted } = partOf(decision.problem, choice, clients, group);
    const best = await solve(problem, { timeLimitSeconds, today });
    const monthly = costOf(problem, today).minus(best.objective);
    if (!monthly.greaterThan(0)) continue;
    const used = group.filter((each) => lifted(each, best.choice));
    forgone.push({ blocked: used, monthly });
  }
  return forgone.sort((a, b) => b.monthly.comparedTo(a.monthly));
}

/** The clients of one service with the blocked ways open again, everybody else's decisions as given. */
function partOf(whole: Problem, choice: Choice, clients: readonly number[], blocked: readonly BlockedWay[]) {
  const inside = new Set(clients);
  const others = whole.demands.map((_, index) => index).filter((index) => !inside.has(index));
  const option = (index: number) => whole.demands[index]?.options[choice.options[index] ?? -1];
  const paid = new Set(others.flatMap((index) => option(index)?.needs ?? []));
  const taken = new Set(others.flatMap((index) => option(index)?.site ?? []));
  const gb = sum(
    others.flatMap((index) => (option(index)?.pooled ? [whole.demands[index]?.gb ?? new Decimal(0)] : [])),
  );
  const zones = [...paid].filter((resource) => whole.resources[resource]?.zoneCount).length;
  const more = Map.groupBy(blocked, (each) => each.client.index);
  const demands = clients.flatMap((index): Demand[] => {
    const demand = whole.demands[index];
    return demand
      ? [{ ...demand, options: [...demand.options, ...(more.get(index) ?? []).map((each) => each.option)] }]
      : [];
  });
  const open = whole.quotas.map(() => 0);
  for (const site of taken) {
    const quota = whole.sites[site]?.quota ?? 0;
    open[quota] = (open[quota] ?? 0) + 1;
  }
  const problem: Problem = {
    ...whole,
    demands,
    resources: whole.resources.map((each, index) => (paid.has(index) ? { monthly: new Decimal(0) } : each)),
    quotas: whole.quotas.map(({ limit }, index) => ({ limit: limit - (open[index] ?? 0) })),
    bytes: { ...whole.bytes, base: whole.bytes.base.plus(gb) },
    hostedZones: { ...whole.hostedZones, base: whole.hostedZones.base.plus(zones) },
  };
  const today = tidy(problem, { ...choice, options: clients.map((index) => choice.options[index] ?? 0) });
  const place = new Map(clients.map((index, at) => [index, at]));
  const lifted = (each: BlockedWay, best: Choice): boolean => {
    const at = place.get(each.client.index) ?? -1;
    return problem.demands[at]?.options[best.options[at] ?? -1] === each.option;
  };
  return { problem, today, lifted };
}
