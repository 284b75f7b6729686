import type { EvaluationContext, Intrinsic } from '../context.ts';
import {
  concatenate,
  isList,
  isMapping,
  partsOf,
  plainOf,
  type ResourceRef,
  textOf,
  Unknown,
  type Value,
} from '../value.ts';
import { splitValue } from './split-value.ts';

const VARIABLE = /\$\{([^}]*)\}/g;

/** `Fn::Sub`: `${Name}`, `${Name.Attribute}`, own variables, and `${!Literal}` kept as `${Literal}`. */
export const substitute: Intrinsic = (argument, context) => {
  const [template, variables] = Array.isArray(argument) ? argument : [argument];
  if (typeof template !== 'string') return new Unknown('Fn::Sub', true);
  const own = variables === undefined ? {} : context.evaluate(variables);
  const known = isMapping(own) ? own : {};
  const parts: (string | ResourceRef | Unknown)[] = [];
  let end = 0;
  for (const match of template.matchAll(VARIABLE)) {
    parts.push(template.slice(end, match.index));
    end = match.index + match[0].length;
    parts.push(...variable((match[1] ?? '').trim(), known, context));
  }
  parts.push(template.slice(end));
  return concatenate(parts);
};

function variable(
  name: string,
  own: { readonly [key: string]: Value },
  context: EvaluationContext,
): readonly (string | ResourceRef | Unknown)[] {
  if (name.startsWith('!')) return [`\${${name.slice(1)}}`];
  const dot = name.indexOf('.');
  const given = Object.hasOwn(own, name) ? own[name] : undefined;
  const value =
    given ?? (dot === -1 ? context.reference(name) : context.attribute(name.slice(0, dot), name.slice(dot + 1)));
  return partsOf(value) ?? [new Unknown(name, true)];
}

/** `Fn::Join`. A list of unknown length gives unknown text. */
export const joinText: Intrinsic = (argument, context) => {
  const [delimiter, items] = Array.isArray(argument) ? argument : [];
  const list = context.evaluate(items);
  if (typeof delimiter !== 'string' || !isList(list)) return new Unknown('Fn::Join', true);
  const parts: (string | ResourceRef | Unknown)[] = [];
  for (const [index, item] of list.entries()) {
    if (index > 0) parts.push(delimiter);
    parts.push(...(partsOf(item) ?? [new Unknown('Fn::Join', true)]));
  }
  return concatenate(parts);
};

/** `Fn::Split`. */
export const splitText: Intrinsic = (argument, context) => {
  const [delimiter, source] = Array.isArray(argument) ? argument : [];
  const value = context.evaluate(source);
  return typeof delimiter === 'string' && delimiter !== ''
    ? splitValue(value, delimiter)
    : new Unknown('Fn::Split', false);
};

/** `Fn::Base64`: no endpoint property needs the encoded text, so only whether it is known survives. */
export const base64: Intrinsic = (argument, context) => {
  const text = textOf(context.evaluate(argument));
  return text === undefined ? new Unknown('Fn::Base64', true) : Buffer.from(text).toString('base64');
};

/** `Fn::ToJsonString`: text with `${...}` where something is not known. */
export const toJsonString: Intrinsic = (argument, context) => JSON.stringify(plainOf(context.evaluate(argument)));
