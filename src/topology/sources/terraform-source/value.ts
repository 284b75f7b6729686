/** What an expression comes to. An unknown stands for anything; a list may hold unknowns, so that its length is still known. */
export type SourceValue =
  | null
  | boolean
  | number
  | string
  | SourceUnknown
  | SourceResource
  | readonly SourceValue[]
  | Fields;
export interface Fields {
  readonly [name: string]: SourceValue;
}

/** Not known before apply, or from what is not in the folder: a data source, an unset variable, an attribute that AWS gives. */
export class SourceUnknown {
  /** Makes the type a name of its own, not a shape. */
  readonly mark = Symbol('unknown');
}
export const UNKNOWN = new SourceUnknown();

/** An instance of a resource: attributes are evaluated when they are asked for, and those that AWS gives are unknown. */
export class SourceResource {
  readonly address: string;
  readonly attribute: (name: string) => SourceValue;

  constructor(address: string, attribute: (name: string) => SourceValue) {
    this.address = address;
    this.attribute = attribute;
  }
}

/** An expression that Terraform itself would refuse: `try` and `can` catch it, anything else makes the value unknown. */
export class EvaluationError extends Error {}

/** Elements of a list; more are taken for a bomb. */
export const MOST_ELEMENTS = 100_000;

export const isUnknown = (value: SourceValue | undefined): value is SourceUnknown => value instanceof SourceUnknown;

export const isList = (value: SourceValue | undefined): value is readonly SourceValue[] => Array.isArray(value);

export const isFields = (value: SourceValue | undefined): value is Fields =>
  typeof value === 'object' &&
  value !== null &&
  !isList(value) &&
  !(value instanceof SourceUnknown) &&
  !(value instanceof SourceResource);

/** Whether nothing in the value is unknown. */
export function isWhole(value: SourceValue): boolean {
  if (isUnknown(value) || value instanceof SourceResource) return false;
  if (isList(value)) return value.every(isWhole);
  return isFields(value) ? Object.values(value).every(isWhole) : true;
}

/** Two unknowns may differ: nothing equals one. */
export function isEqual(one: SourceValue, other: SourceValue): boolean {
  if (isUnknown(one) || isUnknown(other)) return false;
  if (isList(one) && isList(other))
    return one.length === other.length && one.every((each, i) => isEqual(each, other[i] ?? null));
  if (isFields(one) && isFields(other)) {
    const [keys, others] = [Object.keys(one), Object.keys(other)];
    return (
      keys.length === others.length &&
      keys.every((key) => key in other && isEqual(one[key] ?? null, other[key] ?? null))
    );
  }
  return one === other;
}

/** The value as Terraform converts it to text; unknown where it is not known. Throws EvaluationError for what has no text. */
export function textOf(value: SourceValue): string | SourceUnknown {
  if (isUnknown(value)) return UNKNOWN;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new EvaluationError('a value that is no text');
}

/** The value as a number. Throws EvaluationError. */
export function numberOf(value: SourceValue): number | SourceUnknown {
  if (isUnknown(value)) return UNKNOWN;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || Number.isNaN(number)) throw new EvaluationError('a value that is no number');
  return number;
}

/** The value as a truth value. Throws EvaluationError. */
export function truthOf(value: SourceValue): boolean | SourceUnknown {
  if (isUnknown(value)) return UNKNOWN;
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw new EvaluationError('a value that is neither true nor false');
}

/** A function over evaluated arguments; it deals with unknown arguments itself. Throws EvaluationError. */
export type TerraformFunction = (...given: readonly SourceValue[]) => SourceValue;
