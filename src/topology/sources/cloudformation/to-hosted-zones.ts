import type { Topology } from '../../topology.ts';
import { certain, declaredOf } from './declared.ts';
import type { Note } from './note.ts';
import type { StackScope } from './scope.ts';
import { labelsOf } from './to-words.ts';
import { isList, isMapping, textOf } from './value.ts';

type HostedZone = NonNullable<NonNullable<Topology['dns']>['hostedZones']>[number];

/** Private hosted zones (those with a VPC). A template makes them, so they belong to the design. */
export function toHostedZones(stacks: readonly StackScope[], note: Note): HostedZone[] {
  return certain(declaredOf(stacks, 'AWS::Route53::HostedZone'), note).flatMap(({ property }) => {
    const inside = property('VPCs');
    if (inside === undefined) return [];
    const name = textOf(property('Name'))?.replace(/\.$/, '');
    const vpcs = isList(inside) ? inside.flatMap((each) => (isMapping(each) ? labelsOf(each.VPCId ?? null) : [])) : [];
    return [{ ...(name !== undefined && { name }), vpcs, added: true }];
  });
}
