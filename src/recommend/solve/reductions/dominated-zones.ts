import { ZERO } from '../../../core/decimal.ts';
import { alwaysFits, type Draft, type SiteUse, usesOf } from '../draft.ts';

/**
 * A configuration is never needed when another one costs no more, serves at least the same demands at no more cost each, and
 * carries as much (or all that can ever come). On equal terms the earlier one stays.
 */
export function dropDominatedZones(draft: Draft): boolean {
  let changed = false;
  usesOf(draft).forEach((uses, site) => {
    const alive = draft.configs[site] ?? [];
    if (draft.folded[site] || alive.length < 2) return;
    const kept = alive.filter(
      (config) => !alive.some((other) => other !== config && beats(draft, site, uses, other, config)),
    );
    if (kept.length === alive.length) return;
    draft.configs[site] = kept;
    changed = true;
  });
  return changed;
}

/** Whether `one` makes `other` needless at a site. Of two that beat each other only the earlier beats. */
function beats(draft: Draft, site: number, uses: readonly SiteUse[], one: number, other: number): boolean {
  return covers(draft, site, uses, one, other) && (one < other || !covers(draft, site, uses, other, one));
}

function covers(draft: Draft, site: number, uses: readonly SiteUse[], one: number, other: number): boolean {
  const a = draft.problem.sites[site]?.configs[one];
  const b = draft.problem.sites[site]?.configs[other];
  if (!a || !b || a.monthly.greaterThan(b.monthly)) return false;
  const serves = uses.every(({ option }) => {
    if (option.configs?.includes(other) && !option.configs.includes(one)) return false;
    return !(option.byConfig?.[one] ?? ZERO).greaterThan(option.byConfig?.[other] ?? ZERO);
  });
  if (!serves) return false;
  if (alwaysFits(draft, uses, one, a.capacityGbps)) return true;
  const loads = uses.every(({ option }) => (option.loadByConfig?.[one] ?? 1) <= (option.loadByConfig?.[other] ?? 1));
  return loads && a.capacityGbps >= b.capacityGbps;
}
