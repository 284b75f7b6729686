import { EvaluationError, isEqual, isUnknown, isWhole, numberOf, type SourceValue, truthOf, UNKNOWN } from './value.ts';

type Arithmetic = (one: number, other: number) => SourceValue;

const ARITHMETIC: Readonly<Record<string, Arithmetic>> = {
  add: (one, other) => one + other,
  subtract: (one, other) => one - other,
  multiply: (one, other) => one * other,
  divide: (one, other) => one / other,
  modulo: (one, other) => one % other,
  greaterThan: (one, other) => one > other,
  greaterThanOrEqual: (one, other) => one >= other,
  lessThan: (one, other) => one < other,
  lessThanOrEqual: (one, other) => one <= other,
};

/** The value of an operator; the right side is evaluated where it counts. Throws EvaluationError. */
export function operate(operator: string, left: SourceValue, right: () => SourceValue): SourceValue {
  switch (operator) {
    case 'logicalNot': {
      const truth = truthOf(left);
      return isUnknown(truth) ? UNKNOWN : !truth;
    }
    case 'negate': {
      const number = numberOf(left);
      return isUnknown(number) ? UNKNOWN : -number;
    }
    case 'logicalAnd':
      return both(left, right, false);
    case 'logicalOr':
      return both(left, right, true);
    case 'equal':
      return equal(left, right());
    case 'notEqual': {
      const same = equal(left, right());
      return typeof same === 'boolean' ? !same : same;
    }
  }
  const compute = ARITHMETIC[operator];
  if (!compute) throw new EvaluationError(`the operator ${operator}`);
  const [one, other] = [numberOf(left), numberOf(right())];
  return isUnknown(one) || isUnknown(other) ? UNKNOWN : compute(one, other);
}

/** One side that settles it is enough, also where the other is unknown. */
function both(left: SourceValue, right: () => SourceValue, settles: boolean): SourceValue {
  const one = truthOf(left);
  if (one === settles) return settles;
  const other = truthOf(right());
  if (other === settles) return settles;
  return isUnknown(one) || isUnknown(other) ? UNKNOWN : !settles;
}

/** Something that is there is not null, whatever it is; other comparisons with an unknown are unknown. */
function equal(one: SourceValue, other: SourceValue): SourceValue {
  if (isWhole(one) && isWhole(other)) return isEqual(one, other);
  if ((one === null && !isUnknown(other)) || (other === null && !isUnknown(one))) return false;
  return UNKNOWN;
}
