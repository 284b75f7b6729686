import type { RateProvenance, TrafficProvenance } from '../core/provenance.ts';
import type { LineProvenance } from './cost-line.ts';

/** Origins of lines that differ in their traffic only: thousands of lines share a handful of objects. */
export function sharedProvenance(
  rule: string,
  rate?: RateProvenance,
): (traffic: TrafficProvenance | undefined) => LineProvenance {
  const known = new Map<TrafficProvenance | undefined, LineProvenance>();
  return (traffic) => {
    let provenance = known.get(traffic);
    if (!provenance) {
      provenance = { rule, ...(rate && { rate }), ...(traffic && { traffic }) };
      known.set(traffic, provenance);
    }
    return provenance;
  };
}
