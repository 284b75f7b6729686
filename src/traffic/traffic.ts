import type { Decimal } from '../core/decimal.ts';
import type { TrafficProvenance } from '../core/provenance.ts';

/** Traffic of one endpoint, normalised to a month of 730 h. Absent endpoints are usage-unknown, never zero. */
export interface EndpointTraffic {
  /** Billed GB (2^30 bytes, both directions) a month. */
  readonly monthlyGb: Decimal;
  /** Billed GB a month by zone, where the source tells. */
  readonly byZone?: ReadonlyMap<string, Decimal>;
  /** Highest rate seen or stated, in Gbps (10^9 bits per second), both directions together. */
  readonly peakGbps?: Decimal;
  /** The same by zone, where the source tells. */
  readonly peakGbpsByZone?: ReadonlyMap<string, Decimal>;
  readonly provenance: TrafficProvenance;
}

/** Traffic by endpoint id or address. */
export type TrafficProfile = ReadonlyMap<string, EndpointTraffic>;

/** A measured profile wins over a stated one, entry by entry; later arguments win. */
export function mergeTraffic(...profiles: readonly TrafficProfile[]): TrafficProfile {
  const merged = new Map<string, EndpointTraffic>();
  for (const profile of profiles) for (const [id, traffic] of profile) merged.set(id, traffic);
  return merged;
}
