import { type Level, type LevelOrUnknown, levelOf, type Thresholds } from '../../../src/capacity/level.ts';
import { bandwidthOf } from '../../../src/capacity/limits.ts';
import { peakLoads, worstUtilisation } from '../../../src/capacity/zone-failure.ts';
import type { HeadroomDocument, Topology } from '../api/queries.ts';

type Endpoint = Topology['endpoints'][number];

/** The fullest zone of an endpoint: as things are, and with the zone down that hurts most; null = no other zone, undefined = unknown. */
export interface Fullness {
  readonly now: number | undefined;
  readonly n1: number | null | undefined;
  readonly level: LevelOrUnknown;
}

export interface LoadChange {
  readonly id: string;
  /** Undefined = it is not there. */
  readonly before: Fullness | undefined;
  readonly after: Fullness | undefined;
}

const UNKNOWN: Fullness = { now: undefined, n1: undefined, level: 'unknown' };

/** Loads of the variant: what is measured or stated today, in proportion to the GB, spread as DNS spreads it over the zones. */
export function loadChanges(base: Topology, variant: Topology, today: HeadroomDocument): readonly LoadChange[] {
  const documents = new Map(today.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const before = new Map(base.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const after = new Map(variant.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const gbBefore = gbByEndpoint(base);
  const gbAfter = gbByEndpoint(variant);
  const fullness = (endpoint: Endpoint | undefined, model: string, gb: number | undefined): Fullness | undefined => {
    const bandwidth = endpoint && bandwidthOf(endpoint);
    if (endpoint === undefined || bandwidth === undefined) return undefined;
    const zones = documents.get(model)?.zones ?? [];
    const loads = zones.flatMap(({ az, loadBps }) => (loadBps === null ? [] : [[az, loadBps] as const]));
    const factor = factorOf(gbBefore.get(model), gb);
    if (loads.length === 0 || factor === undefined) return UNKNOWN;
    const measured = new Map(loads.map(([az, bps]) => [az, bps * factor]));
    const all = [...measured.values()].reduce((sum, each) => sum + each, 0);
    const azs = endpoint.azs ?? zones.map(({ az }) => az);
    return judged(worstUtilisation(peakLoads(azs, all, spread(azs, measured), bandwidth.ceilingBps)), today.thresholds);
  };
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id): readonly LoadChange[] => {
    const was = fullness(before.get(id), id, gbBefore.get(id));
    const is = fullness(after.get(id), id, gbAfter.get(id));
    return isSame(was, is) ? [] : [{ id, before: was, after: is }];
  });
}

/** A zone that is new carries nothing yet in the figures: DNS will spread over it, so nothing measured counts as its part. */
const spread = (
  azs: readonly string[],
  measured: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> | undefined => (azs.every((az) => measured.has(az)) ? measured : undefined);

const factorOf = (before: number | undefined, after: number | undefined): number | undefined => {
  if (before === after) return 1;
  return before === undefined || after === undefined || before === 0 ? undefined : after / before;
};

function judged({ now, n1 }: { now: number; n1: number | undefined }, thresholds: Thresholds): Fullness {
  const level: Level = n1 === undefined ? 'critical' : levelOf(Math.max(now, n1), thresholds);
  return { now, n1: n1 ?? null, level };
}

const isSame = (a: Fullness | undefined, b: Fullness | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && Math.abs((a.now ?? -1) - (b.now ?? -1)) < 1e-9 && a.n1 === b.n1);

/** GB a month of each endpoint: stated of itself, else what the flows to it add up to. */
function gbByEndpoint({ endpoints, flows = [] }: Topology): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { endpoint, monthlyGb } of flows) sums.set(endpoint, (sums.get(endpoint) ?? 0) + Number(monthlyGb));
  for (const { id, traffic } of endpoints)
    if (traffic?.monthlyGb !== undefined) sums.set(id, Number(traffic.monthlyGb));
  return sums;
}
