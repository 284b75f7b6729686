import { Decimal, ZERO } from '../../core/decimal.ts';
import { FindingLog } from '../../core/finding.ts';
import type { ChangeDocument, DiffDocument } from '../../report/diff-document.ts';
import type { EndpointDocument, EstimateDocument, LineDocument } from '../../report/report.ts';
import { matchEntries, type Pair } from '../shared/match.ts';
import { changeOf } from './change.ts';
import { addNewFindings } from './new-findings.ts';
import { pairsOf } from './pairs.ts';
import type { DiffPart, DiffSide } from './side.ts';
import { tellChanges } from './tell-changes.ts';
import { tellDiscounts } from './tell-discounts.ts';
import { tellGuards } from './tell-guards.ts';
import { tellInputs } from './tell-inputs.ts';
import { surelyUnchanged } from './unchanged.ts';
import { utilisationOf } from './utilisation.ts';

type Resource = EstimateDocument['resources'][number];

/** A part whose endpoints and resources are paired. */
export interface PairedPart extends DiffPart {
  readonly endpoints: readonly Pair<EndpointDocument>[];
  readonly resources: readonly Pair<Resource>[];
}

export const pairPart = (part: DiffPart): PairedPart => ({
  ...part,
  endpoints: pairsOf(part.base, part.head),
  resources: matchEntries(part.base.document.resources.map(typed), part.head.document.resources.map(typed)).map(
    untyped,
  ),
});

/** What one part's step from base to head does. */
export interface ComparedPart {
  /** The largest first; their deltas still carry the rounding of documents. */
  readonly changes: readonly ChangeDocument[];
  readonly unchanged: number;
  readonly newlyUnknown: DiffDocument['newlyUnknown'];
  readonly findings: FindingLog;
}

/** Compares one part. `bytes` = what each endpoint's change of bytes costs, priced on the pool; `hours` = hours of the month. */
export function comparePart(
  { project, base, head, endpoints, resources }: PairedPart,
  bytes: ReadonlyMap<Pair<EndpointDocument>, Decimal> | undefined,
  hours: Decimal,
): ComparedPart {
  const findings = new FindingLog();
  tellInputs(base, head, findings);
  tellDiscounts(base.document, head.document, findings);
  const headroom = headroomOf(base, head);
  const found = [
    ...endpoints.map((pair) => {
      const moved = bytes && (bytes.get(pair) ?? ZERO);
      if (moved?.isZero() && surelyUnchanged(pair)) return undefined;
      return headroom(changeOf(pair, moved, hours), pair);
    }),
    ...resources.map((pair) => changeOf(pair, undefined, hours)),
  ];
  const changes = found.filter((each) => each !== undefined).sort(byWeight);
  const newlyUnknown = [...endpoints, ...resources].flatMap(unknownOf);
  tellChanges(changes, newlyUnknown, findings);
  tellGuards(endpoints, base.network, head.network, findings);
  addNewFindings(base.document, head.document, endpoints, newlyUnknown, findings);
  const own = project === undefined ? {} : { project };
  return {
    changes: changes.map((each) => ({ ...own, ...each })),
    unchanged: found.length - changes.length,
    newlyUnknown: newlyUnknown.map((each) => ({ ...own, ...each })),
    findings,
  };
}

const typed = (resource: Resource) => ({ ...resource, type: resource.kind, resource });
const untyped = ({ base, head, sure }: Pair<ReturnType<typeof typed>>): Pair<Resource> => ({
  base: base?.resource,
  head: head?.resource,
  sure,
});

/** The largest change first; ids decide between equal ones. */
export const byWeight = (a: ChangeDocument, b: ChangeDocument): number =>
  new Decimal(b.delta.monthly).abs().comparedTo(new Decimal(a.delta.monthly).abs()) ||
  (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Adds the headroom before and after to a change, where the traffic is known. */
function headroomOf(base: DiffSide, head: DiffSide) {
  const joined = ({ network }: DiffSide) =>
    new Map(network?.endpoints.flatMap((each) => (each.traffic?.peakGbps ? [[each.endpoint.id, each]] : [])));
  const [before, after] = [joined(base), joined(head)];
  return (change: ChangeDocument | undefined, pair: Pair<{ readonly id: string }>): ChangeDocument | undefined => {
    const old = pair.base && before.get(pair.base.id);
    const now = pair.head && after.get(pair.head.id);
    const sides = { base: old && utilisationOf(old), head: now && utilisationOf(now) };
    if (!change || !(sides.base || sides.head)) return change;
    return {
      ...change,
      headroom: { ...(sides.base && { base: sides.base }), ...(sides.head && { head: sides.head }) },
    };
  };
}

const leftOut = (line: LineDocument): boolean => line.status !== 'priced' && line.status !== 'free';

/** Lines that head leaves out and base did not: their charge was known there, or they are new. */
function unknownOf({
  base,
  head,
}: Pair<{
  readonly id: string;
  readonly unknownLines: number;
  readonly lines: readonly LineDocument[];
}>): DiffDocument['newlyUnknown'] {
  if (!head) return [];
  const known = ({ charge }: LineDocument): boolean =>
    !base?.lines.some((line) => line.charge === charge && leftOut(line));
  const unknown = head.unknownLines === 0 ? [] : head.lines.filter((line) => leftOut(line) && known(line));
  return unknown.map(({ charge, status }) => ({ id: head.id, charge, status }));
}
