import type { EvaluationContext } from './context.ts';
import { INTRINSICS } from './intrinsics/table.ts';
import { concatenate, NO_VALUE, Unknown, type Value } from './value.ts';

/** Evaluates one node: functions are called, `AWS::NoValue` vanishes from lists and mappings, everything else is itself. */
export function evaluateNode(node: unknown, context: EvaluationContext): Value {
  if (node === null || node === undefined) return null;
  if (Array.isArray(node)) return node.map((each) => context.evaluate(each)).filter((each) => each !== NO_VALUE);
  if (typeof node !== 'object') {
    if (typeof node === 'string' && node.includes('{{resolve:')) return dynamicText(node);
    return typeof node === 'string' || typeof node === 'number' || typeof node === 'boolean' ? node : String(node);
  }
  const entries = Object.entries(node);
  const [name, argument] = entries[0] ?? [];
  if (entries.length === 1 && name !== undefined && (name === 'Ref' || name.startsWith('Fn::'))) {
    return call(name, argument, context);
  }
  return Object.fromEntries(
    entries.map(([key, each]) => [key, context.evaluate(each)] as const).filter(([, each]) => each !== NO_VALUE),
  );
}

function call(name: string, argument: unknown, context: EvaluationContext): Value {
  const intrinsic = INTRINSICS.get(name);
  if (intrinsic) return intrinsic(argument, context);
  context.note(
    'TG1172',
    name.slice(0, 80),
    `The function ${name.slice(0, 80)} is not evaluated, so what depends on it is unknown.`,
  );
  return new Unknown(name, false);
}

/** `{{resolve:ssm:/path}}` is read at deployment: its text may hold anything, also a delimiter. */
function dynamicText(text: string): Value {
  const parts = text.split(/(\{\{resolve:[^}]*\}\})/).filter((part) => part !== '');
  return concatenate(parts.map((part) => (part.startsWith('{{resolve:') ? new Unknown(part, true) : part)));
}
