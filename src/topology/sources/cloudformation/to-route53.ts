import type { Topology } from '../../topology.ts';
import { certain, declaredOf, placeOf } from './declared.ts';
import type { Note } from './note.ts';
import type { StackScope } from './scope.ts';
import { labelsOf } from './to-words.ts';
import { isList, isMapping, ResourceRef, textOf, type Value } from './value.ts';

type Profile = NonNullable<NonNullable<Topology['dns']>['profiles']>[number];

/** Route 53 Profiles with the VPCs they are associated with. A template makes them, so they belong to the design. */
export function toProfiles(stacks: readonly StackScope[], note: Note): Profile[] {
  const associations = certain(declaredOf(stacks, 'AWS::Route53Profiles::ProfileAssociation'), note);
  return certain(declaredOf(stacks, 'AWS::Route53Profiles::Profile'), note).map((profile) => ({
    id: profile.id,
    ...('region' in placeOf(profile) && { region: placeOf(profile).region }),
    vpcs: associations
      .filter((each) => each.target('ProfileId') === profile.id)
      .map((each) => each.target('ResourceId') ?? each.id),
    added: true,
  }));
}

type ResolverEndpoint = NonNullable<NonNullable<Topology['dns']>['resolverEndpoints']>[number];

/** Route 53 Resolver endpoints with a network interface for each address. A template makes them, so they belong to the design. */
export function toResolverEndpoints(
  stacks: readonly StackScope[],
  byPath: ReadonlyMap<string, StackScope>,
  note: Note,
): ResolverEndpoint[] {
  return certain(declaredOf(stacks, 'AWS::Route53Resolver::ResolverEndpoint'), note).map((endpoint) => {
    const addresses = endpoint.property('IpAddresses');
    const listed = addresses !== undefined && isList(addresses) ? addresses : undefined;
    const vpc = listed?.map((each) => vpcOf(each, byPath)).find((each) => each !== undefined);
    return {
      id: endpoint.id,
      ...('region' in placeOf(endpoint) && { region: placeOf(endpoint).region }),
      ...(vpc !== undefined && { vpc }),
      direction: textOf(endpoint.property('Direction')) === 'OUTBOUND' ? ('outbound' as const) : ('inbound' as const),
      ...(listed?.every(isMapping) && { networkInterfaces: listed.length }),
      added: true,
    };
  });
}

function vpcOf(address: Value, byPath: ReadonlyMap<string, StackScope>): string | undefined {
  const subnet = isMapping(address) ? address.SubnetId : undefined;
  if (!(subnet instanceof ResourceRef)) return undefined;
  return labelsOf(byPath.get(subnet.stack)?.property(subnet.logicalId, 'VpcId') ?? null)[0];
}
