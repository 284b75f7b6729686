import type { Charge } from '../charge.ts';
import { hostedZoneLines } from '../hosted-zones.ts';
import { resolverLines } from '../resolver-endpoints.ts';
import { profileLines } from '../route53-profiles.ts';

/** DNS that a design adds so that VPCs find a shared endpoint: private hosted zones, Route 53 Profiles and resolver endpoints. Rule: route53. */
export const route53: Charge = {
  kind: 'route53',
  service: 'Amazon Route 53',
  price: (network, context) => ({
    lines: [
      ...hostedZoneLines(network, context),
      ...profileLines(network, context),
      ...resolverLines(network, context),
    ],
  }),
};
