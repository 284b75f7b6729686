import type { Expressions, Node, SourceExpression } from './expressions.ts';
import { call } from './functions.ts';
import { operate } from './operators.ts';
import {
  EvaluationError,
  isEqual,
  isFields,
  isList,
  isUnknown,
  MOST_ELEMENTS,
  SourceResource,
  type SourceValue,
  textOf,
  truthOf,
  UNKNOWN,
} from './value.ts';

/** Names an expression may use: those of its module, and those that a loop binds. */
export interface Scope {
  readonly expressions: Expressions;
  /** The value of a name such as `var` or `aws_subnet`. Throws EvaluationError where there is none. */
  root(name: string): SourceValue | Lookup;
  readonly bound?: Readonly<Record<string, SourceValue>> | undefined;
  /** Element under the star of a splat. */
  readonly element?: SourceValue | undefined;
}

/** A root whose members are evaluated when they are asked for. */
export type Lookup = (member: string) => SourceValue;

/** The value of a parsed attribute: text with expressions, or lists and objects of such. Never throws: what fails is unknown. */
export function evaluated(json: unknown, scope: Scope): SourceValue {
  try {
    return strictlyEvaluated(json, scope);
  } catch (error) {
    if (error instanceof EvaluationError || error instanceof RangeError) return UNKNOWN;
    throw error;
  }
}

function strictlyEvaluated(json: unknown, scope: Scope): SourceValue {
  if (json === null || json === undefined) return null;
  if (typeof json === 'number' || typeof json === 'boolean') return json;
  if (typeof json === 'string') {
    const expression = scope.expressions.of(json);
    if (expression === undefined) return UNKNOWN;
    return typeof expression === 'string' ? unescaped(expression) : evaluateExpression(expression, scope);
  }
  if (Array.isArray(json)) return json.map((each) => evaluated(each, scope));
  const fields: Record<string, SourceValue> = {};
  for (const [key, each] of Object.entries(json)) {
    const name = textOf(strictlyEvaluated(key, scope));
    if (isUnknown(name)) return UNKNOWN;
    fields[name] = evaluated(each, scope);
  }
  return fields;
}

/** A heredoc around a template adds the line end that ends it. */
function evaluateExpression(expression: SourceExpression, scope: Scope): SourceValue {
  const value = evaluate(expression.node, { ...scope, source: expression.source });
  const isWrapped = expression.source.startsWith('<<TOLLGATE');
  return isWrapped && typeof value === 'string' ? value.replace(/\n$/, '') : value;
}

interface Frame extends Scope {
  readonly source: string;
}

type Evaluator = (node: Node, frame: Frame) => SourceValue;

/** By type of node. Source: the expression syntax tree of the parser. */
const EVALUATORS: Readonly<Record<string, Evaluator>> = {
  literalValue,
  template: (node, frame) =>
    joined(
      node.children.map((each) => textOf(evaluate(each, frame))),
      node,
    ),
  templateWrap: (node, frame) => evaluate(first(node), frame),
  tuple: (node, frame) => node.children.map((each) => evaluate(each, frame)),
  object: objectOf,
  scopeTraversal,
  relativeTraversal: (node, frame) => walk(evaluate(first(node), frame), traversalOf(node)),
  index: (node, frame) => member(evaluate(child(node, 0), frame), evaluate(child(node, 1), frame)),
  splat,
  for: loop,
  conditional,
  function: (node, frame) =>
    call(String(node.meta?.name), node.children, node.meta?.expandedFinalArgument === true, (each) =>
      evaluate(each, frame),
    ),
  binaryOp: (node, frame) =>
    operate(String(node.meta?.operator), evaluate(child(node, 0), frame), () => evaluate(child(node, 1), frame)),
  unaryOp: (node, frame) => operate(String(node.meta?.operator), evaluate(first(node), frame), () => null),
  // Parentheses, the key of an object, and the element under a star have no type.
  '': (node, frame) => (node.children.length > 0 ? evaluate(first(node), frame) : (frame.element ?? UNKNOWN)),
};

function evaluate(node: Node, frame: Frame): SourceValue {
  const evaluator = EVALUATORS[node.type];
  if (!evaluator) throw new EvaluationError(`an expression of type ${node.type}`);
  frame.expressions.step();
  return refuseLarge(evaluator(node, frame));
}

/** Texts that double thirty times take all memory; no attribute of an endpoint is as long. */
const LONGEST_TEXT = 2 ** 20;

function refuseLarge(value: SourceValue): SourceValue {
  if (typeof value === 'string' && value.length > LONGEST_TEXT) throw new EvaluationError('a text without end');
  if (isList(value) && value.length > MOST_ELEMENTS) throw new EvaluationError('a list without end');
  return value;
}

function child(node: Node, index: number): Node {
  const found = node.children[index];
  if (!found) throw new EvaluationError('an expression without its part');
  return found;
}
const first = (node: Node): Node => child(node, 0);

function literalValue({ meta }: Node): SourceValue {
  const text = String(meta?.value);
  if (meta?.type === 'number') return Number(text);
  if (meta?.type === 'bool') return text === 'true';
  return meta?.type === 'string' ? text : null;
}

function joined(parts: readonly (string | object)[], node: Node): SourceValue {
  const text = parts.every((part) => typeof part === 'string') ? parts.join('') : undefined;
  if (text === undefined) return UNKNOWN;
  return unescaped(String(node.meta?.value).startsWith('"') ? escapes(text) : text);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };
