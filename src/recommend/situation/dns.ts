import { shortService } from '../../core/ids.ts';
import type { Client } from './client.ts';
import type { Place } from './place.ts';
import type { Situation } from './situation.ts';

/** Whether clients of another VPC find an endpoint by DNS that exists: a hosted zone of its service, or a profile of both VPCs. */
export function isFound(client: Client, place: Place, { topology, offered, region }: Situation): boolean {
  const names = new Set([
    `${shortService(place.service)}.${region}.amazonaws.com`,
    ...(offered.get(place.service)?.privateDnsNames ?? []),
  ]);
  const zone = (topology.dns?.hostedZones ?? []).some(
    ({ service, name, vpcs }) =>
      (service === place.service || (name !== undefined && names.has(name.replace(/\.$/, '')))) &&
      (vpcs === undefined || vpcs.includes(place.vpc)),
  );
  if (zone) return true;
  return (topology.dns?.profiles ?? []).some(
    ({ vpcs }) => client.vpc !== undefined && vpcs.includes(place.vpc) && vpcs.includes(client.vpc),
  );
}
