import { type Finding, finding } from '../core/finding.ts';
import type { Topology } from './topology.ts';

type Reference = readonly [vpc: string | undefined, from: string];

/**
 * VPCs that a topology file names and does not describe, and zones of endpoints that their VPC has not: most are slips of the pen, and
 * what they were to say is lost. Nothing is checked where the file describes no VPCs at all.
 */
export function missingReferences(topology: Topology): readonly Finding[] {
  if (!topology.vpcs || topology.vpcs.length === 0) return [];
  const known = new Map(topology.vpcs.map((vpc) => [vpc.id, vpc]));
  const missing = new Map<string, string[]>();
  for (const [vpc, from] of references(topology)) {
    if (vpc === undefined || known.has(vpc)) continue;
    missing.set(vpc, [...(missing.get(vpc) ?? []), from]);
  }
  const vpcs = [...missing].map(([vpc, from]) => {
    const places = [...new Set(from)];
    const more = places.length > 3 ? ` and ${places.length - 3} more` : '';
    return finding(
      'TG4056',
      vpc,
      `${places.slice(0, 3).join(', ')}${more} names the VPC ${vpc}, which "vpcs" does not describe.`,
    );
  });
  const zones = topology.endpoints.flatMap(({ id, vpc, azs }): readonly Finding[] => {
    const stated = known.get(vpc ?? '')?.azs;
    const strange = stated ? (azs ?? []).filter((zone) => !stated.includes(zone)) : [];
    return strange.length === 0
      ? []
      : [finding('TG4057', id, `${id} stands in ${strange.join(', ')}, which is not among the zones of ${vpc}.`)];
  });
  return [...vpcs, ...zones];
}

/** Every place that names a VPC. */
const references = (topology: Topology): readonly Reference[] => [
  ...ofEntries(topology),
  ...ofConnectivity(topology.connectivity ?? {}),
  ...ofDns(topology.dns ?? {}),
  ...(topology.flows ?? []).map(({ endpoint, from }): Reference => [from.vpc, `a flow to ${endpoint}`]),
];

interface Entry {
  readonly id: string;
  readonly vpc?: string | undefined;
}

function ofEntries(topology: Topology): readonly Reference[] {
  const of = (what: string, entries: readonly Entry[] | undefined): readonly Reference[] =>
    (entries ?? []).map(({ id, vpc }): Reference => [vpc, `${what} ${id}`]);
  return [
    ...of('endpoint', topology.endpoints),
    ...of('NAT gateway', topology.natGateways),
    ...of('endpoint service', topology.endpointServices),
    ...of('route table', topology.routeTables),
    ...of('subnet', topology.subnets),
    ...of('security group', topology.securityGroups),
    ...of('network ACL', topology.networkAcls),
    ...of('resolver endpoint', topology.dns?.resolverEndpoints),
  ];
}

const each = (vpcs: readonly string[] | undefined, from: string): readonly Reference[] =>
  (vpcs ?? []).map((vpc): Reference => [vpc, from]);

const ofConnectivity = (connectivity: NonNullable<Topology['connectivity']>): readonly Reference[] => [
  ...(connectivity.transitGateways ?? []).flatMap(({ id, vpcs, added }) =>
    each([...vpcs, ...(added ?? [])], `Transit Gateway ${id}`),
  ),
  ...(connectivity.peerings ?? []).flatMap(({ id, between }) => each(between, `peering ${id ?? between.join('-')}`)),
  ...(connectivity.onPremises ?? []).flatMap(({ id, vpcs }) => each(vpcs, `connection ${id}`)),
];

const ofDns = ({ hostedZones, profiles }: NonNullable<Topology['dns']>): readonly Reference[] => [
  ...(hostedZones ?? []).flatMap(({ name, service, vpcs }) => each(vpcs, `hosted zone ${name ?? service ?? ''}`)),
  ...(profiles ?? []).flatMap(({ id, vpcs }) => each(vpcs, `profile ${id}`)),
];
