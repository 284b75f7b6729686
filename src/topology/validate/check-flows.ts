import { isOnPremisesId, zoneKind } from '../../core/ids.ts';
import type { Flow, Topology } from '../topology.ts';
import { ZoneCheck } from './check-endpoints.ts';
import { cut, type InputIssue } from './issues.ts';

/** Flows name endpoints, paths and zones that exist. */
export function checkFlows(topology: Topology, endpointIds: ReadonlySet<string>, issues: InputIssue[]): void {
  if (!topology.flows || topology.flows.length === 0) return;
  const paths = pathIds(topology);
  const regions = new Map(topology.vpcs?.map((vpc) => [vpc.id, vpc.region ?? topology.region]));
  const zones = new ZoneCheck();
  topology.flows.forEach((flow, index) => {
    if (!endpointIds.has(flow.endpoint)) {
      const message = `"${cut(flow.endpoint)}" is not an endpoint of this network`;
      issues.push({ code: 'TG1104', path: ['flows', index, 'endpoint'], message });
    }
    if (flow.via !== undefined && !paths.has(flow.via) && !isOnPremisesId(flow.via)) {
      const message = `"${cut(flow.via)}" is neither a transit gateway, a peering nor an on-premises connection of this network`;
      issues.push({ code: 'TG1104', path: ['flows', index, 'via'], message });
    }
    checkZone(flow, index, regions, zones, issues);
  });
}

function pathIds(topology: Topology): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const each of topology.connectivity?.transitGateways ?? []) ids.add(each.id);
  for (const each of topology.connectivity?.peerings ?? []) if (each.id !== undefined) ids.add(each.id);
  for (const each of topology.connectivity?.onPremises ?? []) ids.add(each.id);
  return ids;
}

/** A client zone must lie in the Region of its VPC where that is declared; anywhere else it must at least be a zone. */
function checkZone(
  flow: Flow,
  index: number,
  regions: ReadonlyMap<string, string | undefined>,
  zones: ZoneCheck,
  issues: InputIssue[],
): void {
  const { vpc, az } = flow.from;
  if (az === undefined) return;
  const path = ['flows', index, 'from', 'az'];
  const region = vpc === undefined ? undefined : regions.get(vpc);
  if (region === undefined) {
    if (zoneKind(az) === 'unknown') {
      issues.push({ code: 'TG1103', path, message: `"${cut(az)}" is not the id or name of an Availability Zone` });
    }
    return;
  }
  const found: InputIssue[] = [];
  zones.check([az], region, [], found);
  for (const issue of found) issues.push({ ...issue, path });
}
