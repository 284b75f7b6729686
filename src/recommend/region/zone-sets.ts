import type { Move } from '../move.ts';
import type { ZoneSet } from './place.ts';

/** Above so many candidate zones, sets that no client tells apart are reduced to one of each size. */
const FEW_ZONES = 4;

export interface ZoneChoice {
  /** Zones of today, in order; undefined = nothing stands there. */
  readonly today: readonly string[] | undefined;
  /** Zones an interface could be added in, the best first. */
  readonly possible: readonly string[];
  readonly minAzs: number;
  /** Gbps that one zone carries at most, times the share that may be used. */
  readonly usableGbps: number;
  /** Load of today's clients together. */
  readonly todayGbps: number;
  /** Whether no client cares which zones they are (no peering, nobody keeps to its own zone). */
  readonly indifferent: boolean;
  /** Zones that today's clients need because they keep to their own. */
  readonly homeZones: readonly string[];
  /** Whether what breaks a rule today must be mended, where other zones can. */
  readonly repair: boolean;
  /** Whether further endpoints beside it can, where zones alone cannot. */
  readonly canSplit: boolean;
  readonly isForbidden: (move: Move) => boolean;
}

/** Load that a number of zones carries with one of them lost; a single zone has no survivor and counts as it is. */
export const survivingGbps = (zones: number, usableGbps: number): number => usableGbps * Math.max(zones - 1, 1);

/**
 * The sets of zones a place can have: what stands there today first (always, so that nothing has to change), then those nearest
 * to it. What breaks the floor or the headroom today is tolerated for its own clients only, unless it is to be repaired.
 */
export function zoneSetsOf(choice: ZoneChoice): readonly ZoneSet[] {
  const today = choice.today ?? [];
  const zones = [...today, ...choice.possible.filter((zone) => !today.includes(zone))];
  const sets = subsetsOf(zones)
    .filter((set) => set.length >= choice.minAzs && isAllowed(set, choice))
    .filter((set) => !isSameZones(set, today))
    .sort((a, b) => distance(a, today) - distance(b, today))
    .map((set) => setOf(set, choice.usableGbps));
  const kept = choice.indifferent && zones.length > FEW_ZONES ? firstOfEachSize(sets) : sets;
  const mend = mendingSet(kept, choice);
  const asIs = choice.today && keptAsIs(choice.today, choice, mend !== undefined || choice.canSplit);
  // Zones that are too few for the load of today can still serve a lighter one, newcomers included.
  const lighter = asIs?.tolerated !== false && today.length >= choice.minAzs ? [setOf(today, choice.usableGbps)] : [];
  return [...(asIs ? [asIs] : []), ...lighter, ...kept];
}

const setOf = (zones: readonly string[], usableGbps: number): ZoneSet => ({
  zones,
  today: false,
  tolerated: false,
  capacityGbps: survivingGbps(zones.length, usableGbps),
});

/** The nearest set that keeps every rule with the clients of today. */
export const mendingSet = (
  sets: readonly ZoneSet[],
  { todayGbps, homeZones }: Pick<ZoneChoice, 'todayGbps' | 'homeZones'>,
): ZoneSet | undefined =>
  sets.find(
    (set) => !set.tolerated && set.capacityGbps >= todayGbps && homeZones.every((zone) => set.zones.includes(zone)),
  );

function keptAsIs(today: readonly string[], choice: ZoneChoice, canMend: boolean): ZoneSet | undefined {
  const capacity = survivingGbps(today.length, choice.usableGbps);
  const tolerated = today.length < choice.minAzs || choice.todayGbps > capacity;
  if (tolerated && choice.repair && canMend) return undefined;
  return { zones: today, today: true, tolerated, capacityGbps: Math.max(capacity, choice.todayGbps) };
}

/** Which move a change of zones is; undefined = no change. */
export function zoneMove(
  today: readonly string[],
  after: readonly string[],
): Extract<Move, `${string}-az`> | undefined {
  if (isSameZones(today, after)) return undefined;
  if (after.length < today.length) return 'drop-az';
  return after.length > today.length ? 'add-az' : 'move-az';
}

function isAllowed(set: readonly string[], { today, isForbidden }: ZoneChoice): boolean {
  const move = today && zoneMove(today, set);
  return move === undefined || !isForbidden(move);
}

/** Whether two sets hold the same zones, in whatever order. */
export const isSameZones = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((zone) => b.includes(zone));

const distance = (a: readonly string[], b: readonly string[]): number =>
  a.filter((zone) => !b.includes(zone)).length * 2 + b.filter((zone) => !a.includes(zone)).length;

function firstOfEachSize(sets: readonly ZoneSet[]): readonly ZoneSet[] {
  return [...Map.groupBy(sets, (set) => set.zones.length).values()].flatMap((same) => same.slice(0, 1));
}

/** Non-empty subsets, each in the given order; small ones first. */
function subsetsOf(zones: readonly string[]): readonly (readonly string[])[] {
  let subsets: (readonly string[])[] = [[]];
  for (const zone of zones) subsets = [...subsets, ...subsets.map((subset) => [...subset, zone])];
  return subsets.filter((subset) => subset.length > 0).sort((a, b) => a.length - b.length);
}
