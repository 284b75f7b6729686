import { sum } from '../../core/decimal.ts';
import { remembering } from '../../core/remembering.ts';
import type { JoinedEndpoint } from '../../model/join.ts';
import type { Topology } from '../../topology/topology.ts';
import { contains } from './cidrs.ts';
import { listed } from './listed.ts';
import { type OutsidePaths, outsidePathsOf } from './outside-paths.ts';

/**
 * Users of an endpoint that no input describes: `stated` where a standing fact says that there are some, `possible` where a path
 * exists and nothing rules them out, `unstated` where not even the connections of the VPC are described.
 */
export interface Outsiders {
  readonly kind: 'stated' | 'possible' | 'unstated';
  /** Half a sentence: why. */
  readonly reason: string;
}

const HTTPS = 443;

/** Who else may use an endpoint, by endpoint. Undefined = nobody: flows explain every byte, or nobody outside can reach it. */
export function outsidersOf(topology: Topology): (joined: JoinedEndpoint) => Outsiders | undefined {
  const pathsOf = remembering(outsidePathsOf(topology));
  const cidrs = new Map((topology.vpcs ?? []).map((vpc) => [vpc.id, vpc.cidrs ?? []]));
  const groups = new Map((topology.securityGroups ?? []).map((group) => [group.id, group.ingress]));
  /** Whether its security groups admit addresses of its own VPC only. */
  const admitsOwnVpcOnly = ({ endpoint }: JoinedEndpoint): boolean => {
    const own = cidrs.get(endpoint.vpc ?? '') ?? [];
    const rules = (endpoint.securityGroups ?? []).map((id) => groups.get(id));
    if (rules.length === 0 || !rules.every((each) => each !== undefined)) return false;
    return rules
      .flatMap((each) => each ?? [])
      .filter(({ fromPort = 0, toPort = 65535 }) => fromPort <= HTTPS && HTTPS <= toPort)
      .every((rule) => rule.sources.every((source) => own.some((cidr) => contains(cidr, source))));
  };
  return (joined) => {
    const { endpoint } = joined;
    if (endpoint.privateDnsInboundResolverOnly === true)
      return stated('it answers inbound resolvers only, so its users are on-premises');
    if (endpoint.clients === 'outside') return stated('it is stated to have users outside its VPC');
    if (endpoint.clients === 'vpc-only' || isExplained(joined) || admitsOwnVpcOnly(joined)) return undefined;
    const paths = pathsOf(endpoint.vpc ?? '');
    if (!paths) return { kind: 'unstated', reason: `how ${endpoint.vpc} is connected is not described` };
    return byPath(joined, paths, topology);
  };
}

const stated = (reason: string): Outsiders => ({ kind: 'stated', reason });

/** Whether flows explain every byte, or there is none: then nobody else uses it. */
const isExplained = ({ traffic, flows }: JoinedEndpoint): boolean =>
  traffic !== undefined && sum(flows.map((flow) => flow.gb)).greaterThanOrEqualTo(traffic.monthlyGb);

function byPath(joined: JoinedEndpoint, paths: OutsidePaths, topology: Topology): Outsiders | undefined {
  const { endpoint, flows } = joined;
  if (paths.onPremises.length > 0)
    return stated(
      `${listed(paths.onPremises.toSorted())} may bring on-premises users to it, and no flow describes them`,
    );
  if (paths.networks.length === 0) return undefined;
  const through = listed(paths.networks.toSorted());
  if (flows.some(({ flow }) => flow.from.vpc !== undefined && flow.from.vpc !== endpoint.vpc))
    return stated(`other VPCs use it over ${through}, and flows do not explain all of its bytes`);
  const others = vpcsNamed(joined, topology);
  if (others.length > 0) return stated(`DNS leads ${listed(others)} to it over ${through}, and no flow describes them`);
  if (endpoint.privateDns === false && !hasZone(joined, topology))
    return stated(`its private DNS is off, so whoever uses it knows its own names, over ${through} too`);
  return { kind: 'possible', reason: `users of its own names may come over ${through}, and no flow describes them` };
}

const zonesOf = ({ endpoint }: JoinedEndpoint, { dns }: Topology) =>
  (dns?.hostedZones ?? []).filter((zone) => zone.service !== undefined && zone.service === endpoint.service);

const hasZone = (joined: JoinedEndpoint, topology: Topology): boolean =>
  zonesOf(joined, topology).some(({ vpcs }) => vpcs === undefined || vpcs.includes(joined.endpoint.vpc ?? ''));

/** Other VPCs that a hosted zone or a profile of its VPC leads to it, apart from those with an endpoint of their own. */
function vpcsNamed(joined: JoinedEndpoint, topology: Topology): readonly string[] {
  const { vpc = '', service, privateDns } = joined.endpoint;
  const shared = [
    ...zonesOf(joined, topology).map((zone) => zone.vpcs ?? []),
    ...(privateDns === true ? [] : (topology.dns?.profiles ?? []).map((profile) => profile.vpcs)),
  ].filter((vpcs) => vpcs.includes(vpc));
  const others = [...new Set(shared.flat())].filter((each) => each !== vpc);
  if (others.length === 0) return others;
  const own = new Set(topology.endpoints.flatMap((each) => (each.service === service ? [each.vpc] : [])));
  return others.filter((each) => !own.has(each));
}
