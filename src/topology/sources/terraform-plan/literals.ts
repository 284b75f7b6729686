import { FOREIGN, type FoundTargets, foundIn, NOTHING, OPAQUE } from './found.ts';
import type { Instances } from './instances.ts';
import type { Wanted } from './wanted.ts';
import { isRecord, own } from './words.ts';

/** Values of variables nest a few deep. */
const DEEPEST = 20;

/** What a value written out, or given to a variable, leads to: the ids in it. Any other value may still decide something. */
export function literals(value: unknown, path: readonly string[], wanted: Wanted, instances: Instances): FoundTargets {
  const part = path.length === 0 ? value : partAt(value, path);
  if (part === undefined) return OPAQUE;
  const ids: string[] = [];
  const only = collectIds(part, wanted.id, ids, 0);
  if (ids.length === 0) return only ? NOTHING : FOREIGN;
  const found = foundIn(
    '',
    ids.map((id) => instances.withId(id, wanted.types) ?? id),
  );
  return only ? found : { ...found, foreign: true };
}

/** Collects ids; true where the value is an id or a list of them, and nothing else. */
function collectIds(value: unknown, id: RegExp, ids: string[], depth: number): boolean {
  if (typeof value === 'string') {
    if (id.test(value)) ids.push(value);
    return id.test(value);
  }
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return false;
  const plain = Object.values(value).map((inner) => collectIds(inner, id, ids, depth + 1));
  return Array.isArray(value) && plain.every((each) => each);
}

function partAt(value: unknown, path: readonly string[]): unknown {
  let at = value;
  for (const step of path) {
    if (/^\[\d+\]$/.test(step)) at = Array.isArray(at) ? at[Number(step.slice(1, -1))] : undefined;
    else if (isRecord(at)) at = own(at, step.startsWith('["') ? step.slice(2, -2) : step);
    else return undefined;
  }
  return at;
}
