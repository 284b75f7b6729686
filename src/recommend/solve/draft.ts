import type { Decimal } from '../../core/decimal.ts';
import type { Option, Problem } from './problem.ts';

/** Prices of one more unit of each pool, as though its band had no end. */
export interface UnitPrices {
  readonly gb: Decimal;
  readonly hostedZone: Decimal;
}

/** A problem at fixed unit prices while reductions strike out what no best plan needs. Nothing is renumbered. */
export interface Draft {
  readonly problem: Problem;
  readonly prices: UnitPrices;
  /** Options still considered, by demand, in order. */
  readonly options: number[][];
  /** Configurations still considered, by site, in order. */
  readonly configs: number[][];
  /** Path and bytes of each option, by demand. */
  readonly running: readonly (readonly Decimal[])[];
  /** Sites that serve one demand only: their hours are part of that demand's option. */
  readonly folded: ({ readonly config: number; readonly monthly: Decimal } | undefined)[];
}

/** One use of a site: which demand comes by which of its options. */
export interface SiteUse {
  readonly demand: number;
  readonly at: number;
  readonly option: Option;
}

export const draftOf = (problem: Problem, prices: UnitPrices): Draft => ({
  problem,
  prices,
  running: problem.demands.map((demand) => {
    const bytes = prices.gb.times(demand.gb);
    return demand.options.map((option) => (option.pooled ? option.monthly.plus(bytes) : option.monthly));
  }),
  options: problem.demands.map((demand) => demand.options.map((_, index) => index)),
  configs: problem.sites.map((site) => site.configs.map((_, index) => index)),
  folded: problem.sites.map(() => undefined),
});

/** Uses still considered, by site that is not folded. */
export function usesOf(draft: Draft): readonly (readonly SiteUse[])[] {
  const uses: SiteUse[][] = draft.problem.sites.map(() => []);
  draft.options.forEach((alive, demand) => {
    for (const at of alive) {
      const option = draft.problem.demands[demand]?.options[at];
      if (option?.site === undefined || draft.folded[option.site]) continue;
      uses[option.site]?.push({ demand, at, option });
    }
  });
  return uses;
}

/** What an option surely costs: path, bytes at the unit price and folded hours. Shared sites and things come on top. */
export function weightOf(draft: Draft, demand: number, at: number): Decimal {
  const option = draft.problem.demands[demand]?.options[at];
  const running = draft.running[demand]?.[at];
  if (!option || !running) throw new RangeError(`demand ${demand} has no option ${at}`);
  const hours = option.site === undefined ? undefined : draft.folded[option.site]?.monthly;
  return hours ? running.plus(hours) : running;
}

/** Whether an option stands on its own: it needs nothing that others share. */
export const standsAlone = (draft: Draft, option: Option): boolean =>
  option.needs.length === 0 && (option.site === undefined || draft.folded[option.site] !== undefined);

/** Whether every user of a site together, at their worst, fit into `capacityGbps` under a configuration. */
export function alwaysFits(draft: Draft, uses: readonly SiteUse[], config: number, capacityGbps: number): boolean {
  const totals: number[] = [];
  for (const { demand, option } of uses) {
    const factor = option.loadByConfig?.[config] ?? 1;
    draft.problem.demands[demand]?.loadGbps.forEach((load, slot) => {
      totals[slot] = (totals[slot] ?? 0) + load * factor;
    });
  }
  return totals.every((total) => total <= capacityGbps);
}
