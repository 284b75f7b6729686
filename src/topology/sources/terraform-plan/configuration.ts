import { inModule } from './address.ts';
import { isRecord, listOf, own, recordOf, textOf, type Values } from './words.ts';

/** A module of the configuration. Configuration tells where a value comes from; it never counts as an instance. */
export interface ConfigModule {
  readonly outputs: Values;
  readonly variables: Values;
  /** Arguments of each module call, and what its `for_each` goes over. */
  readonly calls: ReadonlyMap<string, ConfigCall>;
}

export interface ConfigCall {
  readonly expressions: Values;
  readonly forEach: unknown;
}

export interface ConfigResource {
  readonly expressions: Values;
  readonly provider: string | undefined;
  /** What `for_each` goes over, as the plan writes expressions. */
  readonly forEach: unknown;
}

/** A `provider` block: where it stands and its expressions. */
export interface ConfigProvider {
  readonly module: string;
  readonly expressions: Values;
}

/** The configuration of a plan, by address without instance keys. */
export interface Configuration {
  readonly modules: ReadonlyMap<string, ConfigModule>;
  readonly resources: ReadonlyMap<string, ConfigResource>;
  readonly providers: ReadonlyMap<string, ConfigProvider>;
}

const DEEPEST_MODULE = 100;

export function readConfiguration(value: unknown): Configuration {
  const configuration = recordOf(value);
  const modules = new Map<string, ConfigModule>();
  const resources = new Map<string, ConfigResource>();
  addModule(recordOf(configuration.root_module), '', modules, resources, 0);
  return { modules, resources, providers: providersOf(recordOf(configuration.provider_config)) };
}

function addModule(
  module: Values,
  path: string,
  modules: Map<string, ConfigModule>,
  resources: Map<string, ConfigResource>,
  depth: number,
): void {
  const calls = new Map<string, ConfigCall>();
  modules.set(path, { outputs: recordOf(module.outputs), variables: recordOf(module.variables), calls });
  for (const entry of listOf(module.resources)) {
    const resource = recordOf(entry);
    const address = textOf(resource.address);
    if (address === undefined) continue;
    resources.set(inModule(path, address), {
      expressions: recordOf(resource.expressions),
      provider: textOf(resource.provider_config_key),
      forEach: resource.for_each_expression,
    });
  }
  if (depth >= DEEPEST_MODULE) return;
  for (const [name, entry] of Object.entries(recordOf(module.module_calls))) {
    const call = recordOf(entry);
    calls.set(name, { expressions: recordOf(call.expressions), forEach: call.for_each_expression });
    addModule(recordOf(call.module), inModule(path, `module.${name}`), modules, resources, depth + 1);
  }
}

function providersOf(entries: Values): ReadonlyMap<string, ConfigProvider> {
  const providers = new Map<string, ConfigProvider>();
  for (const [key, entry] of Object.entries(entries)) {
    const provider = recordOf(entry);
    const name = textOf(provider.full_name) ?? textOf(provider.name);
    if (name === undefined || !/(?:^|\/)aws(?:cc)?$/.test(name)) continue;
    providers.set(key, { module: textOf(provider.module_address) ?? '', expressions: recordOf(provider.expressions) });
  }
  return providers;
}

/** An expression of the configuration: a constant, or the references it is made of. */
export type PlanExpression = { readonly constant: unknown } | { readonly references: readonly string[] };

export function expressionOf(value: unknown): PlanExpression | undefined {
  if (!isRecord(value)) return undefined;
  const constant = own(value, 'constant_value');
  if (constant !== undefined) return { constant };
  const references = listOf(value.references).filter((each): each is string => typeof each === 'string');
  return references.length > 0 ? { references } : undefined;
}

/** An attribute's expressions: one, or those of the same argument in each nested block (`block.argument`). */
export function argumentsOf(resource: ConfigResource, name: string): readonly unknown[] {
  const [block = '', argument] = name.split('.');
  const value = own(resource.expressions, block);
  if (argument === undefined) return value === undefined ? [] : [value];
  const blocks = Array.isArray(value) ? value : isRecord(value) ? [value] : [];
  return blocks.map((each) => own(recordOf(each), argument)).filter((each) => each !== undefined);
}
