import { matchEntries } from '../diff/match.ts';
import { type NetworkEntry, networkEntries } from '../diff/network-entries.ts';
import type { DiffSide } from '../diff/side.ts';
import { utilisationOf } from '../diff/utilisation.ts';
import { counted, type Gate, named } from './gate.ts';

/** Highest utilisation of a zone at the known peak; one that rises further counts as new. Unknown peaks are said, not judged. */
export const maxUtilisation: Gate = ({ base, head, policy }) => {
  const limit = policy.maxUtilisation;
  if (limit === undefined) return [];
  const after = entriesOf(head);
  const before = new Map(matchEntries(entriesOf(base), after).map((pair) => [pair.head, pair.base]));
  const over = (each: Entry): boolean => each.peak !== undefined && each.peak > limit;
  const noBetter = (each: Entry): boolean => {
    const old = before.get(each);
    return old !== undefined && over(old) && (old.peak ?? 0) >= (each.peak ?? 0);
  };
  const violations = counted(after.filter(over), noBetter, policy);
  const known = after.filter((each) => each.peak !== undefined).length;
  const ids = violations.map((each) => `${each.id} (${percent(each.peak ?? 0)})`);
  const verdict =
    ids.length === 0
      ? `No endpoint newly exceeds ${percent(limit)} at its peak`
      : `Above ${percent(limit)} at the peak: ${named(ids)}`;
  return [
    {
      name: `max-utilisation ${limit}`,
      passed: violations.length === 0,
      reason: `${verdict}; the peak of ${known} of ${after.length} endpoints is known.`,
    },
  ];
};

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;

interface Entry extends NetworkEntry {
  readonly peak: number | undefined;
}

const entriesOf = ({ network }: DiffSide): readonly Entry[] =>
  networkEntries(network).map((each) => ({ ...each, peak: utilisationOf(each.joined)?.peakUtilisation }));
