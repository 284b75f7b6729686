import type { Body, SourceBlock } from './body.ts';
import { entriesOf, evaluated, type Scope } from './evaluate.ts';
import { EvaluationError, isFields, isList, isUnknown, numberOf, type SourceValue, UNKNOWN } from './value.ts';

/** The key of an instance: a number (`count`), a text (`for_each`), or none. */
type Index = string | number | undefined;

/** One instance of a block: its key, and the scope that binds `count` and `each`. */
export interface BlockInstance {
  readonly block: SourceBlock;
  readonly address: string;
  readonly index: Index;
  readonly scope: Scope;
}

/** More instances of one block than anybody plans; a hostile count stops here. */
const MOST_INSTANCES = 10_000;

/** The instances of a block or call with what each binds; undefined where their number is not known. */
export function keysOf(
  body: Body,
  scopeWith: (bound?: Readonly<Record<string, SourceValue>>) => Scope,
): readonly { readonly index: Index; readonly scope: Scope }[] | undefined {
  if ('count' in body) {
    const count = safe(() => numberOf(evaluated(body.count, scopeWith())));
    if (typeof count !== 'number' || count > MOST_INSTANCES) return undefined;
    return Array.from({ length: count }, (_, index) => ({ index, scope: scopeWith({ count: { index } }) }));
  }
  if ('for_each' in body) {
    const each = evaluated(body.for_each, scopeWith());
    if (isUnknown(each) || (!isList(each) && !(each !== null && isFields(each)))) return undefined;
    const entries = isList(each) ? each.map((value) => [value, value] as const) : entriesOf(each);
    if (entries.some(([name]) => typeof name !== 'string')) return undefined;
    return entries.map(([name, value]) => ({
      index: String(name),
      scope: scopeWith({ each: { key: String(name), value } }),
    }));
  }
  return [{ index: undefined, scope: scopeWith() }];
}

/** `[0]` or `["a"]`, as addresses carry it. */
export const indexText = (index: Index): string =>
  index === undefined ? '' : `[${typeof index === 'number' ? index : JSON.stringify(index)}]`;

/** What a reference to the block as a whole comes to: one instance, a list of them or a map. */
export function collected(body: Body | undefined, instances: readonly (readonly [Index, SourceValue])[]): SourceValue {
  if (body && 'count' in body) return instances.map(([, value]) => value);
  if (body && 'for_each' in body) return Object.fromEntries(instances.map(([key, value]) => [String(key), value]));
  return instances[0]?.[1] ?? UNKNOWN;
}

function safe<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}
