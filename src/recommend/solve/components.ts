import { ZERO } from '../../core/decimal.ts';
import { type Draft, usesOf, weightOf } from './draft.ts';
import type { Choice, Problem } from './problem.ts';

/** An independent part of a draft, renumbered and with linear prices inside its options, and the way back. */
export interface Component {
  readonly problem: Problem;
  /** Its demands, by their number in the whole. */
  readonly demands: readonly number[];
  /** Writes the decision of this part into a choice of the whole problem. */
  restore(part: Choice, whole: MutableChoice): void;
}

export interface MutableChoice {
  readonly options: number[];
  readonly configs: (number | undefined)[];
  readonly resources: boolean[];
}

const NO_POOL = { base: ZERO, bands: [{ from: ZERO, to: undefined, price: ZERO }] } as const;

/** Splits a draft where nothing is shared any more: neither a site, a resource nor a quota that can bind. */
export function componentsOf(draft: Draft): readonly Component[] {
  const { problem } = draft;
  const groups = new Groups(problem.demands.length);
  const firstBy = new Map<string, number>();
  const tie = (key: string, demand: number): void => {
    const first = firstBy.get(key);
    if (first === undefined) firstBy.set(key, demand);
    else groups.join(first, demand);
  };
  const binding = bindingQuotas(draft);
  draft.options.forEach((alive, demand) => {
    for (const at of alive) {
      const option = problem.demands[demand]?.options[at];
      for (const need of option?.needs ?? []) tie(`resource ${need}`, demand);
      if (option?.site === undefined || draft.folded[option.site]) continue;
      tie(`site ${option.site}`, demand);
      const quota = problem.sites[option.site]?.quota ?? -1;
      if (binding.has(quota)) tie(`quota ${quota}`, demand);
    }
  });
  return groups.all().map((demands) => componentOf(draft, demands, binding));
}

/** VPCs whose quota the sites still considered could exceed. */
function bindingQuotas(draft: Draft): ReadonlySet<number> {
  const counts = new Map<number, number>();
  const uses = usesOf(draft);
  draft.problem.sites.forEach((site, index) => {
    if ((uses[index]?.length ?? 0) === 0 && !draft.folded[index]) return;
    counts.set(site.quota, (counts.get(site.quota) ?? 0) + 1);
  });
  return new Set([...counts].flatMap(([vpc, count]) => (count > (draft.problem.quotas[vpc]?.limit ?? 0) ? [vpc] : [])));
}

function componentOf(draft: Draft, demands: readonly number[], binding: ReadonlySet<number>): Component {
  const { problem } = draft;
  const sites = new Numbering();
  const resources = new Numbering();
  const renumbered = demands.map((demand) => {
    const whole = problem.demands[demand];
    const options = (draft.options[demand] ?? []).flatMap((at) => {
      const option = whole?.options[at];
      if (!option) return [];
      const { site, needs, configs, byConfig, loadByConfig } = option;
      const shared = site !== undefined && !draft.folded[site];
      const alive = shared ? (draft.configs[site] ?? []) : [];
      return [
        {
          pooled: false,
          monthly: weightOf(draft, demand, at),
          needs: needs.map((need) => resources.of(need)),
          ...(shared && { site: sites.of(site) }),
          ...(shared &&
            configs && { configs: alive.flatMap((config, index) => (configs.includes(config) ? [index] : [])) }),
          ...(shared && byConfig && { byConfig: alive.map((config) => byConfig[config] ?? ZERO) }),
          ...(shared && loadByConfig && { loadByConfig: alive.map((config) => loadByConfig[config] ?? 1) }),
        },
      ];
    });
    return { gb: ZERO, loadGbps: whole?.loadGbps ?? [], options };
  });
  const quotas = new Numbering();
  const part: Problem = {
    demands: renumbered,
    sites: sites.all().flatMap((site) => {
      const whole = problem.sites[site];
      if (!whole) return [];
      const configs = (draft.configs[site] ?? []).flatMap((config) => whole.configs[config] ?? []);
      return [{ service: whole.service, quota: quotas.of(whole.quota), configs }];
    }),
    resources: resources.all().map((resource) => {
      const monthly = problem.resources[resource]?.monthly ?? ZERO;
      return { monthly: problem.resources[resource]?.zoneCount ? monthly.plus(draft.prices.hostedZone) : monthly };
    }),
    quotas: quotas.all().map((quota) => ({
      limit: binding.has(quota) ? (problem.quotas[quota]?.limit ?? 0) : Number.POSITIVE_INFINITY,
    })),
    bytes: NO_POOL,
    hostedZones: NO_POOL,
  };
  return {
    problem: part,
    demands,
    restore: (choice, whole) => restore(draft, demands, sites.all(), resources.all(), choice, whole),
  };
}

function restore(
  draft: Draft,
  demands: readonly number[],
  sites: readonly number[],
  resources: readonly number[],
  part: Choice,
  whole: MutableChoice,
): void {
  demands.forEach((demand, index) => {
    const at = draft.options[demand]?.[part.options[index] ?? -1];
    if (at === undefined) return;
    whole.options[demand] = at;
    const site = draft.problem.demands[demand]?.options[at]?.site;
    const folded = site === undefined ? undefined : draft.folded[site];
    if (site !== undefined && folded) whole.configs[site] = folded.config;
  });
  sites.forEach((site, index) => {
    const config = part.configs[index];
    if (config !== undefined) whole.configs[site] = draft.configs[site]?.[config];
  });
  resources.forEach((resource, index) => {
    if (part.resources[index]) whole.resources[resource] = true;
  });
}

/** Gives consecutive numbers to things as they are met. */
class Numbering {
  readonly #numbers = new Map<number, number>();

  of(thing: number): number {
    const known = this.#numbers.get(thing);
    if (known !== undefined) return known;
    this.#numbers.set(thing, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  all(): readonly number[] {
    return [...this.#numbers.keys()];
  }
}

/** Disjoint sets over 0..size-1 (union by smaller root, path halving). */
class Groups {
  readonly #parent: number[];

  constructor(size: number) {
    this.#parent = Array.from({ length: size }, (_, index) => index);
  }

  join(a: number, b: number): void {
    const one = this.#root(a);
    const other = this.#root(b);
    this.#parent[Math.max(one, other)] = Math.min(one, other);
  }

  all(): readonly (readonly number[])[] {
    return [...Map.groupBy(this.#parent.keys(), (index) => this.#root(index)).values()];
  }

  #root(start: number): number {
    let index = start;
    for (;;) {
      const parent = this.#parent[index] ?? index;
      if (parent === index) return index;
      const above = this.#parent[parent] ?? parent;
      this.#parent[index] = above;
      index = above;
    }
  }
}
