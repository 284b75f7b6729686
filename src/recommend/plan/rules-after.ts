import type { SecurityGroup, Topology } from '../../topology/topology.ts';
import { admitsHttps } from '../guards/security-groups.ts';
import { contains } from '../region/cidrs.ts';
import { endpointOf } from '../region/client.ts';
import type { Place } from '../region/place.ts';
import type { RegionalNetwork } from '../region/regional-network.ts';
import type { NetworkState } from './state.ts';

const HTTPS = 443;

/** CIDRs of a VPC that the security groups of an endpoint do not admit on port 443; undefined where that is not known. */
export function closedTo(
  { topology, vpcs }: RegionalNetwork,
  place: Place,
  vpc: string,
): readonly string[] | undefined {
  const known = new Map((topology.securityGroups ?? []).map((group) => [group.id, group.ingress]));
  const named = place.joined?.endpoint.securityGroups ?? [];
  const cidrs = vpcs.entry(vpc)?.cidrs ?? [];
  if (named.length === 0 || cidrs.length === 0 || !named.every((id) => known.has(id))) return undefined;
  const sources = named.flatMap((id) => known.get(id) ?? []).filter(admitsHttps);
  return cidrs.filter((cidr) => !sources.some((rule) => rule.sources.some((source) => contains(source, cidr))));
}

/** Security groups with the rules that a state of the network needs: the first group of an endpoint admits who comes. */
export function securityGroupsOf(regional: RegionalNetwork, state: NetworkState): Pick<Topology, 'securityGroups'> {
  const groups = regional.topology.securityGroups;
  if (!groups) return {};
  const added = new Map<string, Set<string>>();
  for (const client of regional.clients) {
    const way = state.ways[client.index];
    if (way?.kind !== 'endpoint' || way.move === undefined || way.path.kind === 'inside-vpc') continue;
    const { place } = way;
    const [first] = place.joined?.endpoint.securityGroups ?? [];
    if (first === undefined || client.vpc === undefined || endpointOf(client) === place.joined) continue;
    for (const cidr of closedTo(regional, place, client.vpc) ?? [])
      added.set(first, (added.get(first) ?? new Set()).add(cidr));
  }
  if (added.size === 0) return {};
  return {
    securityGroups: groups.map((group): SecurityGroup => {
      const sources = [...(added.get(group.id) ?? [])];
      if (sources.length === 0) return group;
      const rule = { protocol: 'tcp', fromPort: HTTPS, toPort: HTTPS, sources };
      return { ...group, ingress: [...group.ingress, rule] };
    }),
  };
}
