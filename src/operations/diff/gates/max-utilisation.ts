import { bandwidthOf } from '../../../capacity/limits.ts';
import { counted, labelled } from '../../../report/words.ts';
import { networkPairs } from '../../shared/network-pairs.ts';
import { pairsOf } from '../pairs.ts';
import type { DiffPart } from '../side.ts';
import { utilisationOf } from '../utilisation.ts';
import { type Gate, judged, named } from './gate.ts';

/** Highest utilisation of a zone at the known peak; one that rises further counts as new. Unknown peaks are said, not judged. */
export const maxUtilisation: Gate = ({ parts, policy }) => {
  const limit = policy.maxUtilisation;
  if (limit === undefined) return [];
  const entries = parts.flatMap((part) =>
    entriesOf(part).map((each) => ({ ...each, id: labelled(part.project, each.id) })),
  );
  const over = (peak: number | undefined): boolean => peak !== undefined && peak > limit;
  const noBetter = ({ peak = 0, before }: Entry): boolean => over(before) && (before ?? 0) >= peak;
  const violations = judged(
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
      reason: `${verdict}; the peak of ${known} of ${counted(entries.length, 'endpoint')} is known.`,
    },
  ];
};

interface Entry {
  readonly id: string;
  readonly peak: number | undefined;
  readonly before: number | undefined;
}

/** Every endpoint of head that has a ceiling. */
function entriesOf({ base, head }: DiffPart): readonly Entry[] {
  const zonesBefore = base.network ? undefined : zonesOf({ base, head });
  return networkPairs(base.network, head.network).flatMap((pair): Entry[] => {
    if (!pair.head || !bandwidthOf(pair.head.joined.endpoint)) return [];
    const { id, joined } = pair.head;
    const peak = utilisationOf(joined)?.peakUtilisation;
    const zones = zonesBefore?.get(id);
    const before = zones
      ? peak && (peak * (joined.zones?.length ?? 0)) / zones
      : pair.base && utilisationOf(pair.base.joined)?.peakUtilisation;
    return [{ id, peak, before }];
  });
}

/** A saved estimate tells no traffic, only zones: that of head is then taken for base, as the change does not measure anew. */
const zonesOf = ({ base, head }: DiffPart): ReadonlyMap<string, number> =>
  new Map(
    pairsOf(base, head).flatMap(({ base: old, head: now }) => (now && old?.azCount ? [[now.id, old.azCount]] : [])),
  );

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;
