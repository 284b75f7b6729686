import { fc } from './property.ts';

type Path = readonly (string | number)[];

/** Every path in a JSON value, the value's own left out. */
export function pathsIn(value: unknown, base: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  return keys.flatMap((key) => {
    const path = [...base, key];
    return [path, ...pathsIn((value as Record<string | number, unknown>)[key], path)];
  });
}

/** Sets (or with undefined: removes) what stands at a path; a path that is gone changes nothing. */
export function put(value: unknown, path: Path, replacement: unknown): void {
  let at = value;
  for (const key of path.slice(0, -1)) {
    if (typeof at !== 'object' || at === null) return;
    at = (at as Record<string | number, unknown>)[key];
  }
  const last = path.at(-1);
  if (typeof at !== 'object' || at === null || last === undefined) return;
  if (replacement === undefined && !Array.isArray(at)) delete (at as Record<string | number, unknown>)[last];
  else (at as Record<string | number, unknown>)[last] = replacement ?? null;
}

const strange = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    true,
    false,
    0,
    -1,
    1e308,
    '',
    ' ',
    '__proto__',
    'constructor',
    [],
    {},
    [[]],
    [{}],
  ),
  fc.constantFrom<unknown>(
    { constructor: 1 },
    [null],
    { references: ['var.x', 7] },
    { constant_value: null },
    'module.a[',
    'x'.repeat(10_000),
  ),
  fc.jsonValue(),
  fc.string(),
);

/** Copies of a JSON value with one to five things in it removed or replaced by something strange. */
export function mutations(value: unknown): fc.Arbitrary<unknown> {
  const paths = pathsIn(value);
  const mutation = fc.record({ path: fc.constantFrom(...paths), replacement: strange });
  return fc.array(mutation, { minLength: 1, maxLength: 5 }).map((list) => {
    const copy = structuredClone(value);
    for (const { path, replacement } of list) put(copy, path, structuredClone(replacement));
    return copy;
  });
}
