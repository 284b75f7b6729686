import type { Draft } from './draft.ts';
import { dropDominatedHubs } from './reductions/dominated-hubs.ts';
import { dropDominatedOptions } from './reductions/dominated-options.ts';
import { dropDominatedZones } from './reductions/dominated-zones.ts';
import { foldPrivateSites } from './reductions/private-sites.ts';

/** Each strikes out something and says whether it did; each keeps at least one best plan (docs/adr/0061). */
const REDUCTIONS: readonly ((draft: Draft) => boolean)[] = [
  foldPrivateSites,
  dropDominatedOptions,
  dropDominatedZones,
  dropDominatedHubs,
];

/** Applies every reduction until none finds anything more. */
export function reduce(draft: Draft): void {
  for (;;) {
    let changed = false;
    for (const reduction of REDUCTIONS) if (reduction(draft)) changed = true;
    if (!changed) return;
  }
}
