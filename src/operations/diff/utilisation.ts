import { DEFAULT_THRESHOLDS, levelOf } from '../../capacity/level.ts';
import { bandwidthOf } from '../../capacity/limits.ts';
import { peakLoads, worstUtilisation } from '../../capacity/zone-failure.ts';
import type { Decimal } from '../../core/decimal.ts';
import { BITS_PER_GIGABIT } from '../../core/quantity.ts';
import type { JoinedEndpoint } from '../../model/join.ts';
import type { Utilisation } from '../../report/diff-document.ts';

/**
 * How full the fullest zone is at the known peak, and with one zone down: as headroom and recommendations judge. Where the zones were
 * not measured as they are now, the peak is spread evenly over them as the Regional DNS name does. Undefined where the peak, the
 * zones or the bandwidth are not known.
 */
export function utilisationOf({ endpoint, zones, traffic }: JoinedEndpoint): Utilisation | undefined {
  const bandwidth = bandwidthOf(endpoint);
  const peakGbps = traffic?.peakGbps;
  if (!bandwidth || peakGbps === undefined || !zones || zones.length === 0) return undefined;
  const byZone = traffic?.peakGbpsByZone;
  const measured = byZone && zones.every((zone) => byZone.has(zone)) ? bitsOf(byZone) : undefined;
  const loads = peakLoads(zones, peakGbps.toNumber() * BITS_PER_GIGABIT, measured, bandwidth.ceilingBps);
  const { now, n1 } = worstUtilisation(loads);
  return {
    peakUtilisation: now,
    level: levelOf(now, DEFAULT_THRESHOLDS),
    ...(n1 !== undefined && { n1Utilisation: n1 }),
    n1Holds: n1 !== undefined && n1 <= 1,
  };
}

const bitsOf = (gbps: ReadonlyMap<string, Decimal>): ReadonlyMap<string, number> =>
  new Map([...gbps].map(([zone, each]) => [zone, each.toNumber() * BITS_PER_GIGABIT]));
