import { Amount } from '../../../core/amount.ts';
import { Decimal, sum } from '../../../core/decimal.ts';
import { TollgateError } from '../../../core/errors.ts';
import { finding } from '../../../core/finding.ts';
import { amountText } from '../../../core/money.ts';
import { boundOf, deltaAmount } from '../../../report/diff-amounts.ts';
import type { DiffDocument, ProjectDocument } from '../../../report/diff-document.ts';
import { labelled } from '../../../report/words.ts';

export interface NamedDiff {
  readonly name: string;
  readonly document: DiffDocument;
}

/**
 * Several diffs as one: each a project of its own, or with those it has. Sums are those of the parts, which were priced apart. Throws
 * TG5001 and TG5002 where they cannot be added up.
 */
export function mergeDiffs(diffs: readonly [NamedDiff, ...NamedDiff[]]): DiffDocument {
  const [first, ...others] = diffs;
  if (others.length === 0) return first.document;
  for (const other of others) refuseUnlike(first, other);
  const documents = diffs.map(({ document }) => document);
  const named = diffs.map(({ name, document }) => ({ name: nameIn(name, diffs), document }));
  const hours = new Decimal(first.document.hoursPerMonth);
  const base = sideOf(
    documents.map((each) => each.base),
    hours,
  );
  const head = sideOf(
    documents.map((each) => each.head),
    hours,
  );
  const changes = named
    .flatMap(({ name, document }) =>
      document.changes.map((change) => ({ ...change, project: within(name, change.project) })),
    )
    .sort((a, b) => new Decimal(b.delta.monthly).abs().comparedTo(new Decimal(a.delta.monthly).abs()));
  const delta = deltaOf(documents, base, head, hours);
  return {
    ...first.document,
    generatedAt:
      documents
        .map(({ generatedAt }) => generatedAt)
        .toSorted()
        .at(-1) ?? first.document.generatedAt,
    base,
    head,
    delta,
    totalMonthlyCost: head.monthly,
    pastTotalMonthlyCost: base.monthly,
    diffTotalMonthlyCost: delta.monthly,
    projects: named.flatMap(({ name, document }) => projectsOf(name, document)),
    changes,
    unchanged: documents.reduce((count, { unchanged }) => count + unchanged, 0),
    newlyUnknown: named.flatMap(({ name, document }) =>
      document.newlyUnknown.map((each) => ({ ...each, project: within(name, each.project) })),
    ),
    gates: named.flatMap(({ name, document }) =>
      document.gates.map((gate) => ({ ...gate, reason: labelled(name, gate.reason) })),
    ),
    findings: [
      ...named.flatMap(({ name, document }) =>
        document.findings.map((each) => ({ ...each, message: labelled(name, each.message) })),
      ),
      finding(
        'TG5066',
        'merged',
        `${diffs.length} reports were priced apart: the bytes of each fill the tiers of a Region alone.`,
      ),
    ],
    findingsOmitted: added(documents.map(({ findingsOmitted = {} }) => findingsOmitted)),
  };
}

/** The file's name without its folders, where that tells them apart. */
function nameIn(name: string, all: readonly NamedDiff[]): string {
  const short = (path: string): string =>
    path
      .split('/')
      .at(-1)
      ?.replace(/\.json$/, '') ?? path;
  return all.filter((each) => short(each.name) === short(name)).length === 1 ? short(name) : name;
}

const within = (name: string, project: string | undefined): string =>
  project === undefined ? name : `${name}/${project}`;

function sideOf(sides: readonly DiffDocument['base'][], hours: Decimal): DiffDocument['base'] {
  const total = (field: 'monthly' | 'baseline' | 'usage'): Decimal =>
    sum(sides.map((side) => new Decimal(side[field])));
  const count = (field: 'endpoints' | 'unknownLines' | 'unknownUsageLines'): number =>
    sides.reduce((all, side) => all + (side[field] ?? 0), 0);
  const hasList = sides.some(({ list }) => list !== undefined);
  return {
    source: `${sides.length} reports`,
    monthly: amountText(total('monthly')),
    hourly: amountText(total('monthly').div(hours)),
    baseline: amountText(total('baseline')),
    usage: amountText(total('usage')),
    ...(hasList && { list: amountText(sum(sides.map(({ list, monthly }) => new Decimal(list ?? monthly)))) }),
    endpoints: count('endpoints'),
    unknownLines: count('unknownLines'),
    ...(sides.every((side) => side.unknownUsageLines !== undefined) && {
      unknownUsageLines: count('unknownUsageLines'),
    }),
  };
}

function deltaOf(
  documents: readonly DiffDocument[],
  base: DiffDocument['base'],
  head: DiffDocument['head'],
  hours: Decimal,
): DiffDocument['delta'] {
  const of = (field: 'baseline' | 'usage'): string => amountText(new Decimal(head[field]).minus(base[field]));
  const monthly = new Decimal(head.monthly).minus(base.monthly);
  const past = new Decimal(base.monthly);
  return {
    monthly: amountText(monthly),
    hourly: amountText(monthly.div(hours)),
    baseline: of('baseline'),
    usage: of('usage'),
    ...(head.list !== undefined &&
      base.list !== undefined && { list: amountText(new Decimal(head.list).minus(base.list)) }),
    percent: past.isZero() ? null : monthly.div(past).times(100).toDecimalPlaces(6).toNumber(),
    ...boundOf(Amount.sum(documents.map(({ delta }) => deltaAmount(delta)))),
  };
}

function projectsOf(name: string, { projects, base, head, delta, changes }: DiffDocument): readonly ProjectDocument[] {
  if (projects) return projects.map((project) => ({ ...project, name: within(name, project.name) }));
  const { monthly, hourly, bound } = delta;
  return [{ name, base, head, delta: { monthly, hourly, ...(bound && { bound }) }, changes: changes.length }];
}

function added(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const all: Record<string, number> = {};
  for (const each of counts) for (const [code, count] of Object.entries(each)) all[code] = (all[code] ?? 0) + count;
  return all;
}

function refuseUnlike(one: NamedDiff, other: NamedDiff): void {
  if (one.document.currency !== other.document.currency) {
    throw new TollgateError(
      'TG5001',
      `${one.name} is priced in ${one.document.currency} and ${other.name} in ${other.document.currency}.`,
      {
        hint: 'Merge reports of one currency.',
      },
    );
  }
  if (!new Decimal(one.document.hoursPerMonth).equals(other.document.hoursPerMonth)) {
    throw new TollgateError('TG5002', `${one.name} and ${other.name} are priced for months of different length.`, {
      hint: 'Price both with the same --hours.',
    });
  }
}
