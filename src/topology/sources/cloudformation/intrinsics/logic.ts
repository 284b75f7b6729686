import type { EvaluationContext, Intrinsic, Truth } from '../context.ts';
import { comparable, isList, NO_VALUE, ResourceRef, textOf, Unknown, type Value } from '../value.ts';

/** Truth of a condition node. CloudFormation compares as text, case-sensitively. */
export function truthOf(node: unknown, context: EvaluationContext): Truth {
  if (node !== null && typeof node === 'object' && 'Condition' in node && typeof node.Condition === 'string') {
    return context.condition(node.Condition);
  }
  const value = context.evaluate(node);
  if (value === true || value === 'true') return true;
  return value === false || value === 'false' ? false : undefined;
}

const wrap = (truth: Truth, label: string): Value => truth ?? new Unknown(label, true);

const operands = (argument: unknown): readonly unknown[] => (Array.isArray(argument) ? argument : []);

/** `Fn::Equals`: unknown as soon as one side is. */
export const equals: Intrinsic = (argument, context) => {
  const [left, right] = operands(argument).map((each) => comparable(context.evaluate(each)));
  return left === undefined || right === undefined ? new Unknown('Fn::Equals', true) : left === right;
};

/** `Fn::And`: false wins over unknown. */
export const and: Intrinsic = (argument, context) => {
  const truths = operands(argument).map((each) => truthOf(each, context));
  return wrap(truths.includes(false) ? false : truths.includes(undefined) ? undefined : true, 'Fn::And');
};

/** `Fn::Or`: true wins over unknown. */
export const or: Intrinsic = (argument, context) => {
  const truths = operands(argument).map((each) => truthOf(each, context));
  return wrap(truths.includes(true) ? true : truths.includes(undefined) ? undefined : false, 'Fn::Or');
};

export const not: Intrinsic = (argument, context) => {
  const truth = truthOf(operands(argument)[0], context);
  return wrap(truth === undefined ? undefined : !truth, 'Fn::Not');
};

/**
 * `Fn::If`: on an unknown condition the value is unknown, but still one value where both branches are, and a list of so many where both
 * are lists of one length.
 */
export const choose: Intrinsic = (argument, context) => {
  const [name, then, otherwise] = operands(argument);
  const truth = typeof name === 'string' ? context.condition(name) : undefined;
  if (truth !== undefined) return context.evaluate(truth ? then : otherwise);
  const label = `Fn::If ${typeof name === 'string' ? name : ''}`.trim();
  const one = context.evaluate(then);
  const other = context.evaluate(otherwise);
  if (!isList(one) || !isList(other) || one.length !== other.length) return either(one, other, label);
  return one.map((item, index) => either(item, other[index] ?? null, `${label}[${index}]`));
};

/** What both are where they are the same, else one of the two. */
function either(one: Value, other: Value, label: string): Value {
  const isSame =
    one instanceof ResourceRef && other instanceof ResourceRef
      ? one.label === other.label
      : textOf(one) !== undefined && textOf(one) === textOf(other);
  return isSame ? one : new Unknown(label, isSingle(one) && isSingle(other));
}

const isSingle = (value: Value): boolean =>
  value !== NO_VALUE && !isList(value) && !(value instanceof Unknown && !value.single);
