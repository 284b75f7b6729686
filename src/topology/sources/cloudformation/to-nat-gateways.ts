import type { NatGateway } from '../../topology.ts';
import { certain, declaredOf } from './declared.ts';
import type { Note } from './note.ts';
import type { StackScope } from './scope.ts';
import { tagsOf } from './to-words.ts';
import { zonesOf } from './to-zones.ts';
import { ResourceRef, textOf } from './value.ts';

/** NAT gateways of one zone. A regional one is another product, which is not priced. */
export function toNatGateways(
  stacks: readonly StackScope[],
  byPath: ReadonlyMap<string, StackScope>,
  note: Note,
): NatGateway[] {
  return certain(declaredOf(stacks, 'AWS::EC2::NatGateway'), note).flatMap(({ id, stack, property }) => {
    if (textOf(property('AvailabilityMode')) === 'regional') {
      note('TG5061', id, `${id} is a regional NAT gateway, which is not priced.`, { file: stack.input.document.name });
      return [];
    }
    const mode = property('AvailabilityMode');
    const subnet = property('SubnetId');
    if (mode !== undefined && textOf(mode) === undefined && subnet === undefined) {
      note('TG5061', id, `Whether ${id} is a regional NAT gateway is not known, so it is left out.`);
      return [];
    }
    const [az] = subnet === undefined ? [] : (zonesOf([subnet], byPath).azs ?? []);
    const vpc =
      subnet instanceof ResourceRef ? byPath.get(subnet.stack)?.property(subnet.logicalId, 'VpcId') : undefined;
    const tags = tagsOf(property('Tags'));
    return [
      {
        id,
        ...(stack.region !== undefined && { region: stack.region }),
        ...(vpc instanceof ResourceRef && { vpc: vpc.label }),
        ...(az !== undefined && { az }),
        ...(Object.keys(tags).length > 0 && { tags }),
      },
    ];
  });
}
