import { callerOf, inModule, withoutKeys } from './address.ts';
import { awsType, isIdentity } from './cloud-control.ts';
import { argumentsOf, type Configuration, expressionOf, type PlanExpression } from './configuration.ts';
import {
  EACH_VALUE,
  FOREIGN,
  type FoundTargets,
  foundIn,
  keyText,
  NOTHING,
  OPAQUE,
  OUTSIDE,
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

/** Types that decide at most: their attributes name no subnet, load balancer or other thing that is looked for. */
const TELLS_NO_IDS =
  /^(?:data\.aws_(?:availability_zones?|regions?|partition|caller_identity|vpc|vpc_endpoint_service|service)|aws_(?:default_)?vpc|random_\w+)$/;

const tellsNoId = (type: string, rest: readonly string[]): boolean =>
  TELLS_NO_IDS.test(type) && !rest.some((step) => /_id$/.test(step) && step !== 'vpc_id');

/** Stands for the `for_each` of a resource that the plan does not write: it goes over something that the module is given. */
const GIVEN = Symbol('given');

/** What references are followed through. */
export interface PlanScope {
  readonly instances: Instances;
  readonly configuration: Configuration;
  readonly variables: Values;
}

/** What a list may hold: its targets are all that it can, and at least that many of them are in it. */
export interface Bound {
  readonly targets: readonly Target[];
  readonly atLeast: number;
}

/**
 * Follows the configuration from an argument to the instances it means, where the references tell: through variables, module
 * outputs, splats and for. References are what an expression may hold, not what it holds: `slice` and a splat read the same.
 */
export class Resolver {
  readonly #scope: PlanScope;
  readonly #wanted: Wanted;
  readonly #known = new Map<string, FoundTargets>();
  readonly #arguments = new Map<string, FoundTargets>();
  #depth = 0;

  constructor(scope: PlanScope, wanted: Wanted) {
    this.#scope = scope;
    this.#wanted = wanted;
  }

  /** What a list argument such as subnet_ids may hold; undefined where the references do not tell it all. */
  list(instance: Instance, argument: string): Bound | undefined {
    const found = this.#argument(instance, argument);
    if (found.opaque || found.outside || (found.sources.size === 0 && found !== NOTHING)) return undefined;
    const certain = !found.foreign && !found.eachValue;
    return { targets: found.targets, atLeast: certain ? Math.min(1, found.targets.length) : 0 };
  }

  /** Whether the configuration sets an argument; undefined where it does not list the resource. */
  sets(instance: Instance, argument: string): boolean | undefined {
    const resource = this.#scope.configuration.resources.get(instance.configuration);
    return resource && argumentsOf(resource, argument).length > 0;
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
  #argument(instance: Instance, argument: string): FoundTargets {
    const key = `${instance.resource} ${argument}`;
    let found = this.#arguments.get(key);
    if (!found) {
      const resource = this.#scope.configuration.resources.get(instance.configuration);
      const expressions = resource ? argumentsOf(resource, argument) : undefined;
      found = expressions
        ? union(
            expressions.map((each) => this.#evaluate(expressionOf(each), instance.module, resource?.forEach ?? GIVEN)),
          )
        : OPAQUE;
      this.#arguments.set(key, found);
    }
    return found;
  }

  /** What the values that a for_each goes over may hold: by its expression, else by all that the module is given. */
  #eachValue(forEach: unknown, module: string): FoundTargets {
    if (forEach !== GIVEN) return union([EACH_VALUE, this.#evaluate(expressionOf(forEach), module, undefined)]);
    const caller = callerOf(module);
    const calls = caller && this.#scope.configuration.modules.get(withoutKeys(caller.module))?.calls;
    const call = caller && calls?.get(caller.call);
    if (!caller || !call) return OPAQUE;
    const given = Object.values(call.expressions);
    return union([EACH_VALUE, ...given.map((each) => this.#evaluate(expressionOf(each), caller.module, call.forEach))]);
  }

  /** `forEach` is what each.value in the expression goes over. */
  #evaluate(expression: PlanExpression | undefined, module: string, forEach: unknown): FoundTargets {
    if (!expression) return NOTHING;
    if ('constant' in expression) return literals(expression.constant, [], this.#wanted, this.#scope.instances);
    return union(heads(expression.references).map((head) => this.#follow(parseReference(head), module, forEach)));
  }

  #follow(reference: Reference, module: string, forEach: unknown): FoundTargets {
    switch (reference.kind) {
      case 'each-value':
        return forEach === undefined ? OPAQUE : this.#eachValue(forEach, module);
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
  #through(key: string, scoped: Scoped | undefined, rest: readonly string[]): FoundTargets {
    if (scoped && 'constant' in scoped.expression) {
      return literals(scoped.expression.constant, rest, this.#wanted, this.#scope.instances);
    }
    let found = this.#known.get(key);
    if (!found) {
      this.#known.set(key, OPAQUE);
      this.#depth += 1;
      const inner =
        scoped && this.#depth <= DEEPEST ? this.#evaluate(scoped.expression, scoped.module, scoped.forEach) : OPAQUE;
      found = inner;
      this.#depth -= 1;
      this.#known.set(key, found);
    }
    return partOf(found, rest);
  }

  #resource({ type, name, key, rest }: Reference & { readonly kind: 'resource' }, module: string): FoundTargets {
    if (!this.#wanted.types.has(awsType(type))) return tellsNoId(type, rest) ? FOREIGN : OUTSIDE;
    const { instances, configuration } = this.#scope;
    const resource = inModule(module, `${type}.${name}`);
    const named = key === '' ? undefined : instances.at(resource + key);
    const found = key === '' ? instances.ofResource(resource) : named ? [named] : undefined;
    if (!found || (found.length === 0 && !configuration.resources.has(withoutKeys(resource)))) return OPAQUE;
    const [attribute] = rest.filter((step) => !step.startsWith('['));
    if (type === 'data.aws_subnets' || type === 'data.aws_subnet_ids') return idsOf(found, resource, rest);
    if (attribute !== undefined && !isIdentity(type, attribute)) return FOREIGN;
    return partOf(
      foundIn(resource, found),
      rest.filter((step) => step.startsWith('[')),
    );
  }
}

/** The ids a data source has read; one that is still to be read tells none. */
function idsOf(found: readonly Instance[], resource: string, rest: readonly string[]): FoundTargets {
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
