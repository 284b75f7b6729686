import { regionNamed } from '../../../core/regions.ts';
import type { Endpoint, Topology } from '../../topology.ts';
import type { Note } from './note.ts';
import type { StackScope } from './scope.ts';
import { toEndpoint } from './to-endpoint.ts';
import { toSecurityGroups } from './to-security-group.ts';
import { tagsOf } from './to-words.ts';
import { ResourceRef, textOf } from './value.ts';

type Vpc = NonNullable<Topology['vpcs']>[number];

/** The stacks' endpoints and VPCs in the order the templates declare them. Throws TG1102 for a Region no table knows. */
export function toTopology(stacks: readonly StackScope[], note: Note): Topology {
  const byPath = new Map(stacks.map((stack) => [stack.input.path, stack]));
  const endpoints: Endpoint[] = [];
  const vpcs: Vpc[] = [];
  for (const stack of stacks) {
    if (stack.region !== undefined) regionNamed(stack.region);
    for (const { logicalId, exists } of existing(stack, 'AWS::EC2::VPC'))
      if (exists) vpcs.push(toVpc(stack, logicalId));
    for (const { logicalId, exists } of existing(stack, 'AWS::EC2::VPCEndpoint')) {
      endpoints.push(toEndpoint(stack, logicalId, exists, byPath, note));
    }
  }
  const regions = new Set(stacks.map((stack) => stack.region));
  const [region] = regions;
  const securityGroups = toSecurityGroups(stacks, endpoints);
  return {
    schema: 'tollgate/topology@1',
    ...(regions.size === 1 && region !== undefined && { region }),
    ...(vpcs.length > 0 && { vpcs }),
    endpoints,
    ...(securityGroups.length > 0 && { securityGroups }),
  };
}

interface Declared {
  readonly logicalId: string;
  /** Undefined where the resource's condition cannot be settled. */
  readonly exists: true | undefined;
}

/** Resources of a type that exist, or may. */
function existing(stack: StackScope, type: string): readonly Declared[] {
  return [...stack.resources].flatMap(([logicalId, resource]) => {
    if (resource.Type !== type) return [];
    const exists = resource.Condition === undefined ? true : stack.condition(resource.Condition);
    return exists === false ? [] : [{ logicalId, exists }];
  });
}

function toVpc(stack: StackScope, logicalId: string): Vpc {
  const tags = tagsOf(stack.property(logicalId, 'Tags'));
  const cidr = textOf(stack.property(logicalId, 'CidrBlock'));
  return {
    id: new ResourceRef(stack.input.path, logicalId).label,
    ...(tags.Name !== undefined && { name: tags.Name }),
    ...(stack.region !== undefined && { region: stack.region }),
    ...(cidr !== undefined && { cidrs: [cidr] }),
    ...(stack.input.account !== undefined && { account: stack.input.account }),
    ...(Object.keys(tags).length > 0 && { tags }),
  };
}
