import { DEFAULT_THRESHOLDS, levelOf } from '../../capacity/level.ts';
import { bandwidthOf } from '../../capacity/limits.ts';
import { BITS_PER_GIGABIT } from '../../core/quantity.ts';
import type { JoinedEndpoint } from '../../model/join.ts';
import type { Utilisation } from '../../report/diff-document.ts';

/**
 * How full each zone is at the known peak, spread evenly over the zones as the Regional DNS name does, and with one zone gone.
 * Undefined where the peak, the zones or the bandwidth are not known.
 */
export function utilisationOf({ endpoint, zones, traffic }: JoinedEndpoint): Utilisation | undefined {
  const bandwidth = bandwidthOf(endpoint);
  const peakGbps = traffic?.peakGbps;
  if (!bandwidth || peakGbps === undefined || !zones || zones.length === 0) return undefined;
  const shareWith = (count: number): number => (peakGbps.toNumber() * BITS_PER_GIGABIT) / count / bandwidth.ceilingBps;
  const peakUtilisation = shareWith(zones.length);
  const n1Utilisation = zones.length > 1 ? shareWith(zones.length - 1) : undefined;
  return {
    peakUtilisation,
    level: levelOf(peakUtilisation, DEFAULT_THRESHOLDS),
    ...(n1Utilisation !== undefined && { n1Utilisation }),
    n1Holds: n1Utilisation !== undefined && n1Utilisation <= 1,
  };
}
