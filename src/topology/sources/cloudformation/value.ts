/** `AWS::NoValue`: the property or list element is not there. */
export const NO_VALUE: unique symbol = Symbol('AWS::NoValue');

/** A value the template does not tell. `single` = surely one value, not a list; `label` names it the same wherever it is used. */
export class Unknown {
  readonly label: string;
  readonly single: boolean;

  constructor(label: string, single: boolean) {
    this.label = label;
    this.single = single;
  }
}

/** The value of a NoEcho parameter: conditions may look at it, and nothing else learns what it is. */
export class Secret extends Unknown {
  readonly #text: string;

  constructor(label: string, text: string) {
    super(label, true);
    this.#text = text;
  }

  /** For comparing within a condition only. */
  compared(): string {
    return this.#text;
  }
}

/** What `Ref` and `Fn::GetAtt` give for a resource of a stack: a name for something that exists only after deployment. */
export class ResourceRef {
  /** Path of the stack the resource belongs to; '' for a template on its own. */
  readonly stack: string;
  readonly logicalId: string;
  readonly attribute: string | undefined;

  constructor(stack: string, logicalId: string, attribute?: string) {
    this.stack = stack;
    this.logicalId = logicalId;
    this.attribute = attribute;
  }

  /** `Stack/LogicalId`, with `.Attribute` where one is asked for. */
  get label(): string {
    const id = this.stack === '' ? this.logicalId : `${this.stack}/${this.logicalId}`;
    return this.attribute === undefined ? id : `${id}.${this.attribute}`;
  }
}

/** The zones of a Region as `Fn::GetAZs` lists them: their number and names depend on the account. */
export class ZoneList {
  readonly region: string | undefined;

  constructor(region: string | undefined) {
    this.region = region;
  }
}

/** Text with parts that are not known before deployment. */
export class PartialText {
  readonly parts: readonly (string | ResourceRef | Unknown)[];

  constructor(parts: readonly (string | ResourceRef | Unknown)[]) {
    this.parts = parts;
  }
}

export type Value =
  | string
  | number
  | boolean
  | null
  | typeof NO_VALUE
  | Unknown
  | ResourceRef
  | ZoneList
  | PartialText
  | readonly Value[]
  | { readonly [key: string]: Value };

/** Narrows a value to a list. `Array.isArray` alone does not narrow readonly arrays. */
export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

/** Whether the value is text, or a number or flag that CloudFormation turns into text. */
export const isScalar = (value: Value): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

export function isMapping(value: Value): value is { readonly [key: string]: Value } {
  if (typeof value !== 'object' || value === null || isList(value)) return false;
  return !(
    value instanceof Unknown ||
    value instanceof ResourceRef ||
    value instanceof ZoneList ||
    value instanceof PartialText
  );
}

/** Known text of a value; undefined where any part of it is not known. */
export const textOf = (value: Value | undefined): string | undefined =>
  value !== undefined && isScalar(value) ? String(value) : undefined;

/** Text that a condition compares: a secret's too. */
export const comparable = (value: Value | undefined): string | undefined =>
  value instanceof Secret ? value.compared() : textOf(value);

/** Joins texts and references; the result is plain text as soon as every part is. */
export function concatenate(parts: readonly (string | ResourceRef | Unknown)[]): Value {
  const merged: (string | ResourceRef | Unknown)[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else if (part !== '') merged.push(part);
  }
  if (merged.length === 0) return '';
  const [only] = merged;
  return merged.length === 1 && only !== undefined ? only : new PartialText(merged);
}

/** The parts of a value inside a text; undefined where it is no text at all. */
export function partsOf(value: Value): readonly (string | ResourceRef | Unknown)[] | undefined {
  if (isScalar(value)) return [String(value)];
  if (value instanceof PartialText) return value.parts;
  if (value instanceof ResourceRef) return [value];
  return value instanceof Unknown && value.single ? [value] : undefined;
}

/** A value as plain JSON, unknown parts written as `${label}`: for comparing policies, never for pricing. */
export function plainOf(value: Value): unknown {
  if (isList(value)) return value.map(plainOf);
  if (isMapping(value)) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plainOf(each)]));
  if (value instanceof PartialText)
    return value.parts.map((part) => (typeof part === 'string' ? part : plainOf(part))).join('');
  if (value instanceof ResourceRef || value instanceof Unknown) return `\${${value.label}}`;
  if (value instanceof ZoneList) return `\${${value.region ?? ''} zones}`;
  return value === NO_VALUE ? null : value;
}
