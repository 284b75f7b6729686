import { Decimal, ZERO } from '../../core/decimal.ts';
import { TollgateError } from '../../core/errors.ts';
import { FindingLog } from '../../core/finding.ts';
import { amountText } from '../../core/money.ts';
import type { ChangeDocument, DiffDocument } from '../../report/diff-document.ts';
import type { EstimateDocument, LineDocument } from '../../report/report.ts';
import { byteDeltas } from './byte-deltas.ts';
import { changeOf } from './change.ts';
import { matchEntries, type Pair } from './match.ts';
import { addNewFindings } from './new-findings.ts';
import { pairsOf } from './pairs.ts';
import { settle } from './settle.ts';
import type { DiffSide } from './side.ts';
import { tellChanges } from './tell-changes.ts';
import { tellDiscounts } from './tell-discounts.ts';
import { tellGuards } from './tell-guards.ts';
import { tellInputs } from './tell-inputs.ts';
import { surelyUnchanged } from './unchanged.ts';
import { utilisationOf } from './utilisation.ts';

/**
 * What the step from base to head does. Pure. Every delta is priced on the pool; the deltas of the changes add up to the total's
 * exactly. Throws TG5001 on different currencies, TG5002 on months of different length.
 */
export function compareSides(base: DiffSide, head: DiffSide, generatedAt: string): DiffDocument {
  refuseUnlike(base.document, head.document);
  const hours = new Decimal(head.document.hoursPerMonth);
  const findings = new FindingLog();
  tellInputs(base.document, head.document, findings);
  tellDiscounts(base.document, head.document, findings);
  const endpoints = pairsOf(base, head);
  const resources = matchEntries(base.document.resources.map(typed), head.document.resources.map(typed));
  const bytes = byteDeltas(endpoints, base.document, head.document);
  const headroom = headroomOf(base, head);
  const found = [
    ...endpoints.map((pair) => {
      const moved = bytes && (bytes.get(pair) ?? ZERO);
      if (moved?.isZero() && surelyUnchanged(pair)) return undefined;
      return headroom(changeOf(pair, moved, hours), pair);
    }),
    ...resources.map((pair) => changeOf(untyped(pair), undefined, hours)),
  ];
  const total = new Decimal(head.document.totals.monthly).minus(base.document.totals.monthly);
  const changes = settle(found.filter((each) => each !== undefined).sort(byWeight), total, hours);
  const newlyUnknown = [...endpoints, ...resources].flatMap(unknownOf);
  tellChanges(changes, newlyUnknown, findings);
  tellGuards(endpoints, base.network, head.network, findings);
  addNewFindings(base.document, head.document, endpoints, newlyUnknown, findings);
  return {
    schema: 'tollgate/diff@1',
    currency: head.document.currency,
    hoursPerMonth: head.document.hoursPerMonth,
    rates: head.document.rates.version === '' ? base.document.rates : head.document.rates,
    generatedAt,
    ...sidesOf(base, head, hours),
    changes,
    unchanged: found.length - changes.length,
    newlyUnknown,
    gates: [],
    findings: [...findings.findings] as DiffDocument['findings'],
    ...(Object.keys(findings.omitted).length > 0 && { findingsOmitted: { ...findings.omitted } }),
  };
}

function refuseUnlike(base: EstimateDocument, head: EstimateDocument): void {
  const priced = ({ endpoints, resources }: EstimateDocument): boolean => endpoints.length + resources.length > 0;
  if (base.currency !== head.currency && priced(base) && priced(head)) {
    throw new TollgateError('TG5001', `Base is priced in ${base.currency} and head in ${head.currency}.`, {
      hint: 'Compare networks of one AWS partition.',
    });
  }
  if (!new Decimal(base.hoursPerMonth).equals(head.hoursPerMonth)) {
    throw new TollgateError(
      'TG5002',
      `Base is priced for ${base.hoursPerMonth} hours a month and head for ${head.hoursPerMonth}.`,
      {
        hint: 'Price both with the same --hours.',
      },
    );
  }
}

type Resource = EstimateDocument['resources'][number];

const typed = (resource: Resource) => ({ ...resource, type: resource.kind, resource });
const untyped = ({ base, head, sure }: Pair<ReturnType<typeof typed>>): Pair<Resource> => ({
  base: base?.resource,
  head: head?.resource,
  sure,
});

const byWeight = (a: ChangeDocument, b: ChangeDocument): number =>
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

/** Both sides and the step between them; where discounts were applied, at list price too. */
function sidesOf(base: DiffSide, head: DiffSide, hours: Decimal): Pick<DiffDocument, 'base' | 'head' | 'delta'> {
  const delta = deltaOf(base.document, head.document, hours);
  const [before, after] = [totalsOf(base, hours), totalsOf(head, hours)];
  const [one, two] = [base.document.totals, head.document.totals];
  if (one.list === undefined && two.list === undefined) return { base: before, head: after, delta };
  const lists = { base: one.list ?? one.monthly, head: two.list ?? two.monthly };
  return {
    base: { ...before, list: lists.base },
    head: { ...after, list: lists.head },
    delta: { ...delta, list: amountText(new Decimal(lists.head).minus(lists.base)) },
  };
}

function totalsOf({ name, document }: DiffSide, hours: Decimal): DiffDocument['base'] {
  const { totals, endpoints } = document;
  return {
    source: name,
    monthly: totals.monthly,
    hourly: amountText(new Decimal(totals.monthly).div(hours)),
    baseline: totals.baseline,
    usage: totals.usage,
    endpoints: endpoints.length,
    unknownLines: totals.unknownLines,
  };
}

function deltaOf(base: EstimateDocument, head: EstimateDocument, hours: Decimal): DiffDocument['delta'] {
  const change = (field: 'monthly' | 'baseline' | 'usage'): Decimal =>
    new Decimal(head.totals[field]).minus(base.totals[field]);
  const monthly = change('monthly');
  const past = new Decimal(base.totals.monthly);
  return {
    monthly: amountText(monthly),
    hourly: amountText(monthly.div(hours)),
    baseline: amountText(change('baseline')),
    usage: amountText(change('usage')),
    percent: past.isZero() ? null : monthly.div(past).times(100).toDecimalPlaces(6).toNumber(),
  };
}
