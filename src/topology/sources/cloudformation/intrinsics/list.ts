import { placeholderZone } from '../../../../core/ids.ts';
import type { Intrinsic } from '../context.ts';
import { isList, textOf, Unknown, type Value, ZoneList } from '../value.ts';
import { subnetsOf } from './subnets-of.ts';

const operands = (argument: unknown): readonly unknown[] => (Array.isArray(argument) ? argument : []);

const wholeNumber = (value: Value): number | undefined => {
  const text = textOf(value);
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
};

/** `Fn::Select`. The nth zone of a Region whose zones are not known is one distinct zone: a placeholder. */
export const select: Intrinsic = (argument, context) => {
  const [position, source] = operands(argument);
  const index = wholeNumber(context.evaluate(position));
  const list = context.evaluate(source);
  if (index === undefined) return new Unknown('Fn::Select', true);
  if (list instanceof ZoneList) return placeholderZone(`${list.region ?? 'Region'}[${index}]`);
  if (list instanceof Unknown) return new Unknown(`${list.label}[${index}]`, true);
  return (isList(list) ? list[index] : undefined) ?? new Unknown(`Fn::Select ${index}`, true);
};

/** `Fn::GetAZs`: an empty argument is the stack's own Region. The list depends on the account, so it stays symbolic. */
export const zones: Intrinsic = (argument, context) => {
  const region = textOf(context.evaluate(argument));
  return new ZoneList(region === undefined || region === '' ? context.region : region);
};

/** `Fn::Length` (language extension). */
export const length: Intrinsic = (argument, context) => {
  const list = context.evaluate(argument);
  return isList(list) ? list.length : new Unknown('Fn::Length', true);
};

/** `Fn::Cidr`: the first `count` blocks with `cidrBits` host bits; blocks of an unknown range are unknown, their number is not. */
export const cidr: Intrinsic = (argument, context) => {
  const [block, amount, bits] = operands(argument).map((each) => context.evaluate(each));
  const count = amount === undefined ? undefined : wholeNumber(amount);
  if (count === undefined || count < 1 || count > 256) return new Unknown('Fn::Cidr', false);
  const known = subnetsOf(textOf(block), count, bits === undefined ? undefined : wholeNumber(bits));
  return known ?? Array.from({ length: count }, (_, index) => new Unknown(`Fn::Cidr[${index}]`, true));
};
