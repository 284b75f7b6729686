import { type Draft, standsAlone, weightOf } from '../draft.ts';

/**
 * An option that surely costs at least as much as one that stands on its own is never needed: swapping it for that one
 * lowers no other demand's choice and frees whatever it shared. On equal cost the earlier one stays.
 */
export function dropDominatedOptions(draft: Draft): boolean {
  let changed = false;
  draft.options.forEach((alive, demand) => {
    if (alive.length < 2) return;
    const rated = alive.flatMap((at) => {
      const option = draft.problem.demands[demand]?.options[at];
      return option ? [{ at, weight: weightOf(draft, demand, at), alone: standsAlone(draft, option) }] : [];
    });
    const best = rated
      .filter((each) => each.alone)
      .reduce<(typeof rated)[number] | undefined>(
        (least, each) => (least === undefined || each.weight.lessThan(least.weight) ? each : least),
        undefined,
      );
    if (!best) return;
    const kept = rated.filter((each) => each === best || each.weight.lessThan(best.weight)).map((each) => each.at);
    if (kept.length === alive.length) return;
    draft.options[demand] = kept;
    changed = true;
  });
  return changed;
}
