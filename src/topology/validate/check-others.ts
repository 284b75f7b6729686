import { findRegion } from '../../core/regions.ts';
import type { EndpointService, Topology } from '../topology.ts';
import { ZoneCheck } from './check-endpoints.ts';
import { cut, type InputIssue } from './issues.ts';
import { unknownRegion } from './unknown-region.ts';

type Path = readonly PropertyKey[];

/** The same for everything beside the endpoints: VPCs, services, gateways, attachments, profiles and pools. */
export function checkOthers(topology: Topology, issues: InputIssue[]): void {
  const zones = new ZoneCheck();
  const { region } = topology;
  if (region !== undefined) checkRegion(region, ['region'], issues);
  list('VPCs', topology.vpcs, ['vpcs'], issues);
  topology.vpcs?.forEach((vpc, index) => {
    zones.check(vpc.azs ?? [], vpc.region ?? region, ['vpcs', index, 'azs'], issues);
  });
  list('services', topology.endpointServices, ['endpointServices'], issues);
  topology.endpointServices?.forEach((service, index) => {
    checkService(service, service.region ?? region, ['endpointServices', index], zones, issues);
  });
  list('NAT gateways', topology.natGateways, ['natGateways'], issues);
  topology.natGateways?.forEach((gateway, index) => {
    if (gateway.az === undefined) return;
    const found: InputIssue[] = [];
    zones.check([gateway.az], gateway.region ?? region, [], found);
    for (const issue of found) issues.push({ ...issue, path: ['natGateways', index, 'az'] });
  });
  const { transitGateways, peerings } = topology.connectivity ?? {};
  list('transit gateways and peerings', transitGateways, ['connectivity', 'transitGateways'], issues);
  const gateways = new Set(transitGateways?.map((each) => each.id));
  list('transit gateways and peerings', peerings, ['connectivity', 'peerings'], issues, gateways);
  list('profiles', topology.dns?.profiles, ['dns', 'profiles'], issues);
  list('resolver endpoints', topology.dns?.resolverEndpoints, ['dns', 'resolverEndpoints'], issues);
  for (const name of Object.keys(topology.pool ?? {})) checkRegion(name, ['pool', name], issues);
}

function checkService(
  service: EndpointService,
  region: string | undefined,
  path: Path,
  zones: ZoneCheck,
  issues: InputIssue[],
): void {
  service.remoteRegions?.forEach((name, index) => {
    checkRegion(name, [...path, 'remoteRegions', index], issues);
  });
  list('load balancers', service.loadBalancers, [...path, 'loadBalancers'], issues);
  service.loadBalancers?.forEach((balancer, index) => {
    zones.check(balancer.azs, region, [...path, 'loadBalancers', index, 'azs'], issues);
    zones.check(balancer.targetAzs ?? [], region, [...path, 'loadBalancers', index, 'targetAzs'], issues);
  });
}

interface Entry {
  readonly id?: string | undefined;
  readonly region?: string | undefined;
}

/** Each id once among its kind, each Region known. `taken` holds ids of a list that shares the names. */
function list(
  kind: string,
  entries: readonly Entry[] | undefined,
  path: Path,
  issues: InputIssue[],
  taken = new Set<string>(),
): void {
  entries?.forEach((entry, index) => {
    if (entry.region !== undefined) checkRegion(entry.region, [...path, index, 'region'], issues);
    if (entry.id === undefined) return;
    if (taken.has(entry.id)) {
      const message = `"${cut(entry.id)}" is the id of more than one entry among the ${kind}`;
      issues.push({ code: 'TG1101', path: [...path, index, 'id'], message });
    }
    taken.add(entry.id);
  });
}

function checkRegion(name: string, path: Path, issues: InputIssue[]): void {
  if (!findRegion(name)) issues.push(unknownRegion(name, path));
}
