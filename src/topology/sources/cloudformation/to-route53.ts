import type { Topology } from '../../topology.ts';
import { certain, declaredOf, placeOf } from './declared.ts';
import type { Note } from './note.ts';
import type { StackScope } from './scope.ts';

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

/** Resolver endpoints cost by interface and hour, and by query: they are named, as their queries are not known. */
export function noteResolvers(stacks: readonly StackScope[], note: Note): void {
  for (const { id, stack } of declaredOf(stacks, 'AWS::Route53Resolver::ResolverEndpoint')) {
    note('TG1181', id, `${id} is a Route 53 Resolver endpoint, which is not priced.`, {
      file: stack.input.document.name,
    });
  }
}
