import type { Body, SourceBlock } from './body.ts';
import { evaluated } from './evaluate.ts';
import type { BlockInstance } from './instances.ts';
import type { ModuleInstance } from './module-instance.ts';
import { isFields, isList, isUnknown, SourceResource, type SourceValue } from './value.ts';

/** Arguments of the language, not of the resource. */
const META = new Set([
  'count',
  'for_each',
  'provider',
  'depends_on',
  'lifecycle',
  'provisioner',
  'connection',
  'dynamic',
]);

/** Types whose unknown number leaves money out; of the others nothing is billed by itself. */
const COUNTED = /endpoint|nat_gateway|transit_gateway|_lb$|_alb$|route53|peering|opensearchserverless/;

/**
 * The resources of a module and all below it, in the shape of a plan that creates them: what is not known before apply is marked as
 * Terraform marks it.
 */
export function changesOf(module: ModuleInstance): readonly unknown[] {
  const { declared } = module.source;
  const own = [...declared.blocks.values()].flatMap((block) =>
    block.mode === 'managed' ? changesOfBlock(module, block) : [],
  );
  const called = [...declared.modules.keys()].flatMap((name) => (module.modulesOf(name) ?? []).flatMap(changesOf));
  return [...own, ...called];
}

function changesOfBlock(module: ModuleInstance, block: SourceBlock): readonly unknown[] {
  if (!block.type.startsWith('aws')) return [];
  const instances = module.instancesOf(block);
  if (instances) return instances.map((instance) => changeOf(module, instance));
  const address = `${module.address === '' ? '' : `${module.address}.`}${block.type}.${block.name}`;
  if (COUNTED.test(block.type)) {
    module.reading.notes.add('TG1198', address, `How many instances ${address} has is not known, so none is counted.`);
  }
  return [];
}

function changeOf(module: ModuleInstance, { block, address, index, scope }: BlockInstance): unknown {
  const values: Record<string, SourceValue> = { ...argumentsOf(block.body, scope) };
  for (const name of ['id', 'arn', 'zone_id'])
    values[name] ??= module.reading.ids.attribute(block.type, address, name) ?? null;
  const region = module.regionOf(block.body, scope);
  if (!isUnknown(region)) values.region = region;
  const [defaults, tags] = [module.defaultTags(block.body), values.tags ?? null];
  if (isTags(defaults) && (tags === null || isTags(tags))) values.tags_all = { ...defaults, ...(tags ?? {}) };
  return {
    address,
    mode: 'managed',
    type: block.type,
    ...(index !== undefined && { index }),
    change: { actions: ['create'], before: null, after: knownOf(values), after_unknown: marksOf(values) },
  };
}

const isTags = (value: SourceValue): value is Readonly<Record<string, SourceValue>> =>
  value !== null && isFields(value);

function argumentsOf(body: Body, scope: BlockInstance['scope']): Record<string, SourceValue> {
  const plain = Object.entries(body).filter(([name]) => !META.has(name));
  const values: Record<string, SourceValue> = Object.fromEntries(
    plain.map(([name, each]) => [name, evaluated(each, scope)]),
  );
  for (const [name, dynamics] of Object.entries(recordOf(body.dynamic))) {
    for (const dynamic of [dynamics].flat().map(recordOf))
      values[name] = [...listOf(values[name]), ...generated(name, dynamic, scope)];
  }
  return values;
}

/** The blocks that a `dynamic` block generates; one of unknown number is one unknown block. */
function generated(name: string, dynamic: Body, scope: BlockInstance['scope']): readonly SourceValue[] {
  const each = evaluated(dynamic.for_each, scope);
  const [content] = [dynamic.content].flat();
  if (isUnknown(each)) return [each];
  const iterator = typeof dynamic.iterator === 'string' ? dynamic.iterator.replace(/^\$\{|\}$/g, '') : name;
  const entries = isList(each)
    ? each.map((value, key) => [key, value] as const)
    : Object.entries(isTags(each) ? each : {});
  return entries.map(([key, value]) =>
    evaluated(content, { ...scope, bound: { ...scope.bound, [iterator]: { key, value } } }),
  );
}

const recordOf = (value: unknown): Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : {};
const listOf = (value: SourceValue | undefined): readonly SourceValue[] =>
  value !== undefined && isList(value) ? value : [];

/** What is known of a value: unknown members are left out, unknown elements stand as null, so that the length stays. */
function knownOf(value: SourceValue): unknown {
  if (isUnknown(value) || value instanceof SourceResource) return null;
  if (isList(value)) return value.map(knownOf);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => (isUnknown(each) ? [] : [[key, knownOf(each)]])),
  );
}

/** `after_unknown`: true where a value is not known, in the shape of the value around it. */
function marksOf(value: SourceValue): unknown {
  if (isUnknown(value) || value instanceof SourceResource) return true;
  if (isList(value)) return value.map((each) => marksOf(each) ?? false);
  if (!isFields(value)) return false;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => {
      const mark = marksOf(each);
      return mark === false ? [] : [[key, mark]];
    }),
  );
}
