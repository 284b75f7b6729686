import { endpointOf } from '../region/client.ts';
import { block, type Guard, type GuardContext, warn } from './guard.ts';

/** The zone floor holds for every move: endpoints keep it by construction, NAT gateways must stand in as many zones. */
export const resilience: Guard = (client, way, context) => {
  const { options } = context;
  if (
    way.kind === 'endpoint' &&
    way.move !== undefined &&
    options.minAzs < 2 &&
    way.place.zoneSets.some((set) => set.zones.length < 2)
  ) {
    return warn("with one zone the endpoint fails Trusted Advisor's multi-AZ check");
  }
  if (way.kind !== 'nat' || way.move === undefined || client.vpc === undefined) return undefined;
  return natZones(client.vpc, endpointOf(client)?.zones?.length ?? options.minAzs, context);
};

function natZones(vpc: string, today: number, { vpcs, options }: GuardContext): ReturnType<Guard> {
  const zones = vpcs.natGateways(vpc).map((gateway) => gateway.az);
  const known = new Set(zones.filter((zone) => zone !== undefined)).size;
  // What stands below the floor today need not get better, and must not get worse.
  const floor = Math.min(options.minAzs, today);
  if (known >= floor)
    return known < today
      ? warn(`the NAT gateways of ${vpc} stand in ${known} of the endpoint's ${today} zones`)
      : undefined;
  return zones.includes(undefined)
    ? block(`the zones of the NAT gateways of ${vpc} are not known, and the zone floor is ${floor}`)
    : block(`the NAT gateways of ${vpc} stand in ${known} zone, and the zone floor is ${floor}`);
}
