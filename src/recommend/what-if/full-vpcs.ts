import { type Decimal, ZERO } from '../../core/decimal.ts';
import type { Decided } from '../decide/decide-region.ts';
import { solve } from '../solve/solve.ts';

/** VPCs that hold as many endpoints as their quota allows, and what the plan would save on top with a higher one. */
export interface FullVpcs {
  readonly vpcs: readonly string[];
  readonly monthly: Decimal;
}

/** Decides again without quotas where one of them binds. Undefined where none does or nothing would be saved. */
export async function fullVpcs({ context, decision, solution }: Decided): Promise<FullVpcs | undefined> {
  const { problem, quotaVpcs } = decision;
  const open = problem.quotas.map(() => 0);
  const possible = problem.quotas.map(() => 0);
  problem.sites.forEach(({ quota }, site) => {
    possible[quota] = (possible[quota] ?? 0) + 1;
    if (solution.choice.configs[site] !== undefined) open[quota] = (open[quota] ?? 0) + 1;
  });
  const vpcs = quotaVpcs.filter(
    (_, quota) =>
      (open[quota] ?? 0) >= (problem.quotas[quota]?.limit ?? 0) &&
      (possible[quota] ?? 0) > (problem.quotas[quota]?.limit ?? 0),
  );
  if (vpcs.length === 0) return undefined;
  const quotas = problem.quotas.map(() => ({ limit: Number.POSITIVE_INFINITY }));
  const { timeLimitSeconds } = context.options;
  const free = await solve({ ...problem, quotas }, { timeLimitSeconds, today: decision.today });
  const monthly = solution.objective.minus(free.objective);
  return monthly.greaterThan(ZERO) ? { vpcs, monthly } : undefined;
}
