import type { Target } from './found.ts';
import { type Instance, isUnknown, known, partlyKnown } from './instances.ts';
import { type PlanScope, Resolver } from './resolver.ts';
import type { Wanted } from './wanted.ts';
import { listOf, recordOf, textOf, textsOf } from './words.ts';

/** What a list argument points at, and whether the plan states it or the configuration had to tell. */
export interface Targets {
  readonly targets: readonly Target[];
  readonly derived: boolean;
  /** How many of the targets are in it at least; fewer than all where references bound the list and nothing counts it. */
  readonly atLeast: number;
  /** How many of the targets are counted only: the plan tells that they are there, not which they are. */
  readonly unnamed: number;
}

const stated = (targets: readonly Target[]): Targets => ({
  targets,
  derived: false,
  atLeast: targets.length,
  unnamed: 0,
});
const derived = (targets: readonly Target[], { atLeast = targets.length, unnamed = 0 } = {}): Targets => ({
  targets,
  derived: targets.length > 0,
  atLeast,
  unnamed,
});

/** Finds what arguments point at: by the values where they are known, else through the configuration. */
export class TargetFinder {
  readonly #scope: PlanScope;
  readonly #wanted: Wanted;
  readonly #resolver: Resolver;

  constructor(scope: PlanScope, wanted: Wanted) {
    this.#scope = scope;
    this.#wanted = wanted;
    this.#resolver = new Resolver(scope, wanted);
  }

  /** Targets of a list argument, or of an argument in each nested block ("block.argument"); undefined = not told. */
  list(instance: Instance, argument: string): Targets | undefined {
    const [attribute = '', inner] = argument.split('.');
    if (!isUnknown(instance, attribute)) return stated(valuesAt(instance, argument).map((id) => this.#at(id)));
    const bound = this.#resolver.list(instance, argument);
    const values = partlyKnown(instance, attribute);
    if (values) return this.#counted(values, inner, bound?.targets ?? [], `${argument} of ${instance.address}`);
    if (this.#resolver.sets(instance, argument) === false) {
      return derived(
        valuesAt({ ...instance, unknown: {}, values: instance.prior }, argument).map((id) => this.#at(id)),
      );
    }
    return bound && derived(bound.targets, bound);
  }

  /** Whether the plan or its configuration gives the argument at all. */
  sets(instance: Instance, argument: string): boolean {
    const [attribute = ''] = argument.split('.');
    if (!isUnknown(instance, attribute)) return valuesAt(instance, argument).length > 0;
    const values = partlyKnown(instance, attribute);
    return values ? values.length > 0 : this.#resolver.sets(instance, argument) !== false;
  }

  /** As many targets as the plan lists values: the known ones, and others of the bound where these are as many as are not known. */
  #counted(values: readonly unknown[], inner: string | undefined, bound: readonly Target[], label: string): Targets {
    const ids = values.map((value) => textOf(inner === undefined ? value : recordOf(value)[inner]));
    const named = ids.flatMap((id) => (id === undefined ? [] : [this.#at(id)]));
    const others = bound.filter((target) => !named.includes(target));
    const missing = values.length - named.length;
    if (others.length === missing) return derived([...named, ...others]);
    const unnamed = Array.from({ length: missing }, (_, index) => `${label} #${index}`);
    return derived([...named, ...unnamed], { unnamed: missing });
  }

  /** Target of a single-valued argument; undefined = absent or not told. */
  one(instance: Instance, argument: string): Target | undefined {
    if (isUnknown(instance, argument)) return this.#resolver.one(instance, argument);
    const id = textOf(known(instance, argument));
    return id === undefined ? undefined : this.#at(id);
  }

  /** Everything an argument may point at. */
  candidates = (instance: Instance, argument: string): readonly Target[] =>
    this.#resolver.candidates(instance, argument);

  #at(id: string): Target {
    return this.#scope.instances.withId(id, this.#wanted.types) ?? id;
  }
}

function valuesAt(instance: Instance, argument: string): string[] {
  const [attribute = '', inner] = argument.split('.');
  const value = known(instance, attribute);
  if (inner === undefined) return textsOf(value);
  return listOf(value).flatMap((block) => textOf(recordOf(block)[inner]) ?? []);
}

/** Ids of a topology are no longer; the end of an address tells more than its start. */
const LONGEST_LABEL = 512;

/** A name that is the same wherever the same thing is meant: the AWS id where it is known, else the address. */
export function labelOf(target: Target): string {
  const label = typeof target === 'string' ? target : (textOf(known(target, 'id')) ?? target.address);
  return label.slice(-LONGEST_LABEL);
}
