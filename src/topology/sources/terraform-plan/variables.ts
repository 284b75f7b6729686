import { callerOf, withoutKeys } from './address.ts';
import { type Configuration, expressionOf, type PlanExpression } from './configuration.ts';
import { own, recordOf, type Values } from './words.ts';

/** An expression and the module instance whose names it uses. */
export interface Scoped {
  readonly expression: PlanExpression;
  readonly module: string;
  /** What each.value in it goes over: the `for_each` of the module call that it is an argument of. */
  readonly forEach?: unknown;
}

/** What a variable of a module instance is set to: the caller's argument, the plan's value, else its default. */
export function variableOf(
  configuration: Configuration,
  variables: Values,
  module: string,
  name: string,
): Scoped | undefined {
  const caller = callerOf(module);
  if (!caller) {
    const given = own(recordOf(own(variables, name)), 'value');
    if (given !== undefined) return { expression: { constant: given }, module };
  } else {
    const call = configuration.modules.get(withoutKeys(caller.module))?.calls.get(caller.call);
    const expression = call && expressionOf(own(call.expressions, name));
    if (expression) return { expression, module: caller.module, forEach: call.forEach };
  }
  const declared = configuration.modules.get(withoutKeys(module))?.variables;
  const fallback = declared && own(recordOf(own(declared, name)), 'default');
  return fallback === undefined ? undefined : { expression: { constant: fallback }, module };
}

/** What an output of a module instance is made of. */
export function outputOf(configuration: Configuration, module: string, name: string): Scoped | undefined {
  const outputs = configuration.modules.get(withoutKeys(module))?.outputs;
  const expression = outputs && expressionOf(recordOf(own(outputs, name)).expression);
  return expression && { expression, module };
}