const escapes = (text: string): string =>
  text.replace(/\\([nrt"\\])/g, (_, letter: string) => ESCAPES[letter] ?? letter);
/** `$${` and `%%{` stand for the characters themselves. */
const unescaped = (text: string): string => text.replace(/([$%])\1\{/g, '$1{');

function objectOf(node: Node, frame: Frame): SourceValue {
  const fields: Record<string, SourceValue> = {};
  for (let index = 0; index + 1 < node.children.length; index += 2) {
    const key = keyOf(child(node, index), frame);
    if (key === undefined) return UNKNOWN;
    fields[key] = evaluate(child(node, index + 1), frame);
  }
  return fields;
}

/** A bare word is known by its place in the text alone; a quoted or parenthesised key is an expression. */
function keyOf(node: Node, frame: Frame): string | undefined {
  if (node.children.length === 0 && node.type === '' && node.range) {
    return Buffer.from(frame.source).subarray(node.range.start.byte, node.range.end.byte).toString();
  }
  const text = textOf(evaluate(node, frame));
  return typeof text === 'string' ? text : undefined;
}

/** Steps of a traversal: names, and indexes as numbers or texts. */
function traversalOf({ meta }: Node): readonly (string | number)[] {
  const parts = Array.isArray(meta?.traversal) ? (meta.traversal as readonly { type: string; segment: string }[]) : [];
  return parts.map(({ type, segment }) => {
    if (type !== 'indexTraversal') return segment;
    return segment.startsWith('"') ? String(JSON.parse(segment)) : Number(segment);
  });
}

function scopeTraversal(node: Node, frame: Frame): SourceValue {
  const [root = '', ...rest] = traversalOf(node);
  const bound = frame.bound?.[String(root)];
  if (bound !== undefined) return walk(bound, rest);
  const found = frame.root(String(root));
  if (typeof found !== 'function') return walk(found, rest);
  const [name, ...steps] = rest;
  if (name === undefined) throw new EvaluationError(`${root} alone is no value`);
  return walk(found(String(name)), steps);
}

function walk(value: SourceValue, steps: readonly (string | number)[]): SourceValue {
  return steps.reduce<SourceValue>((at, step) => member(at, step), value);
}

/** A member or element. Throws EvaluationError where there is none, as Terraform does. */
export function member(value: SourceValue, key: SourceValue): SourceValue {
  if (isUnknown(value) || isUnknown(key)) return UNKNOWN;
  if (value instanceof SourceResource) return value.attribute(String(key));
  if (isList(value)) {
    const found = value[Number(key)];
    if (found === undefined) throw new EvaluationError(`no element ${String(key)}`);
    return found;
  }
  if (isFields(value) && typeof key !== 'object' && key !== null && Object.hasOwn(value, String(key))) {
    return value[String(key)] ?? null;
  }
  throw new EvaluationError(`no member ${String(key)}`);
}

function splat(node: Node, frame: Frame): SourceValue {
  const source = evaluate(child(node, 0), frame);
  if (isUnknown(source)) return UNKNOWN;
  const elements = source === null ? [] : isList(source) ? source : [source];
  return elements.map((element) => evaluate(child(node, 1), { ...frame, element }));
}

function conditional(node: Node, frame: Frame): SourceValue {
  const condition = truthOf(evaluate(child(node, 0), frame));
  if (condition === true) return evaluate(child(node, 1), frame);
  if (condition === false) return evaluate(child(node, 2), frame);
  const [yes, no] = [1, 2].map((index) => evaluate(child(node, index), frame));
  return either(yes ?? null, no ?? null);
}

/** What holds whichever of the two it is: itself where they are equal, a list of that length where both have it. */
function either(one: SourceValue, other: SourceValue): SourceValue {
  if (isEqual(one, other)) return one;
  if (isList(one) && isList(other) && one.length === other.length) {
    return one.map((each, index) => either(each, other[index] ?? null));
  }
  return UNKNOWN;
}

function loop(node: Node, frame: Frame): SourceValue {
  const collection = evaluate(first(node), frame);
  if (isUnknown(collection)) return UNKNOWN;
  const { keyVar = '', valVar = '', keyExpression = '', conditionalExpression = '' } = node.meta ?? {};
  const valueAt = keyExpression === '' ? 1 : 2;
  const results: Result[] = [];
  for (const [key, value] of entriesOf(collection)) {
    const bound = { ...frame.bound, [String(valVar)]: value, ...(keyVar !== '' && { [String(keyVar)]: key }) };
    const inner = { ...frame, bound };
    const kept = conditionalExpression === '' ? true : truthOf(evaluate(child(node, valueAt + 1), inner));
    if (isUnknown(kept)) return UNKNOWN;
    if (kept) results.push({ inner, value: evaluate(child(node, valueAt), inner) });
  }
  return keyExpression === '' ? results.map(({ value }) => value) : fieldsOf(node, results);
}

interface Result {
  readonly inner: Frame;
  readonly value: SourceValue;
}

/** The object that a loop with keys makes; with `...` values of one key are grouped. */
function fieldsOf(node: Node, results: readonly Result[]): SourceValue {
  const fields: Record<string, SourceValue> = {};
  for (const { inner, value } of results) {
    const name = textOf(evaluate(child(node, 1), inner));
    if (isUnknown(name)) return UNKNOWN;
    const before = fields[name] ?? null;
    fields[name] = node.meta?.groupedValue === true ? [...(isList(before) ? before : []), value] : value;
  }
  return fields;
}

/** Keys and values of a collection in Terraform's order: objects by key. */
export function entriesOf(value: SourceValue): readonly (readonly [SourceValue, SourceValue])[] {
  if (isList(value)) return value.map((each, index) => [index, each]);
  if (isFields(value))
    return Object.keys(value)
      .sort()
      .map((key) => [key, value[key] ?? null]);
  throw new EvaluationError('a value that is no collection');
}
