import type { Note } from './note.ts';
import type { StackScope } from './scope.ts';

/** Resource types that stand for templates of their own, which the input does not hold. */
const CONTAINERS: ReadonlyMap<string, string> = new Map([
  ['AWS::CloudFormation::StackSet', 'a StackSet'],
  ['AWS::ServiceCatalog::CloudFormationProvisionedProduct', 'a Service Catalog product'],
  ['AWS::Proton::EnvironmentTemplate', 'a Proton environment'],
]);

/** Names what may make endpoints that the template does not show: modules, StackSets, Service Catalog products. */
export function noteContainers(stack: StackScope, readInline: (logicalId: string) => boolean, note: Note): void {
  const file = stack.input.document.name;
  const idOf = (name: string): string => (stack.input.path === '' ? name : `${stack.input.path}/${name}`);
  for (const [logicalId, { Type: type, Condition: condition }] of stack.resources) {
    const what = /::MODULE$/.test(type) ? 'a CloudFormation module' : CONTAINERS.get(type);
    if (what === undefined || (condition !== undefined && stack.condition(condition) === false)) continue;
    if (type === 'AWS::CloudFormation::StackSet' && readInline(logicalId)) continue;
    const id = idOf(logicalId);
    note('TG1179', id, `${id} is ${what}; endpoints that it makes are not seen.`, { file });
  }
  const { Modules: modules } = stack.input.template as { Modules?: unknown };
  if (typeof modules !== 'object' || modules === null) return;
  for (const name of Object.keys(modules)) {
    const id = idOf(name.slice(0, 200));
    note('TG1179', id, `${id} is a module of the Modules section; endpoints that it makes are not seen.`, { file });
  }
}
