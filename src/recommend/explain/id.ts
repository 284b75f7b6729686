import { createHash } from 'node:crypto';

/** A stable id of some advice: from what it does to what, never from numbers or from its place in the plan. */
export function adviceId(kind: string, region: string, move: string, subjects: readonly string[]): string {
  const content = JSON.stringify([kind, region, move, subjects.toSorted()]);
  return `${kind}-${createHash('sha256').update(content).digest('hex').slice(0, 16)}`;
}
