import { type AdvisingGuard, warn } from './guard.ts';

/** What a way does to the loss of a zone. Endpoints keep the zone floor by construction; a single NAT gateway has one zone. */
export const resilience: AdvisingGuard = (client, way, { vpcs, options }) => {
  if (
    way.kind === 'endpoint' &&
    way.move !== undefined &&
    options.minAzs < 2 &&
    way.place.zoneSets.some((set) => set.zones.length < 2)
  ) {
    return warn("with one zone the endpoint fails Trusted Advisor's multi-AZ check");
  }
  if (way.kind !== 'nat' || way.move === undefined || client.vpc === undefined) return undefined;
  const zones = new Set(vpcs.natGateways(client.vpc).map((gateway) => gateway.az));
  return zones.size < 2 ? warn('the NAT gateway stands in one zone') : undefined;
};
