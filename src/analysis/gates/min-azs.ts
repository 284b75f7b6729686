import type { EndpointDocument, EstimateDocument } from '../../report/report.ts';
import { pairsOf } from '../diff/pairs.ts';
import { counted, type Gate, named } from './gate.ts';

/** Fewest zones of an endpoint whose interfaces stand in zones; one that loses more counts as new. Unknown zones are said, not judged. */
export const minAzs: Gate = ({ base, head, policy }) => {
  const least = policy.minAzs;
  if (least === undefined) return [];
  const before = new Map(pairsOf(base, head).map((pair) => [pair.head, pair.base]));
  const below = (each: EndpointDocument): boolean => each.azCount !== undefined && each.azCount < least;
  const noBetter = (each: EndpointDocument): boolean => {
    const old = before.get(each);
    return old !== undefined && below(old) && (old.azCount ?? 0) <= (each.azCount ?? 0);
  };
  const violations = counted(zonal(head.document).filter(below), noBetter, policy);
  const unknown = zonal(head.document).filter((each) => each.azCount === undefined).length;
  const rest = unknown === 0 ? '' : ` The zones of ${unknown} endpoints are not known.`;
  const ids = violations.map((each) => `${each.id} (${each.azCount})`);
  return [
    {
      name: `min-azs ${least}`,
      passed: violations.length === 0,
      reason: `${ids.length === 0 ? `No endpoint newly has fewer than ${least} zones.` : `Fewer than ${least} zones: ${named(ids)}.`}${rest}`,
    },
  ];
};

const zonal = ({ endpoints }: EstimateDocument): readonly EndpointDocument[] =>
  endpoints.filter(({ type }) => type === 'Interface' || type === 'GatewayLoadBalancer');
