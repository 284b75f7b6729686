import { zoneKind } from '../core/ids.ts';

/** A zone as a history has it. Times are seconds since 1970. */
export interface SeenZone {
  readonly az: string;
  readonly bytes: number;
  /** End of its last row; undefined = not known. */
  readonly lastEnd?: number | undefined;
}

export interface EndpointZones<Seen> {
  /** Zones of the endpoint, sorted, with what was seen in each. */
  readonly zones: readonly { readonly az: string; readonly seen: Seen | undefined }[];
  /** Zones of the history in which the endpoint has no network interface. */
  readonly foreign: readonly Seen[];
}

/** A zone of an endpoint whose zones nothing states counts as dropped once it is silent for so long and another is not. */
const DROPPED_AFTER = 7 * 86_400;

/**
 * The zones of an endpoint: those that the network states, whatever a history has beside them. Where the two use different words (zone
 * names and ids), the zones of the history that live longest stand for the stated ones, and never more of them than are stated.
 * Where nothing is stated, every zone of the history that has not ended long before the others.
 */
export function endpointZones<Seen extends SeenZone>(
  azs: readonly string[] | undefined,
  seen: readonly Seen[],
): EndpointZones<Seen> {
  if (azs === undefined) return splitByLife(seen);
  const stated = [...new Set(azs)];
  const byZone = new Map(seen.map((each) => [each.az, each]));
  const kinds = new Set(seen.map((each) => zoneKind(each.az)));
  const matched = stated.filter((az) => byZone.has(az));
  const nameless = stated.filter((az) => !byZone.has(az) && !kinds.has(zoneKind(az)));
  const known = new Set(stated);
  const strangers = seen.filter((each) => !known.has(each.az)).sort(byLife);
  const standIns = strangers.slice(0, nameless.length);
  // Where nothing at all stands in, the network's own words stay.
  const silent = stated.filter((az) => !byZone.has(az) && (standIns.length === 0 || !nameless.includes(az)));
  return {
    zones: sorted([
      ...matched.map((az) => ({ az, seen: byZone.get(az) })),
      ...silent.map((az) => ({ az, seen: undefined })),
      ...standIns.map((each) => ({ az: each.az, seen: each })),
    ]),
    foreign: strangers.slice(nameless.length),
  };
}

function splitByLife<Seen extends SeenZone>(seen: readonly Seen[]): EndpointZones<Seen> {
  const last = Math.max(...seen.map((each) => each.lastEnd ?? 0));
  const hasEnded = ({ lastEnd }: Seen): boolean => lastEnd !== undefined && last - lastEnd > DROPPED_AFTER;
  return {
    zones: sorted(seen.filter((each) => !hasEnded(each)).map((each) => ({ az: each.az, seen: each }))),
    foreign: seen.filter(hasEnded),
  };
}

/** Who lives longest first, then who carries most; names last, so that the order is one. */
const byLife = (a: SeenZone, b: SeenZone): number =>
  (b.lastEnd ?? 0) - (a.lastEnd ?? 0) || b.bytes - a.bytes || Number(a.az > b.az) - Number(a.az < b.az);

const sorted = <Zone extends { readonly az: string }>(zones: readonly Zone[]): readonly Zone[] =>
  zones.toSorted((a, b) => Number(a.az > b.az) - Number(a.az < b.az));
