import type { Choice, Demand, Problem } from './problem.ts';

/** Steps that trying everything may take; beyond it the solver is faster. */
const MOST_STEPS = 2_000_000;

/**
 * Decides a part with few shared things by trying every set of open sites and paid things: once they are fixed, each demand takes
 * its cheapest option. Exact like the model, without a model. Undefined where a capacity or quota could bind or there is too much to try.
 */
export function enumerate(problem: Problem): { choice: Choice; cost: number } | undefined {
  const { sites, resources, demands } = problem;
  const options = demands.reduce((count, demand) => count + demand.options.length, 0);
  const combinations = sites.reduce((product, site) => product * (site.configs.length + 1), 2 ** resources.length);
  if (combinations * Math.max(options, 1) > MOST_STEPS || canBind(problem)) return undefined;
  const priced = demands.map(pricedOptions);
  const radices = [...sites.map((site) => site.configs.length + 1), ...resources.map(() => 2)];
  const fixed = [
    ...sites.map((site) => [0, ...site.configs.map((config) => config.monthly.toNumber())]),
    ...resources.map((resource) => [0, resource.monthly.toNumber()]),
  ];
  let best: { digits: readonly number[]; chosen: readonly number[]; cost: number } | undefined;
  const digits = radices.map(() => 0);
  for (let turn = 0; turn < combinations; turn += 1) {
    const base = digits.reduce((sum, digit, index) => sum + (fixed[index]?.[digit] ?? 0), 0);
    const served =
      base < (best?.cost ?? Number.POSITIVE_INFINITY)
        ? serve(priced, digits, sites.length, base, best?.cost)
        : undefined;
    if (served) best = { digits: [...digits], ...served };
    advance(digits, radices);
  }
  if (!best) return undefined;
  const { digits: won, chosen, cost } = best;
  const configs = sites.map((_, site) => ((won[site] ?? 0) === 0 ? undefined : (won[site] ?? 1) - 1));
  return {
    cost,
    choice: { options: chosen, configs, resources: resources.map((_, index) => won[sites.length + index] === 1) },
  };
}

interface PricedOption {
  readonly site: number | undefined;
  readonly needs: readonly number[];
  readonly configs: readonly number[] | undefined;
  readonly monthly: number;
  readonly byConfig: readonly number[] | undefined;
}

const pricedOptions = (demand: Demand): readonly PricedOption[] =>
  demand.options.map(({ site, needs, configs, monthly, byConfig }) => ({
    site,
    needs,
    configs,
    monthly: monthly.toNumber(),
    byConfig: byConfig?.map((each) => each.toNumber()),
  }));

/** Each demand's cheapest option with these sites open; undefined where one has none or the sum reaches what is known already. */
function serve(
  demands: readonly (readonly PricedOption[])[],
  digits: readonly number[],
  sites: number,
  base: number,
  known = Number.POSITIVE_INFINITY,
): { chosen: readonly number[]; cost: number } | undefined {
  let cost = base;
  const chosen: number[] = [];
  for (const options of demands) {
    let least = Number.POSITIVE_INFINITY;
    let at = -1;
    for (let index = 0; index < options.length; index += 1) {
      const option = options[index];
      const price = option ? priceIn(option, digits, sites) : Number.POSITIVE_INFINITY;
      if (price >= least) continue;
      least = price;
      at = index;
    }
    cost += least;
    if (cost >= known) return undefined;
    chosen.push(at);
  }
  return { chosen, cost };
}

function priceIn(option: PricedOption, digits: readonly number[], sites: number): number {
  if (option.needs.some((need) => digits[sites + need] !== 1)) return Number.POSITIVE_INFINITY;
  if (option.site === undefined) return option.monthly;
  const config = (digits[option.site] ?? 0) - 1;
  if (config < 0 || option.configs?.includes(config) === false) return Number.POSITIVE_INFINITY;
  return option.monthly + (option.byConfig?.[config] ?? 0);
}

function canBind({ sites, demands, quotas }: Problem): boolean {
  if (quotas.some((quota) => Number.isFinite(quota.limit))) return true;
  const loads = sites.map(() => [] as number[]);
  for (const demand of demands) {
    for (const { site, loadByConfig } of demand.options) {
      if (site === undefined) continue;
      const most = Math.max(...(loadByConfig ?? [1]));
      demand.loadGbps.forEach((load, slot) => {
        const sums = loads[site];
        if (sums) sums[slot] = (sums[slot] ?? 0) + load * most;
      });
    }
  }
  return sites.some((site, index) =>
    site.configs.some((config) => (loads[index] ?? []).some((load) => load > config.capacityGbps)),
  );
}

/** Counts on: the digits of a number whose places have different bases. */
function advance(digits: number[], radices: readonly number[]): void {
  for (let index = 0; index < digits.length; index += 1) {
    const next = (digits[index] ?? 0) + 1;
    digits[index] = next < (radices[index] ?? 1) ? next : 0;
    if (digits[index] !== 0) return;
  }
}
