import { Decimal } from '../../core/decimal.ts';
import type { EstimateDocument } from '../report.ts';
import { type RoundedReport, roundReport } from '../round-report.ts';
import type { View } from '../view.ts';
import { counted, money } from '../words.ts';
import { costsTable } from './estimate-costs.ts';
import { groupSections } from './estimate-groups.ts';
import { poolSection } from './estimate-pools.ts';
import { estimateRecords } from './estimate-records.ts';
import { leftOutText } from './left-out.ts';

export interface EstimateViewOptions {
  /** Most endpoints listed one by one, the costliest first; the rest are one row. Absent = all, in the order of the input. */
  readonly maxEndpoints?: number | undefined;
}

/** What people see of an estimate: totals that say what they leave out, each endpoint with its lines, pools, groups, findings. */
export function viewEstimate(document: EstimateDocument, options: EstimateViewOptions = {}): View {
  const rounded = roundReport(document);
  return {
    title: 'VPC endpoint costs',
    headline: headlineOf(document, rounded),
    sections: [
      costsTable(document, rounded, options.maxEndpoints),
      ...poolSection(document),
      ...groupSections(document),
    ],
    findings: document.findings as View['findings'],
    findingsOmitted: Object.values(document.findingsOmitted ?? {}).reduce((all, each) => all + each, 0),
    footnote: footnoteOf(document),
    records: () => estimateRecords(document),
  };
}

function headlineOf(document: EstimateDocument, { monthly, baseline, usage }: RoundedReport): string {
  const { currency, totals, endpoints } = document;
  const amount = (value: Decimal): string => money(value.toFixed(2), currency);
  const what = counted(endpoints.length, 'endpoint');
  const leftOut = leftOutText(document);
  if (leftOut !== '' && monthly.isZero()) return `Nothing can be priced of ${what}: ${leftOut}`;
  const low = totals.low === undefined ? '' : `${amount(new Decimal(totals.low))} to `;
  const total = `${leftOut === '' ? '' : 'At least '}${low}${amount(monthly)} a month for ${what}`;
  const range = low === '' ? '' : ' at the high bound';
  const atList = totals.list === undefined ? '' : `, ${amount(new Decimal(totals.list))} at list price`;
  // Nothing of the usage is known: 0.00 would read as a price.
  const isOpen = usage.isZero() && linesOf(document).some(({ status }) => status === 'usage-unknown');
  const ofUsage = isOpen ? 'unknown usage' : `${amount(usage)} usage`;
  const whole = `${total} (${amount(baseline)} baseline + ${ofUsage}${range})${atList}`;
  return leftOut === '' ? whole : `${whole}; ${leftOut}`;
}

const linesOf = ({ endpoints, resources }: EstimateDocument) =>
  [...endpoints, ...resources].flatMap(({ lines }) => lines);

function footnoteOf({ currency, hoursPerMonth, rates, totals }: EstimateDocument): string {
  const month = `A month has ${hoursPerMonth} hours; a GB has 2^30 bytes.`;
  return rates.publishedAt === ''
    ? month
    : `${month} ${totals.list === undefined ? '' : 'Discounts are applied: prices are what is paid. '}${currency} list prices published ${rates.publishedAt}, version ${rates.version}, from ${rates.source}.`;
}
