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

function* references(topology: Topology): Iterable<Reference> {
  for (const { id, vpc } of topology.endpoints) yield [vpc, `endpoint ${id}`];
  for (const { id, vpc } of topology.natGateways ?? []) yield [vpc, `NAT gateway ${id}`];
  for (const { id, vpc } of topology.endpointServices ?? []) yield [vpc, `endpoint service ${id}`];
  for (const { id, vpc } of topology.routeTables ?? []) yield [vpc, `route table ${id}`];
  for (const { id, vpc } of topology.subnets ?? []) yield [vpc, `subnet ${id}`];
  for (const { id, vpc } of topology.securityGroups ?? []) yield [vpc, `security group ${id}`];
  for (const { id, vpc } of topology.networkAcls ?? []) yield [vpc, `network ACL ${id}`];
  const { transitGateways, peerings, onPremises } = topology.connectivity ?? {};
  for (const { id, vpcs, added } of transitGateways ?? [])
    for (const vpc of [...vpcs, ...(added ?? [])]) yield [vpc, `Transit Gateway ${id}`];
  for (const { id, between } of peerings ?? [])
    for (const vpc of between) yield [vpc, `peering ${id ?? between.join('-')}`];
  for (const { id, vpcs } of onPremises ?? []) for (const vpc of vpcs ?? []) yield [vpc, `connection ${id}`];
  const { hostedZones, profiles, resolverEndpoints } = topology.dns ?? {};
  for (const { name, service, vpcs } of hostedZones ?? [])
    for (const vpc of vpcs ?? []) yield [vpc, `hosted zone ${name ?? service ?? ''}`];
  for (const { id, vpcs } of profiles ?? []) for (const vpc of vpcs) yield [vpc, `profile ${id}`];
  for (const { id, vpc } of resolverEndpoints ?? []) yield [vpc, `resolver endpoint ${id}`];
  for (const { endpoint, from } of topology.flows ?? []) yield [from.vpc, `a flow to ${endpoint}`];
}
