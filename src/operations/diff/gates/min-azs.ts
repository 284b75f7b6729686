import type { EndpointDocument } from '../../../report/report.ts';
import { counted } from '../../../report/words.ts';
import { type Gate, judged, named } from './gate.ts';
import { headEndpoints, type PairedEndpoint } from './head-endpoints.ts';

/** Fewest zones of an endpoint whose interfaces stand in zones; one that loses more counts as new. Unknown zones are said, not judged. */
export const minAzs: Gate = ({ parts, policy }) => {
  const least = policy.minAzs;
  if (least === undefined) return [];
  const zonal = headEndpoints(parts).filter(
    ({ now }) => now.type === 'Interface' || now.type === 'GatewayLoadBalancer',
  );
  const below = ({ azCount }: EndpointDocument): boolean => azCount !== undefined && azCount < least;
  const noBetter = ({ now, before }: PairedEndpoint): boolean =>
    before !== undefined && below(before) && (before.azCount ?? 0) <= (now.azCount ?? 0);
  const violations = judged(
    zonal.filter(({ now }) => below(now)),
    noBetter,
    policy,
  );
  const unknown = zonal.filter(({ now }) => now.azCount === undefined).length;
  const rest = unknown === 0 ? '' : ` The zones of ${counted(unknown, 'endpoint')} are not known.`;
  const ids = violations.map(({ name, now }) => `${name} (${now.azCount})`);
  return [
    {
      name: `min-azs ${least}`,
      passed: violations.length === 0,
      reason: `${ids.length === 0 ? `No endpoint newly has fewer than ${least} zones.` : `Fewer than ${least} zones: ${named(ids)}.`}${rest}`,
    },
  ];
};
