import { zoneKind } from '../../core/ids.ts';
import type { EndpointDocument, EstimateDocument } from '../../report/report.ts';

/** Something that costs: an endpoint, or a resource beside the endpoints. */
export type Owner = EndpointDocument | EstimateDocument['resources'][number];

export const isEndpoint = (owner: Owner): owner is EndpointDocument => !('kind' in owner);

/** Zones differ by number, or by name where both sides name every one alike: an id and a name may be the same zone, a placeholder any. */
export function otherZones(base: Owner, head: Owner): boolean {
  if (!isEndpoint(base) || !isEndpoint(head)) return false;
  if (base.azCount !== head.azCount) return true;
  const before = new Set(base.azs);
  const after = new Set(head.azs);
  const kinds = new Set([...before, ...after].map(zoneKind));
  return kinds.size === 1 && !kinds.has('placeholder') && [...before].some((zone) => !after.has(zone));
}
