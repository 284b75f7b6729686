import type { FindingCode } from '../../../core/errors.ts';
import type { Note } from './note.ts';
import type { StackScope } from './scope.ts';
import { labelsOf } from './to-words.ts';
import { ResourceRef, type Value } from './value.ts';

/** A resource of a stack, ready to be asked for its properties. */
export interface Declared {
  readonly stack: StackScope;
  readonly logicalId: string;
  /** `Stack/LogicalId`. */
  readonly id: string;
  /** Undefined where the condition of the resource, or of a stack around it, cannot be settled. */
  readonly exists: true | undefined;
  property(name: string): Value | undefined;
  /** The name of what a property refers to. */
  target(name: string): string | undefined;
}

/** Resources of some types that exist, or may, in the order the templates declare them. */
export function declaredOf(stacks: readonly StackScope[], ...types: readonly string[]): readonly Declared[] {
  return stacks.flatMap((stack) =>
    [...stack.resources].flatMap(([logicalId, resource]): Declared[] => {
      if (!types.includes(resource.Type)) return [];
      const own = resource.Condition === undefined ? true : stack.condition(resource.Condition);
      if (own === false) return [];
      const exists = own && stack.input.certain ? true : undefined;
      const id = new ResourceRef(stack.input.path, logicalId).label;
      const property = (name: string): Value | undefined => stack.property(logicalId, name);
      return [{ stack, logicalId, id, exists, property, target: (name) => labelsOf(property(name) ?? null)[0] }];
    }),
  );
}

/** The same without those that may not exist: they are named and left out, by TG5061 where they would cost. */
export function certain(declared: readonly Declared[], note: Note, code: FindingCode = 'TG5061'): readonly Declared[] {
  return declared.filter(({ id, exists, stack }) => {
    if (exists) return true;
    const message = `Whether ${id} exists depends on a condition that is not known, so it is left out.`;
    note(code, id, message, { file: stack.input.document.name });
    return false;
  });
}

/** Region and account of the stack, where they are known. */
export const placeOf = ({ stack }: Declared): { region?: string; account?: string } => ({
  ...(stack.region !== undefined && { region: stack.region }),
  ...(stack.input.account !== undefined && { account: stack.input.account }),
});
