import type { FindingCode } from '../../../core/errors.ts';
import type { Value } from './value.ts';

/** Three-valued: a condition that depends on a value nobody told is undefined, neither true nor false. */
export type Truth = boolean | undefined;

/** What an intrinsic function may ask of the stack it stands in. */
export interface EvaluationContext {
  /** Evaluates a node of the template. Throws TG1120 where a value depends on itself or is nested too deep. */
  evaluate(node: unknown): Value;
  /** `Ref`: a parameter, pseudo parameter or resource. */
  reference(name: string): Value;
  /** `Fn::GetAtt`. */
  attribute(logicalId: string, attribute: string): Value;
  condition(name: string): Truth;
  /** A cell of the Mappings section; undefined where it does not exist. */
  mapping(map: string, top: string, second: string): unknown;
  importValue(name: string): Value;
  readonly region: string | undefined;
  note(code: FindingCode, subject: string, message: string): void;
}

/** One intrinsic function: argument in, value out. Arguments it cannot use give an unknown value, never an error. */
export type Intrinsic = (argument: unknown, context: EvaluationContext) => Value;
