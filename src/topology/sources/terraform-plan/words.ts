/** Foreign JSON read word by word: anything of another type counts as absent. */
export type Values = Readonly<Record<string, unknown>>;

const NONE: Values = {};

export const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const recordOf = (value: unknown): Values => (isRecord(value) ? value : NONE);

/** A property of its own: a key such as "constructor" finds nothing on the prototype. */
export const own = (values: Values, key: string): unknown => (Object.hasOwn(values, key) ? values[key] : undefined);

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Text that is not empty: Terraform writes "" for what an instance does not have. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

export const textsOf = (value: unknown): string[] =>
  listOf(value).filter((each): each is string => typeof each === 'string' && each !== '');

export const flagOf = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);

/** Attributes nest a few deep; what a hostile plan nests deeper counts as not known. */
const DEEPEST = 100;

/** Whether an `after_unknown` entry says that some of the value is not known before apply. */
export function hasUnknown(value: unknown, depth = 0): boolean {
  if (value === true) return true;
  if (typeof value !== 'object' || value === null) return false;
  return depth > DEEPEST || Object.values(value).some((inner) => hasUnknown(inner, depth + 1));
}
