import { labelled } from '../../report/words.ts';
import { networkPairs } from '../diff/pairs.ts';
import { utilisationOf } from '../diff/utilisation.ts';
import { counted, type Gate, named } from './gate.ts';

/** Highest utilisation of a zone at the known peak; one that rises further counts as new. Unknown peaks are said, not judged. */
export const maxUtilisation: Gate = ({ parts, policy }) => {
  const limit = policy.maxUtilisation;
  if (limit === undefined) return [];
  const entries = parts.flatMap(({ project, base, head }) =>
    networkPairs(base.network, head.network).flatMap((pair): Entry[] => {
      const peak = pair.head && utilisationOf(pair.head.joined)?.peakUtilisation;
      const before = pair.base && utilisationOf(pair.base.joined)?.peakUtilisation;
      return pair.head ? [{ id: labelled(project, pair.head.id), peak, before }] : [];
    }),
  );
  const over = (peak: number | undefined): boolean => peak !== undefined && peak > limit;
  const noBetter = ({ peak = 0, before }: Entry): boolean => over(before) && (before ?? 0) >= peak;
  const violations = counted(
    entries.filter((each) => over(each.peak)),
    noBetter,
    policy,
  );
  const known = entries.filter((each) => each.peak !== undefined).length;
  const ids = violations.map((each) => `${each.id} (${percent(each.peak ?? 0)})`);
  const verdict =
    ids.length === 0
      ? `No endpoint newly exceeds ${percent(limit)} at its peak`
      : `Above ${percent(limit)} at the peak: ${named(ids)}`;
  return [
    {
      name: `max-utilisation ${limit}`,
      passed: violations.length === 0,
      reason: `${verdict}; the peak of ${known} of ${entries.length} endpoints is known.`,
    },
  ];
};

interface Entry {
  readonly id: string;
  readonly peak: number | undefined;
  readonly before: number | undefined;
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;
