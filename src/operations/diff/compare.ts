import { Amount } from '../../core/amount.ts';
import { Decimal } from '../../core/decimal.ts';
import { type Finding, FindingLog } from '../../core/finding.ts';
import { boundOf, deltaAmount } from '../../report/diff-amounts.ts';
import type { DiffDocument } from '../../report/diff-document.ts';
import type { EndpointDocument } from '../../report/report.ts';
import { labelled } from '../../report/words.ts';
import type { Pair } from '../shared/match.ts';
import { byteDeltas } from './byte-deltas.ts';
import { byWeight, type ComparedPart, comparePart, type PairedPart, pairPart } from './compare-part.ts';
import { refuseUnlike } from './refuse-unlike.ts';
import { settle } from './settle.ts';
import type { DiffPart } from './side.ts';
import { atList, deltaOf, listsOf, projectsOf, totalsOf } from './totals.ts';

/**
 * What the step from base to head does, in one network or in several projects. Pure. Every delta is priced on the pool; the deltas
 * of the changes add up to the total's exactly. Throws TG5001 on different currencies, TG5002 on months of different length.
 */
export function compareParts(parts: readonly DiffPart[], generatedAt: string): DiffDocument {
  refuseUnlike(parts);
  const paired = parts.map(pairPart);
  const { currency, hoursPerMonth } = spokesman(parts);
  const hours = new Decimal(hoursPerMonth);
  const bytes = bytesOf(paired);
  const compared = paired.map((part) => comparePart(part, bytes.get(part), hours));
  const base = totalsOf(
    parts.map((part) => part.base),
    hours,
  );
  const head = totalsOf(
    parts.map((part) => part.head),
    hours,
  );
  const lists = listsOf(parts);
  const found = compared.flatMap((each) => each.changes).sort(byWeight);
  const step = deltaOf(base, head, hours);
  const changes = settle(found, new Decimal(step.monthly), hours);
  const delta = { ...step, ...boundOf(Amount.sum(changes.map((change) => deltaAmount(change.delta)))) };
  const projects = projectsOf(parts, changes, hours);
  const findings = findingsOf(paired, compared);
  return {
    schema: 'tollgate/diff@1',
    currency,
    hoursPerMonth,
    rates: ratesOf(parts),
    generatedAt,
    ...(lists ? atList({ base, head, delta }, lists) : { base, head, delta }),
    totalMonthlyCost: head.monthly,
    pastTotalMonthlyCost: base.monthly,
    diffTotalMonthlyCost: delta.monthly,
    ...(projects && { projects: [...projects] }),
    changes,
    unchanged: compared.reduce((count, each) => count + each.unchanged, 0),
    newlyUnknown: compared.flatMap((each) => each.newlyUnknown),
    gates: [],
    ...findings,
  };
}

/** The document whose currency and month hold for all: one that prices something, where there is any. */
function spokesman(parts: readonly DiffPart[]) {
  const documents = [...parts.map(({ head }) => head.document), ...parts.map(({ base }) => base.document)];
  const priced = documents.find(({ endpoints, resources }) => endpoints.length + resources.length > 0);
  const document = priced ?? documents[0];
  if (!document) throw new RangeError('a diff has at least one part');
  return document;
}

/** The prices of head, else those of base: a side without anything to price asks for none. */
function ratesOf(parts: readonly DiffPart[]): DiffDocument['rates'] {
  const all = [...parts.map(({ head }) => head), ...parts.map(({ base }) => base)].map(
    ({ document }) => document.rates,
  );
  const { source, publishedAt, version } = all.find((rates) => rates.version !== '') ?? spokesman(parts).rates;
  return { source, publishedAt, version };
}

type ByteDeltas = ReturnType<typeof byteDeltas>;

/** Networks share the pools of their Regions; a saved estimate was priced alone, and so its part is compared alone. */
function bytesOf(parts: readonly PairedPart[]): ReadonlyMap<PairedPart, ByteDeltas> {
  const together = parts.filter(({ base, head }) => base.network && head.network);
  const groups = [together, ...parts.filter((part) => !together.includes(part)).map((part) => [part])];
  return new Map(
    groups.flatMap((group) => {
      const pairs: Pair<EndpointDocument>[] = group.flatMap((part) => [...part.endpoints]);
      const [base, head] = (['base', 'head'] as const).map((side) => group.map((part) => part[side].document));
      const deltas = byteDeltas(pairs, base ?? [], head ?? []);
      return group.map((part) => [part, deltas] as const);
    }),
  );
}

/** The findings of all parts; those of several projects say whose they are. */
function findingsOf(parts: readonly PairedPart[], compared: readonly ComparedPart[]) {
  const log = new FindingLog();
  const omitted = new Map<string, number>();
  const omit = (counts: Readonly<Record<string, number>>): void => {
    for (const [code, count] of Object.entries(counts)) omitted.set(code, (omitted.get(code) ?? 0) + count);
  };
  compared.forEach(({ findings }, index) => {
    const part = parts[index];
    log.addAll(part ? findings.findings.map(labelling(part)) : []);
    omit(findings.omitted);
  });
  omit(log.omitted);
  return {
    findings: [...log.findings] as DiffDocument['findings'],
    ...(omitted.size > 0 && { findingsOmitted: Object.fromEntries(omitted) }),
  };
}

/** What speaks of a Region or a file speaks for itself; the rest needs the name of its project. */
function labelling({ project, base, head }: PairedPart): (finding: Finding) => Finding {
  if (project === undefined) return (finding) => finding;
  const documents = [base.document, head.document];
  const own = new Set(documents.flatMap((each) => [...each.endpoints, ...each.resources].map(({ id }) => id)));
  return (finding) => {
    const { subject } = finding;
    if (subject !== 'diff' && !own.has(subject)) return finding;
    const named = subject === 'diff' ? project : labelled(project, subject);
    return { ...finding, subject: named, message: labelled(project, finding.message) };
  };
}
