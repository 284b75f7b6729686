import { createHash } from 'node:crypto';
import { canonical } from './statement.ts';

/** Policies that are written alike, apart from order, have one class; no policy known is a class of its own. */
export function policyClass(policy: unknown): string {
  if (policy === undefined) return '';
  const known = typeof policy === 'object' && policy !== null ? CLASSES.get(policy) : undefined;
  if (known !== undefined) return known;
  const made = createHash('sha256')
    .update(canonical(typeof policy === 'string' ? asValue(policy) : policy))
    .digest('hex')
    .slice(0, 16);
  if (typeof policy === 'object' && policy !== null) CLASSES.set(policy, made);
  return made;
}

const CLASSES = new WeakMap<object, string>();

function asValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
