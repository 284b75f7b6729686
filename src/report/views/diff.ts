import { Amount } from '../../core/amount.ts';
import { Decimal } from '../../core/decimal.ts';
import { roundToTotal } from '../../core/round-to-total.ts';
import { roundStep } from '../diff-amounts.ts';
import type { DiffDocument } from '../diff-document.ts';
import type { View } from '../view.ts';
import { counted, money } from '../words.ts';
import { changesSection } from './diff-changes.ts';
import { diffDetails } from './diff-details.ts';
import { gatesSection } from './diff-gates.ts';
import { projectsSection } from './diff-projects.ts';
import { diffRecords } from './diff-records.ts';
import { totalsSection } from './diff-totals.ts';

export interface DiffViewOptions {
  /** A word for the head of the report, such as the environment. */
  readonly title?: string | undefined;
}

/** What people see of a diff: the total first, each change, details folded, gates, findings, and how it was computed. */
export function viewDiff(document: DiffDocument, options: DiffViewOptions = {}): View {
  const { delta, head } = document;
  const total = roundStep(delta.monthly, head.monthly).delta;
  const cents = centsOf(document, total);
  return {
    title: options.title === undefined ? 'VPC endpoint cost change' : `VPC endpoint cost change: ${options.title}`,
    headline: headlineOf(document),
    sections: [
      totalsSection(document),
      ...projectsSection(document),
      ...changesSection(document, cents, total),
      ...gatesSection(document),
      ...diffDetails(document),
    ],
    findings: document.findings as View['findings'],
    findingsOmitted: Object.values(document.findingsOmitted ?? {}).reduce((all, each) => all + each, 0),
    footnote: footnoteOf(document),
    records: () => diffRecords(document),
  };
}

/** Cents of each change, adding up to the printed cents of the total. */
function centsOf({ changes }: DiffDocument, total: Decimal): readonly Decimal[] {
  const exact = changes.map((change) => new Decimal(change.delta.monthly));
  return roundToTotal(exact, 2, total);
}

function headlineOf({ delta, base, head, currency, changes, newlyUnknown }: DiffDocument): string {
  const step = roundStep(delta.monthly, head.monthly);
  const print = (amount: Decimal): string => money(amount.abs().toFixed(2), currency);
  const before = sideAmount(base).words(() => print(step.base));
  const after = sideAmount(head).words(() => print(step.head));
  const unknown = newlyUnknown.length === 0 ? '' : `; ${counted(newlyUnknown.length, 'line')} newly unknown`;
  if (changes.length === 0) return `No change: ${after} a month${unknown}`;
  const isExact = base.unknownLines === 0 && delta.bound === undefined;
  const percent =
    delta.percent === null || !isExact ? '' : `, ${delta.percent < 0 ? '' : '+'}${delta.percent.toFixed(1)} %`;
  const fromTo = `${before} to ${after}${percent}`;
  const change = new Decimal(delta.monthly);
  if (delta.bound === undefined && change.isZero()) return `Monthly cost stays at ${after}${unknown}`;
  return `Monthly cost ${verbOf(delta.bound, step.delta.isZero() ? change : step.delta, print)} (${fromTo})${unknown}`;
}

/** "increases by $7.30", "decreases by at least $7.30", "changes by an unknown amount". */
function verbOf(bound: DiffDocument['delta']['bound'], change: Decimal, print: (amount: Decimal) => string): string {
  const verb = change.isNegative() ? 'decreases' : 'increases';
  if (bound === undefined) return `${verb} by ${print(change)}`;
  const isDecided = !change.isZero() && bound === (change.isNegative() ? 'at-most' : 'at-least');
  return isDecided ? `${verb} by at least ${print(change)}` : 'changes by an unknown amount';
}

const sideAmount = ({ monthly, unknownLines }: DiffDocument['base']): Amount => Amount.of(monthly, unknownLines);

function footnoteOf({ currency, hoursPerMonth, rates, unchanged }: DiffDocument): string {
  const list =
    rates.publishedAt === ''
      ? ''
      : ` ${currency} list prices published ${rates.publishedAt}, version ${rates.version}.`;
  return `${counted(unchanged, 'endpoint or resource', 'endpoints and resources')} unchanged. A month has ${hoursPerMonth} hours; bytes are priced on the Region's pool.${list}`;
}
