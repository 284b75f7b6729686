import { type Decimal, ZERO } from '../../../core/decimal.ts';
import { alwaysFits, type Draft, type SiteUse, usesOf } from '../draft.ts';

/**
 * A site that only one demand can use is no shared decision: its cheapest configuration that serves and carries that demand
 * becomes part of the option. Sound where the quota of its VPC cannot bind.
 */
export function foldPrivateSites(draft: Draft): boolean {
  const uses = usesOf(draft);
  const hosted = openable(draft, uses);
  let changed = false;
  uses.forEach((users, site) => {
    const [only, ...others] = users;
    const quota = draft.problem.sites[site]?.quota ?? -1;
    const binds = (hosted.get(quota) ?? 0) > (draft.problem.quotas[quota]?.limit ?? 0);
    if (!only || others.length > 0 || binds) return;
    changed = true;
    const best = cheapest(draft, site, only);
    if (best) draft.folded[site] = best;
    else draft.options[only.demand] = (draft.options[only.demand] ?? []).filter((at) => at !== only.at);
  });
  return changed;
}

/** Sites that may open, by VPC. */
function openable(draft: Draft, uses: readonly (readonly SiteUse[])[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  draft.problem.sites.forEach((site, index) => {
    if ((uses[index]?.length ?? 0) === 0 && !draft.folded[index]) return;
    counts.set(site.quota, (counts.get(site.quota) ?? 0) + 1);
  });
  return counts;
}

function cheapest(draft: Draft, site: number, use: SiteUse): Draft['folded'][number] {
  let best: { config: number; monthly: Decimal } | undefined;
  for (const config of draft.configs[site] ?? []) {
    if (use.option.configs && !use.option.configs.includes(config)) continue;
    const way = draft.problem.sites[site]?.configs[config];
    if (!way || !alwaysFits(draft, [use], config, way.capacityGbps)) continue;
    const monthly = way.monthly.plus(use.option.byConfig?.[config] ?? ZERO);
    if (!best || monthly.lessThan(best.monthly)) best = { config, monthly };
  }
  return best;
}
