import { Decimal, sum, ZERO } from '../../../core/decimal.ts';
import { alwaysFits, type Draft, type SiteUse, usesOf, weightOf } from '../draft.ts';

type Uses = readonly (readonly SiteUse[])[];

/**
 * Of two hubs that everybody reaches alike, the one whose own traffic is dearer to move is enough: whatever the other serves
 * for foreign demands goes over at no cost. Proof by exchange in docs/adr/0061; it needs capacities and quotas that cannot bind.
 */
export function dropDominatedHubs(draft: Draft): boolean {
  const uses = usesOf(draft);
  const exclusive = exclusiveResources(draft, uses);
  const hubs = uses.flatMap((users, site) => (users.length > 1 ? [site] : []));
  let changed = false;
  for (const sites of Map.groupBy(hubs, (site) => draft.problem.sites[site]?.service).values()) {
    const gone = new Set<number>();
    for (const weak of sites) {
      const strong = sites.find(
        (each) => each !== weak && !gone.has(each) && replaces(draft, uses, exclusive, each, weak),
      );
      if (strong === undefined) continue;
      gone.add(weak);
      for (const use of foreign(uses, weak)) {
        draft.options[use.demand] = (draft.options[use.demand] ?? []).filter((at) => at !== use.at);
        changed = true;
      }
    }
  }
  return changed;
}

const isOwn = ({ option }: SiteUse): boolean =>
  option.monthly.isZero() && option.needs.length === 0 && !option.byConfig;
const own = (uses: Uses, site: number): readonly SiteUse[] => (uses[site] ?? []).filter(isOwn);
const foreign = (uses: Uses, site: number): readonly SiteUse[] => (uses[site] ?? []).filter((use) => !isOwn(use));

/** Shared things that serve one site only, such as its hosted zone: by resource, that site. */
function exclusiveResources(draft: Draft, uses: Uses): ReadonlyMap<number, number> {
  const sites = new Map<number, Set<number>>();
  const note = (resource: number, site: number): void => {
    sites.set(resource, (sites.get(resource) ?? new Set()).add(site));
  };
  draft.options.forEach((alive, demand) => {
    for (const at of alive) {
      const option = draft.problem.demands[demand]?.options[at];
      for (const resource of option?.needs ?? []) note(resource, option?.site ?? -1);
    }
  });
  const single = [...sites].flatMap(([resource, [site, ...more]]): [number, number][] =>
    site !== undefined && site >= 0 && more.length === 0 && uses[site] ? [[resource, site]] : [],
  );
  return new Map(single);
}

function replaces(
  draft: Draft,
  uses: Uses,
  exclusive: ReadonlyMap<number, number>,
  strong: number,
  weak: number,
): boolean {
  if (!isRoomy(draft, uses, strong) || !opensAsCheaply(draft, strong, weak)) return false;
  const at = new Map((uses[strong] ?? []).map((use) => [use.demand, use]));
  const moves = foreign(uses, weak).every((use) => {
    const there = at.get(use.demand);
    return there !== undefined && isNoWorse(draft, exclusive, there, use, strong, weak);
  });
  if (!moves || !dnsIsNoDearer(draft, exclusive, uses, strong, weak)) return false;
  let penalty = ZERO;
  for (const use of own(uses, weak)) {
    const there = at.get(use.demand);
    if (!there || rest(there, exclusive, strong).length > 0) return false;
    const more = weightOf(draft, use.demand, there.at).minus(weightOf(draft, use.demand, use.at));
    penalty = penalty.plus(Decimal.max(more, ZERO));
  }
  return gain(draft, uses, strong).greaterThanOrEqualTo(penalty);
}

/** What the strong hub's own demands surely save when it opens: they pay at least their next best option today. */
function gain(draft: Draft, uses: Uses, strong: number): Decimal {
  return sum(
    own(uses, strong).map(({ demand, at }) => {
      const others = (draft.options[demand] ?? [])
        .filter((other) => other !== at)
        .map((other) => weightOf(draft, demand, other));
      const [first, ...more] = others;
      if (!first) return ZERO;
      return Decimal.max(Decimal.min(first, ...more).minus(weightOf(draft, demand, at)), ZERO);
    }),
  );
}

/** Every configuration serves every user alike and holds them all, and no quota can refuse the site. */
function isRoomy(draft: Draft, uses: Uses, site: number): boolean {
  const quota = draft.problem.sites[site]?.quota ?? -1;
  const hosted = draft.problem.sites.filter((each) => each.quota === quota).length;
  if (hosted > (draft.problem.quotas[quota]?.limit ?? 0)) return false;
  const users = uses[site] ?? [];
  if (users.some(({ option }) => option.configs || option.byConfig || option.loadByConfig)) return false;
  return (draft.configs[site] ?? []).every((config) =>
    alwaysFits(draft, users, config, draft.problem.sites[site]?.configs[config]?.capacityGbps ?? 0),
  );
}

function opensAsCheaply(draft: Draft, strong: number, weak: number): boolean {
  const cheapest = (site: number): Decimal | undefined => {
    const [first, ...more] = (draft.configs[site] ?? []).map(
      (at) => draft.problem.sites[site]?.configs[at]?.monthly ?? ZERO,
    );
    return first && Decimal.min(first, ...more);
  };
  const a = cheapest(strong);
  const b = cheapest(weak);
  return a !== undefined && b !== undefined && a.lessThanOrEqualTo(b);
}

/** Needs of a use apart from the things that serve only its own site. */
const rest = (use: SiteUse, exclusive: ReadonlyMap<number, number>, site: number): readonly number[] =>
  use.option.needs.filter((need) => exclusive.get(need) !== site);

function isNoWorse(
  draft: Draft,
  exclusive: ReadonlyMap<number, number>,
  there: SiteUse,
  here: SiteUse,
  strong: number,
  weak: number,
): boolean {
  if (
    here.option.byConfig ||
    weightOf(draft, there.demand, there.at).greaterThan(weightOf(draft, here.demand, here.at))
  )
    return false;
  const needed = new Set(rest(here, exclusive, weak));
  return rest(there, exclusive, strong).every((need) => needed.has(need));
}

/** The strong hub's own shared things cost no more than those that every foreign user of the weak one needs. */
function dnsIsNoDearer(
  draft: Draft,
  exclusive: ReadonlyMap<number, number>,
  uses: Uses,
  strong: number,
  weak: number,
): boolean {
  const needed = (site: number, users: readonly SiteUse[], all: boolean): number[] => {
    const lists = users.map((use) => use.option.needs.filter((resource) => exclusive.get(resource) === site));
    const every = new Set(lists.flat());
    return [...every].filter((resource) => !all || lists.every((list) => list.includes(resource)));
  };
  const price = (resources: readonly number[]): Decimal =>
    sum(resources.map((resource) => resourcePrice(draft, resource)));
  const movers = new Set((uses[weak] ?? []).map((use) => use.demand));
  const atStrong = (uses[strong] ?? []).filter((use) => movers.has(use.demand) && !isOwn(use));
  return price(needed(strong, atStrong, false)).lessThanOrEqualTo(price(needed(weak, foreign(uses, weak), true)));
}

function resourcePrice(draft: Draft, resource: number): Decimal {
  const thing = draft.problem.resources[resource];
  if (!thing) return ZERO;
  return thing.monthly.plus(thing.zoneCount ? draft.prices.hostedZone : ZERO);
}
