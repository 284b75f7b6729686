import type { Body } from './body.ts';
import { isUnknown, numberOf, type SourceValue, textOf, truthOf } from './value.ts';

const PRIMITIVE = /^(?:\$\{)?\s*(string|number|bool)\s*\}?$/;

/** The primitive type that a variable is declared with; undefined for every other type. */
const primitiveOf = ({ type }: Body): string | undefined => PRIMITIVE.exec(String(type ?? ''))?.[1];

/** Terraform takes a text given outside the source as it stands where the type is primitive or absent, else as an expression. */
export const isLiteral = (declared: Body): boolean =>
  declared.type === undefined || primitiveOf(declared) !== undefined;

/** The value converted to the primitive type that the variable declares. Throws EvaluationError where it does not fit. */
export function ofType(declared: Body, value: SourceValue): SourceValue {
  if (value === null || isUnknown(value)) return value;
  switch (primitiveOf(declared)) {
    case 'string':
      return textOf(value);
    case 'number':
      return numberOf(value);
    case 'bool':
      return truthOf(value);
    default:
      return value;
  }
}
