import type { LineDocument } from '../../report/report.ts';
import type { Pair } from '../shared/match.ts';
import { type Owner, otherZones } from './owner.ts';

/** Whether the two sides of a pair surely differ in nothing: most pairs of a large diff, told without making anything. */
export function surelyUnchanged({ base, head, sure }: Pair<Owner>): boolean {
  if (!sure || !base || !head || base.lines.length !== head.lines.length || otherZones(base, head)) return false;
  for (let index = 0; index < base.lines.length; index++) {
    const [old, now] = [base.lines[index], head.lines[index]];
    if (!old || !now || !sameLine(old, now)) return false;
  }
  return true;
}

/** The amount of pooled bytes moves with the pool; whether it belongs to this change is told by the change of bytes. */
const sameLine = (old: LineDocument, now: LineDocument): boolean =>
  old === now ||
  (old.charge === now.charge &&
    old.unit === now.unit &&
    old.status === now.status &&
    old.quantity === now.quantity &&
    old.display === now.display &&
    (old.monthly === now.monthly || old.charge === 'data-processed'));
