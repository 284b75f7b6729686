import { type Body, blocksOf, keyOf, type SourceBlock } from './body.ts';
import { dataAttribute } from './data-sources.ts';
import { evaluated, type Scope } from './evaluate.ts';
import type { Expressions } from './expressions.ts';
import { type BlockInstance, collected, indexText, keysOf } from './instances.ts';
import type { ModuleSource } from './load-modules.ts';
import type { MadeUpIds } from './made-up.ts';
import type { Notes } from './notes.ts';
import type { PlannedValues } from './planned-values.ts';
import { aliasOf, providerOf } from './providers.ts';
import { EvaluationError, SourceResource, type SourceValue, UNKNOWN } from './value.ts';
import { ofType } from './variable-types.ts';

/** What every module instance of a reading shares. */
export interface Reading {
  readonly expressions: Expressions;
  readonly notes: Notes;
  readonly ids: MadeUpIds;
  /** Variables of the root that have a value beside their default, as parsed. */
  readonly variables: ReadonlyMap<string, unknown>;
  /** What a plan of the source knows. */
  readonly planned?: PlannedValues | undefined;
}

/** The call that made a module. */
interface Parent {
  readonly module: ModuleInstance;
  readonly name: string;
  readonly call: Body;
  readonly scope: Scope;
}

/** A module with its variables. Values are evaluated once, when something asks for them; a circle is unknown. */
export class ModuleInstance {
  readonly source: ModuleSource;
  /** `module.a["b"]`; the root has none. */
  readonly address: string;
  readonly reading: Reading;
  readonly parent: Parent | undefined;
  readonly #memo = new Map<string, SourceValue>();
  readonly #evaluating = new Set<string>();
  readonly #instances = new Map<string, readonly BlockInstance[] | undefined>();
  readonly #modules = new Map<string, readonly ModuleInstance[] | undefined>();

  constructor(source: ModuleSource, reading: Reading, address = '', parent?: Parent) {
    this.source = source;
    this.reading = reading;
    this.address = address;
    this.parent = parent;
  }

  /** The scope of this module's expressions, with what a loop binds. */
  scopeWith(bound?: Readonly<Record<string, SourceValue>>): Scope {
    return { expressions: this.reading.expressions, root: (name) => this.#root(name), bound };
  }

  #root(name: string): SourceValue | ((member: string) => SourceValue) {
    switch (name) {
      case 'var':
        return (each) => this.#once(`var.${each}`, () => this.#variable(each));
      case 'local':
        return (each) => this.#once(`local.${each}`, () => this.#local(each));
      case 'module':
        return (each) => this.#once(`module.${each}`, () => this.#call(each));
      case 'data':
        return (type) => new SourceResource(`data.${type}`, (each) => this.#blockValue(`data.${type}.${each}`));
      case 'path':
        return { module: '.', root: '.', cwd: '.' };
      case 'terraform':
        return { workspace: 'default' };
      default:
        return (each) => this.#blockValue(`${name}.${each}`);
    }
  }

  #once(key: string, evaluate: () => SourceValue): SourceValue {
    const known = this.#memo.get(key);
    if (known !== undefined) return known;
    if (this.#evaluating.has(key)) return UNKNOWN;
    this.#evaluating.add(key);
    try {
      const value = evaluate();
      this.#memo.set(key, value);
      return value;
    } finally {
      this.#evaluating.delete(key);
    }
  }

  #variable(name: string): SourceValue {
    const declared = this.source.declared.variables.get(name);
    if (!declared) throw new EvaluationError(`no variable ${name}`);
    return ofType(declared, this.#given(name, declared));
  }

  #given(name: string, declared: Body): SourceValue {
    const passed = this.parent?.call[name];
    if (this.parent && passed !== undefined)
      return withDefaults(evaluated(passed, this.parent.scope), declared.default, this.scopeWith());
    const { variables } = this.reading;
    if (!this.parent && variables.has(name)) return evaluated(variables.get(name), this.scopeWith());
    if ('default' in declared) return evaluated(declared.default, this.scopeWith());
    this.reading.notes.add(
      'TG1195',
      this.#at(`var.${name}`),
      `The variable ${this.#at(`var.${name}`)} has no value: what depends on it is unknown.`,
    );
    return UNKNOWN;
  }

