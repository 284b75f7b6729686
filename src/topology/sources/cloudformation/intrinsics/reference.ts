import type { Intrinsic } from '../context.ts';
import { textOf, Unknown } from '../value.ts';

/** `Ref`. With the language extensions its argument may itself be a function. */
export const reference: Intrinsic = (argument, context) => {
  const name = textOf(context.evaluate(argument));
  return name === undefined ? new Unknown('Ref', true) : context.reference(name);
};

/** `Fn::GetAtt`: `[id, attribute]`, or `id.attribute` in YAML. Attribute names may hold dots (`Outputs.VpcId`). */
export const attribute: Intrinsic = (argument, context) => {
  const parts = (Array.isArray(argument) ? argument : [argument]).map((each) => textOf(context.evaluate(each)));
  if (parts.some((part) => part === undefined)) return new Unknown('Fn::GetAtt', true);
  const path = parts.join('.');
  const dot = path.indexOf('.');
  return dot === -1 ? new Unknown(path, true) : context.attribute(path.slice(0, dot), path.slice(dot + 1));
};

/** `Fn::FindInMap`, with the language extensions' `DefaultValue`. */
export const findInMap: Intrinsic = (argument, context) => {
  const [map, top, second, more] = Array.isArray(argument) ? argument : [];
  const values = [map, top, second].map((each) => context.evaluate(each));
  const keys = values.map((each) => textOf(each));
  if (values.some((each) => each instanceof Unknown && each.label === 'AWS::AccountId')) {
    const message = 'AWS::AccountId is not known, and a mapping is keyed by it; give it with --account.';
    context.note('TG1170', 'AWS::AccountId', message);
  }
  const [name, first, last] = keys;
  if (name === undefined || first === undefined || last === undefined) return new Unknown('Fn::FindInMap', false);
  const cell = context.mapping(name, first, last);
  if (cell !== undefined) return context.evaluate(cell);
  const fallback = more !== null && typeof more === 'object' && 'DefaultValue' in more ? more.DefaultValue : undefined;
  if (fallback !== undefined) return context.evaluate(fallback);
  context.note(
    'TG1172',
    name,
    `The mapping ${name} has no entry for the keys asked for, so what depends on it is unknown.`,
  );
  return new Unknown(`Fn::FindInMap ${name}`, false);
};

/** `Fn::ImportValue`. */
export const importValue: Intrinsic = (argument, context) => {
  const name = textOf(context.evaluate(argument));
  return name === undefined ? new Unknown('Fn::ImportValue', true) : context.importValue(name);
};
