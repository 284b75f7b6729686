import { callerOf, inModule, withoutKeys } from './address.ts';
import { argumentsOf, type Configuration, type Expression, expressionOf } from './configuration.ts';
import {
  EACH_VALUE,
  FOREIGN,
  type Found,
  foundIn,
  keyText,
  NOTHING,
  OPAQUE,
  POSITION,
  partOf,
  type Target,
  union,
} from './found.ts';
import { type Instance, type Instances, known } from './instances.ts';
import { literals } from './literals.ts';
import { heads, parseReference, type Reference } from './references.ts';
import { outputOf, type Scoped, variableOf } from './variables.ts';
import type { Wanted } from './wanted.ts';
import { textsOf, type Values } from './words.ts';

/** Variables and outputs that lead to each other; people nest modules, not hundreds of them. */
const DEEPEST = 200;

/** What references are followed through. */
export interface PlanScope {
  readonly instances: Instances;
  readonly configuration: Configuration;
  readonly variables: Values;
}

/**
 * Follows the configuration from an argument to the instances it means, where the references tell: through variables, module
 * outputs, splats and for. Where they leave a choice it tells nothing: a plan is never guessed.
 */
export class Resolver {
  readonly #scope: PlanScope;
  readonly #wanted: Wanted;
  readonly #known = new Map<string, Found>();
  readonly #arguments = new Map<string, Found>();
  #depth = 0;

  constructor(scope: PlanScope, wanted: Wanted) {
    this.#scope = scope;
    this.#wanted = wanted;
  }

  /** The targets of a list argument, such as subnet_ids; undefined where the references do not tell them all. */
  list(instance: Instance, argument: string): readonly Target[] | undefined {
    const found = this.#argument(instance, argument);
    if (found.foreign || found.opaque) return undefined;
    if (found.position && found.targets.length !== 1) return undefined;
    if (found.eachValue && (found.direct || !this.#bounded(instance.module, found.targets))) return undefined;
    return found.targets;
  }

  /** The target of a single-valued argument, such as vpc_id; with count.index or each.key, the one at the same position. */
  one(instance: Instance, argument: string): Target | undefined {
    const found = this.#argument(instance, argument);
    if (found.opaque || found.eachValue || found.sources.size !== 1) return undefined;
    if (found.targets.length === 1) return found.targets[0];
    const [source = ''] = found.sources;
    return found.position ? this.#scope.instances.at(source + keyText(instance.index)) : undefined;
  }

  /** Everything an argument may mean. */
  candidates(instance: Instance, argument: string): readonly Target[] {
    return this.#argument(instance, argument).targets;
  }

  /** The same for every instance of a resource, so it is found once. */
  #argument(instance: Instance, argument: string): Found {
    const key = `${instance.resource} ${argument}`;
    let found = this.#arguments.get(key);
    if (!found) {
      const resource = this.#scope.configuration.resources.get(instance.configuration);
      const expressions = resource ? argumentsOf(resource, argument) : undefined;
      found = expressions
        ? union(expressions.map((each) => this.#evaluate(expressionOf(each), instance.module)))
        : OPAQUE;
      this.#arguments.set(key, found);
    }
    return found;
  }

  /** Every argument of the module's call leads to targets that are found already, so a for_each over them can add none. */
  #bounded(module: string, targets: readonly Target[]): boolean {
    const caller = callerOf(module);
    const call = caller && this.#scope.configuration.modules.get(withoutKeys(caller.module))?.calls.get(caller.call);
    if (!caller || !call || targets.length === 0) return false;
    return Object.values(call).every((argument) => {
      const found = this.#evaluate(expressionOf(argument), caller.module);
      if (found.opaque || found.eachValue || found.targets.length > targets.length) return false;
      return found.targets === targets || found.targets.every((target) => targets.includes(target));
    });
  }

  #evaluate(expression: Expression | undefined, module: string): Found {
    if (!expression) return NOTHING;
    if ('constant' in expression) return literals(expression.constant, [], this.#wanted, this.#scope.instances);
    return union(heads(expression.references).map((head) => this.#follow(parseReference(head), module)));
  }

  #follow(reference: Reference, module: string): Found {
    switch (reference.kind) {
      case 'each-value':
        return EACH_VALUE;
      case 'position':
        return POSITION;
      case 'resource':
        return this.#resource(reference, module);
      case 'variable': {
        const { configuration, variables } = this.#scope;
        const scoped = variableOf(configuration, variables, module, reference.name);
        return this.#through(`${module} var.${reference.name}`, scoped, reference.rest);
      }
      case 'output': {
        const child = inModule(module, `module.${reference.call}${reference.key}`);
        const scoped = outputOf(this.#scope.configuration, child, reference.name);
        return this.#through(`${child} output.${reference.name}`, scoped, reference.rest);
      }
      case 'other':
        return OPAQUE;
    }
  }

  /** Evaluates a variable or output once; a circle of references finds itself being evaluated and stops. */
  #through(key: string, scoped: Scoped | undefined, rest: readonly string[]): Found {
    if (scoped && 'constant' in scoped.expression) {
      return literals(scoped.expression.constant, rest, this.#wanted, this.#scope.instances);
    }
    let found = this.#known.get(key);
    if (!found) {
      this.#known.set(key, OPAQUE);
      this.#depth += 1;
      const inner = scoped && this.#depth <= DEEPEST ? this.#evaluate(scoped.expression, scoped.module) : OPAQUE;
      found = { ...inner, direct: false };
      this.#depth -= 1;
      this.#known.set(key, found);
    }
    return partOf(found, rest);
  }

  #resource({ type, name, key, rest }: Reference & { readonly kind: 'resource' }, module: string): Found {
    if (!this.#wanted.types.has(type)) return FOREIGN;
    const { instances, configuration } = this.#scope;
    const resource = inModule(module, `${type}.${name}`);
    const named = key === '' ? undefined : instances.at(resource + key);
    const found = key === '' ? instances.ofResource(resource) : named ? [named] : undefined;
    if (!found || (found.length === 0 && !configuration.resources.has(withoutKeys(resource)))) return OPAQUE;
    const [attribute] = rest.filter((step) => !step.startsWith('['));
    if (type === 'data.aws_subnets' || type === 'data.aws_subnet_ids') return idsOf(found, resource, rest);
    if (attribute !== undefined && attribute !== 'id' && attribute !== 'arn') return FOREIGN;
    return partOf(
      { ...foundIn(resource, found), direct: true },
      rest.filter((step) => step.startsWith('[')),
    );
  }
}

/** The ids a data source has read; one that is still to be read tells none. */
function idsOf(found: readonly Instance[], resource: string, rest: readonly string[]): Found {
  const ids = found.flatMap((instance) => {
    const value = known(instance, 'ids');
    return Array.isArray(value) ? [textsOf(value)] : [];
  });
  if (ids.length !== found.length || ids.length === 0) return OPAQUE;
  return partOf(
    foundIn(resource, ids.flat()),
    rest.filter((step) => step.startsWith('[')),
  );
}