  #local(name: string): SourceValue {
    const { locals } = this.source.declared;
    if (!locals.has(name)) throw new EvaluationError(`no local value ${name}`);
    return evaluated(locals.get(name), this.scopeWith());
  }

  /** The outputs of a called module: an object, or one for each of its instances. */
  #call(name: string): SourceValue {
    const instances = this.modulesOf(name);
    if (instances === undefined) return UNKNOWN;
    const call = this.source.declared.modules.get(name);
    const outputs = (module: ModuleInstance) => new SourceResource(module.address, (output) => module.output(output));
    return collected(
      call,
      instances.map((module) => [module.index, outputs(module)] as const),
    );
  }

  get index(): string | number | undefined {
    const [, text] = /\[([^\]]*)\]$/.exec(this.address) ?? [];
    return text === undefined ? undefined : text.startsWith('"') ? String(JSON.parse(text)) : Number(text);
  }

  output(name: string): SourceValue {
    return this.#once(`output.${name}`, () => {
      const declared = this.source.declared.outputs.get(name);
      if (!declared) throw new EvaluationError(`no output ${name}`);
      return evaluated(declared.value, this.scopeWith());
    });
  }

  /** Instances of a called module; undefined where their number, or the module's source, is not known. */
  modulesOf(name: string): readonly ModuleInstance[] | undefined {
    if (!this.#modules.has(name)) this.#modules.set(name, this.#openModules(name));
    return this.#modules.get(name);
  }

  #openModules(name: string): readonly ModuleInstance[] | undefined {
    const call = this.source.declared.modules.get(name);
    const source = this.source.calls.get(name);
    const address = this.#at(`module.${name}`);
    if (!call) return undefined;
    const keys = keysOf(call, (bound) => this.scopeWith(bound));
    if (source === undefined) {
      if (keys?.length === 0) return [];
      this.reading.notes.add(
        'TG1197',
        address,
        `The module ${address} is not in the folder, so nothing of it is counted.`,
      );
      return undefined;
    }
    if (keys === undefined) {
      this.reading.notes.add('TG1198', address, `How many instances ${address} has is not known, so none is counted.`);
      return undefined;
    }
    return keys.map(
      ({ index, scope }) =>
        new ModuleInstance(source, this.reading, `${address}${indexText(index)}`, { module: this, name, call, scope }),
    );
  }

  /** A resource or data source: one instance, a list of them (`count`) or a map (`for_each`). */
  #blockValue(key: string): SourceValue {
    const block = this.source.declared.blocks.get(key);
    if (!block) throw new EvaluationError(`no resource ${key}`);
    return this.#once(key, () => {
      const instances = this.instancesOf(block);
      if (instances === undefined) return UNKNOWN;
      return collected(
        block.body,
        instances.map((each) => [each.index, this.#resourceValue(each)] as const),
      );
    });
  }

  #resourceValue({ block, address, scope }: BlockInstance): SourceResource {
    return new SourceResource(address, (name) =>
      this.#once(`${address}.${name}`, () => {
        const planned = this.reading.planned?.attribute(address, name);
        if (planned !== undefined) return planned;
        if (block.mode === 'data') return this.#dataValue(block, address, name, scope);
        if (name in block.body) return evaluated(block.body[name], scope);
        return this.reading.ids.attribute(block.type, address, name) ?? UNKNOWN;
      }),
    );
  }

  #dataValue(block: SourceBlock, address: string, name: string, scope: Scope): SourceValue {
    const region = (): SourceValue => this.regionOf(block.body, scope);
    const known = dataAttribute(block.type, name, (attribute) => evaluated(block.body[attribute], scope), region);
    if (known !== undefined) return known;
    if (name in block.body) return evaluated(block.body[name], scope);
    this.reading.notes.add(
      'TG1196',
      address,
      `${address} is read from AWS when Terraform runs: what depends on it is unknown.`,
    );
    return UNKNOWN;
  }

  /** Instances of a block; undefined where their number is not known. */
  instancesOf(block: SourceBlock): readonly BlockInstance[] | undefined {
    const key = keyOf(block);
    if (!this.#instances.has(key)) {
      const address = this.#at(key);
      this.#instances.set(
        key,
        keysOf(block.body, (bound) => this.scopeWith(bound))?.map(({ index, scope }) => ({
          block,
          address: `${address}${indexText(index)}`,
          index,
          scope,
        })),
      );
    }
    return this.#instances.get(key);
  }

  /** The Region of a resource: that of its provider, passed on by the calls above it. */
  regionOf(body: Body, scope: Scope): SourceValue {
    if ('region' in body) return evaluated(body.region, scope);
    const { provider, module } = providerOf(this, aliasOf(body.provider));
    return provider && 'region' in provider ? evaluated(provider.region, module.scopeWith()) : UNKNOWN;
  }

  /** Tags that the provider adds to everything it makes. */
  defaultTags(body: Body): SourceValue {
    const { provider, module } = providerOf(this, aliasOf(body.provider));
    const [tags] = blocksOf(provider?.default_tags);
    return tags ? evaluated(tags.tags, module.scopeWith()) : {};
  }

  #at(name: string): string {
    return this.address === '' ? name : `${this.address}.${name}`;
  }
}

/** A null given to a module means its default, as for a variable that is nullable = false; Terraform's own default keeps null. */
function withDefaults(given: SourceValue, fallback: unknown, scope: Scope): SourceValue {
  return given === null && fallback !== undefined ? evaluated(fallback, scope) : given;
}
