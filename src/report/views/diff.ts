import { Decimal } from '../../core/decimal.ts';
import { roundToTotal } from '../../core/round-to-total.ts';
import type { DiffDocument } from '../diff-document.ts';
import type { View } from '../view.ts';
import { counted, money } from '../words.ts';
import { changesSection } from './diff-changes.ts';
import { diffDetails } from './diff-details.ts';
import { gatesSection } from './diff-gates.ts';
import { projectsSection } from './diff-projects.ts';
import { diffRecords } from './diff-records.ts';
import { signed } from './signed.ts';

export interface DiffViewOptions {
  /** A word for the head of the report, such as the environment. */
  readonly title?: string | undefined;
}

/** What people see of a diff: the total first, each change, details folded, gates, findings, and how it was computed. */
export function viewDiff(document: DiffDocument, options: DiffViewOptions = {}): View {
  const cents = centsOf(document);
  return {
    title: options.title === undefined ? 'VPC endpoint cost change' : `VPC endpoint cost change: ${options.title}`,
    headline: headlineOf(document),
    sections: [
      totalsSection(document),
      ...projectsSection(document),
      ...changesSection(document, cents),
      ...gatesSection(document),
      ...diffDetails(document),
    ],
    findings: document.findings as View['findings'],
    findingsOmitted: Object.values(document.findingsOmitted ?? {}).reduce((all, each) => all + each, 0),
    footnote: footnoteOf(document),
    records: () => diffRecords(document),
  };
}

/** Cents of each change, adding up to the cents of the total. */
function centsOf({ changes, delta }: DiffDocument): readonly Decimal[] {
  const exact = changes.map((change) => new Decimal(change.delta.monthly));
  return roundToTotal(exact, 2, new Decimal(delta.monthly).toDecimalPlaces(2, Decimal.ROUND_HALF_EVEN));
}

function headlineOf({ delta, base, head, currency, changes, newlyUnknown }: DiffDocument): string {
  const change = new Decimal(delta.monthly);
  const amount = (text: string): string => money(new Decimal(text).abs().toFixed(2), currency);
  const unknown = newlyUnknown.length === 0 ? '' : `; ${counted(newlyUnknown.length, 'line')} newly unknown`;
  if (changes.length === 0) return `No change: ${amount(head.monthly)} a month${unknown}`;
  const percent = delta.percent === null ? '' : `, ${delta.percent < 0 ? '' : '+'}${delta.percent.toFixed(1)} %`;
  const from = `${amount(base.monthly)} to ${amount(head.monthly)}${percent}`;
  if (change.isZero()) return `Monthly cost stays at ${amount(head.monthly)}${unknown}`;
  return `Monthly cost ${change.isPositive() ? 'increases' : 'decreases'} by ${amount(delta.monthly)} (${from})${unknown}`;
}

function totalsSection({ base, head, delta, currency }: DiffDocument): View['sections'][number] {
  const cents = (text: string): string => money(new Decimal(text).toFixed(2), currency);
  const hour = (text: string): string => money(new Decimal(text).toFixed(4), currency);
  const row = (name: string, field: 'monthly' | 'baseline' | 'usage'): string[] => [
    name,
    cents(base[field]),
    cents(head[field]),
    signed(delta[field], currency),
  ];
  const listRow = (before?: string, after?: string, change?: string): readonly string[][] =>
    before === undefined || after === undefined || change === undefined
      ? []
      : [['Total at list price', cents(before), cents(after), signed(change, currency)]];
  return {
    title: 'Totals',
    table: {
      columns: [
        { title: 'A month', align: 'left' },
        { title: 'Base', align: 'right' },
        { title: 'Head', align: 'right' },
        { title: 'Change', align: 'right' },
      ],
      rows: [
        row('Baseline (hours)', 'baseline'),
        row('Usage (bytes)', 'usage'),
        ...listRow(base.list, head.list, delta.list),
        ['Lines left out', String(base.unknownLines), String(head.unknownLines), ''],
        ['An hour', hour(base.hourly), hour(head.hourly), signed(delta.hourly, currency, 4)],
      ],
      footer: row('Total', 'monthly'),
    },
  };
}

function footnoteOf({ currency, hoursPerMonth, rates, unchanged }: DiffDocument): string {
  const list =
    rates.publishedAt === ''
      ? ''
      : ` ${currency} list prices published ${rates.publishedAt}, version ${rates.version}.`;
  return `${counted(unchanged, 'endpoint or resource', 'endpoints and resources')} unchanged. A month has ${hoursPerMonth} hours; bytes are priced on the Region's pool.${list}`;
}
