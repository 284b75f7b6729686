import { Decimal, sum, ZERO } from '../../core/decimal.ts';
import type { Choice, Demand, Option, Problem, TieredPool } from './problem.ts';

/** Load may exceed a capacity by this share before it counts: loads and capacities are measurements in floating point. */
const LOAD_TOLERANCE = 1e-9;

/** Exact monthly cost of a choice: site hours, paths, shared things and both pools. */
export function costOf(problem: Problem, choice: Choice): Decimal {
  let total = ZERO;
  choice.configs.forEach((config, site) => {
    if (config !== undefined) total = total.plus(problem.sites[site]?.configs[config]?.monthly ?? ZERO);
  });
  let gb = ZERO;
  problem.demands.forEach((demand, index) => {
    const option = chosen(demand, choice, index);
    const config = option.site === undefined ? undefined : choice.configs[option.site];
    total = total.plus(option.monthly);
    if (config !== undefined && option.byConfig) total = total.plus(option.byConfig[config] ?? ZERO);
    if (option.pooled) gb = gb.plus(demand.gb);
  });
  let zones = 0;
  problem.resources.forEach((resource, index) => {
    if (!choice.resources[index]) return;
    total = total.plus(resource.monthly);
    if (resource.zoneCount) zones += 1;
  });
  return total.plus(poolCost(problem.bytes, gb)).plus(poolCost(problem.hostedZones, new Decimal(zones)));
}

/** Cost of `quantity` units above the pool's base. */
export function poolCost(pool: TieredPool, quantity: Decimal): Decimal {
  const end = pool.base.plus(quantity);
  return sum(
    pool.bands.map((band) => {
      const high = band.to === undefined ? end : Decimal.min(band.to, end);
      const low = Decimal.max(band.from, pool.base);
      return high.greaterThan(low) ? high.minus(low).times(band.price) : ZERO;
    }),
  );
}

/** The first rule a choice breaks, in words; undefined = it keeps them all. Checked apart from the solver, on the problem itself. */
export function brokenRule(problem: Problem, choice: Choice): string | undefined {
  const loads = problem.sites.map(() => [] as number[]);
  for (const [index, demand] of problem.demands.entries()) {
    const option = chosen(demand, choice, index);
    if (option.needs.some((resource) => !choice.resources[resource]))
      return `demand ${index} lacks what its path needs`;
    if (option.site === undefined) continue;
    const config = choice.configs[option.site];
    if (config === undefined) return `demand ${index} goes to a closed site`;
    if (option.configs && !option.configs.includes(config)) return `demand ${index} is not served by these zones`;
    const load = loads[option.site] ?? [];
    demand.loadGbps.forEach((gbps, slot) => {
      load[slot] = (load[slot] ?? 0) + gbps * (option.loadByConfig?.[config] ?? 1);
    });
  }
  return overloadedSite(problem, choice, loads) ?? exceededQuota(problem, choice);
}

function overloadedSite(problem: Problem, choice: Choice, loads: readonly number[][]): string | undefined {
  const full = problem.sites.findIndex((site, index) => {
    const config = choice.configs[index];
    if (config === undefined) return false;
    const capacity = site.configs[config]?.capacityGbps ?? 0;
    return (loads[index] ?? []).some((load) => load > capacity * (1 + LOAD_TOLERANCE));
  });
  return full === -1 ? undefined : `site ${full} is loaded beyond what its surviving zones carry`;
}

function exceededQuota(problem: Problem, choice: Choice): string | undefined {
  const open = problem.quotas.map(() => 0);
  problem.sites.forEach((site, index) => {
    if (choice.configs[index] !== undefined) open[site.quota] = (open[site.quota] ?? 0) + 1;
  });
  const vpc = problem.quotas.findIndex((quota, index) => (open[index] ?? 0) > quota.limit);
  return vpc === -1 ? undefined : `VPC ${vpc} holds more endpoints than its quota`;
}

/** The option a choice gives to a demand. Throws RangeError for a choice that is not of this problem. */
export function chosen(demand: Demand, choice: Choice, index: number): Option {
  const option = demand.options[choice.options[index] ?? -1];
  if (!option) throw new RangeError(`the choice names no option of demand ${index}`);
  return option;
}
