import { Amount } from '../../core/amount.ts';
import { Decimal } from '../../core/decimal.ts';
import type { Finding } from '../../core/finding.ts';
import { centsCell, quantityCell } from '../cells.ts';
import type { Cause, ReconciliationDocument, ReconciliationLine } from '../reconciliation-document.ts';
import type { Section, Table, View } from '../view.ts';
import { CHARGE_NAMES, counted, money } from '../words.ts';

/** What reports call a cause. */
const CAUSE_NAMES: Readonly<Record<Cause, string>> = {
  created: 'created in the period',
  deleted: 'deleted in the period',
  'partial-hour': 'a started hour is billed whole',
  'zone-added': 'zone added in the period',
  'zone-removed': 'zone removed in the period',
  'tier-share': 'tier share of the organization',
  direction: 'requests and responses at their own rates',
  'list-price': 'another list price',
  discount: 'discount',
  'provider-pays': 'the provider pays',
  credit: 'credit',
  refund: 'refund',
  tax: 'tax',
  correction: 'correction',
};

const cents = (amount: string): string => centsCell(new Decimal(amount).toDecimalPlaces(2, Decimal.ROUND_HALF_EVEN));
const share = (value: number): string => `${(value * 100).toFixed(2)} %`;

/** What people see of a reconciliation: both totals, why they differ, and what nothing explains. */
export function viewReconciliation(
  document: ReconciliationDocument,
  { maxEndpoints }: { readonly maxEndpoints?: number | undefined } = {},
): View {
  const { period, currency, bill, findings, findingsOmitted } = document;
  const omitted = Object.values(findingsOmitted ?? {}).reduce((total, count) => total + count, 0);
  return {
    title: 'Reconciliation',
    headline: headlineOf(document),
    sections:
      period === null
        ? ledgerSections(document)
        : [
            causesSection(document),
            linesSection(document, maxEndpoints),
            ...ledgerSections(document),
            ...moreSections(document),
          ],
    findings: findings as readonly Finding[],
    ...(omitted > 0 && { findingsOmitted: omitted }),
    footnote:
      `${period ? `Bill of ${period.from} to ${period.to}` : 'Bill'} in ${currency}, read as ${bill.formats.join(' and ') || 'nothing'}. Modelled is the ` +
      'network as it stands over the hours the bill covers, at list price; the share of the residual adds residuals without their signs.',
    records: () => recordsOf(document),
  };
}

function headlineOf({
  period,
  currency,
  billed,
  modelled,
  unknownLines,
  residual,
  residualShare,
  findings,
}: ReconciliationDocument): string {
  const isEmpty = new Decimal(billed).isZero();
  if (period === null && isEmpty)
    return findings.find(({ code }) => code === 'TG6050')?.message.replace(/\.$/, '') ?? 'No PrivateLink lines found';
  const say = (amount: string): string => money(new Decimal(amount).toFixed(2), currency);
  const whole = Amount.of(modelled, unknownLines).words((known) => money(known.toFixed(2), currency));
  // A share of nothing is no number.
  if (new Decimal(billed).isZero()) return `Nothing billed, ${whole} modelled; ${say(residual)} unexplained`;
  return `${say(billed)} billed, ${whole} modelled; ${say(residual)} (${share(residualShare)} of the bill) unexplained`;
}

/** Where every line of the bill is: the parts add up to what was read. */
function ledgerSections({ ledger, unplaced, otherLedgers = [] }: ReconciliationDocument): readonly Section[] {
  if (new Decimal(ledger.read).isZero() && unplaced.length === 0 && otherLedgers.length === 0) return [];
  const remarks = [
    ...unplaced.map(({ what, lines, amount }) => `${counted(lines, 'line')}, ${cents(amount)}: ${what}.`),
    ...otherLedgers.map(
      ({ currency, read }) => `Beside this, ${money(cents(read), currency)} that no exchange rate converts.`,
    ),
  ];
  const row = (
    name: string,
    part: 'matched' | 'beside' | 'notUsage' | 'notModelled' | 'remainder',
  ): readonly string[] => [name, cents(ledger[part])];
  return [
    {
      title: 'Every line of the bill',
      ...(remarks.length > 0 && { text: remarks }),
      table: {
        columns: [
          { title: 'Part', align: 'left' },
          { title: 'Amount', align: 'right' },
        ],
        rows: [
          row('Matched, with named causes', 'matched'),
          row('Other products and months', 'beside'),
          row('Credits, refunds, taxes and fees', 'notUsage'),
          row('Not modelled', 'notModelled'),
          row('Remainder', 'remainder'),
        ],
        footer: ['Read', cents(ledger.read)],
      },
    },
  ];
}

function causesSection({ modelled, unknownLines, billed, causes, residual }: ReconciliationDocument): Section {
  return {
    title: 'From modelled to billed',
    table: {
      columns: [
        { title: 'Step', align: 'left' },
        { title: 'Lines', align: 'right' },
        { title: 'Amount', align: 'right' },
      ],
      rows: [
        ['Modelled at list price', '', Amount.of(modelled, unknownLines).cell((known) => cents(known.toFixed()))],
        ...causes.map(({ cause, amount, lines }) => [CAUSE_NAMES[cause], String(lines), cents(amount)]),
        ['Unexplained', '', cents(residual)],
      ],
      footer: ['Billed', '', cents(billed)],
    },
  };
}

function linesSection({ lines }: ReconciliationDocument, most: number | undefined): Section {
  const sorted = [...lines].sort((a, b) => weight(b) - weight(a));
  const shown = most === undefined ? sorted : sorted.slice(0, most);
  const rest = sorted.length - shown.length;
  return {
    title: 'Endpoints',
    ...(rest > 0 && { text: [`${counted(rest, 'more line')} not shown; --all lists every line.`] }),
    table: {
      columns: [
        { title: 'Endpoint', align: 'left' },
        { title: 'Charge', align: 'left' },
        { title: 'Quantity billed', align: 'right', spare: true },
        { title: 'Modelled', align: 'right' },
        { title: 'List', align: 'right', spare: true },
        { title: 'Billed', align: 'right' },
        { title: 'Unexplained', align: 'right' },
        { title: 'Status', align: 'left' },
        { title: 'Causes', align: 'left', spare: true },
      ],
      rows: shown.map(rowOf),
    },
  };
}

const weight = (line: ReconciliationLine): number =>
  Math.abs(Number(line.residual)) * 1e6 + Math.abs(Number(line.billed));

const rowOf = (line: ReconciliationLine): readonly string[] => [
  line.endpoint ?? `all of ${line.region ?? 'no Region'}`,
  CHARGE_NAMES[line.charge],
  `${quantityCell(line.quantityBilled)} ${line.unit}`,
  cents(line.modelled),
  line.list === undefined ? 'unknown' : cents(line.list),
  cents(line.billed),
  cents(line.residual),
  line.status.replaceAll('-', ' '),
  line.causes
    .map(({ cause, from, to }) => `${CAUSE_NAMES[cause]} (${from === to ? from : `${from} to ${to}`})`)
    .join('; '),
];

function moreSections({ discounts, notUsage, beside, crossAz }: ReconciliationDocument): readonly Section[] {
  const sections: Section[] = [];
  if (discounts.length > 0) {
    sections.push({
      title: 'Discounts learned',
      text: discounts.map(
        ({ service, usageType, factor, evidence: { lines, low, high, listFrom } }) =>
          `${service} ${usageType}: ${factor} of list price, from ${counted(lines, 'day of a resource', 'days of resources')} between ${low} and ${high} (list price of the ${listFrom}).`,
      ),
    });
  }
  const others = [
    ...notUsage.map(({ kind, amount }) => [kind, '', cents(amount)]),
    ...beside.map(({ product, quantity, billed }) => [product, quantityCell(quantity), cents(billed)]),
  ];
  if (others.length > 0) {
    sections.push({
      title: 'On the bill, and not compared',
      folded: true,
      table: {
        columns: [
          { title: 'What', align: 'left' },
          { title: 'Quantity', align: 'right' },
          { title: 'Billed', align: 'right' },
        ],
        rows: others,
      },
    });
  }
  sections.push({
    title: 'Bytes between zones',
    text: [
      crossAz.holds
        ? 'The bill charges no bytes between zones on interfaces of endpoints, as the model expects.'
        : `The bill charges ${cents(crossAz.billed)} for ${quantityCell(crossAz.gb)} GB between zones on ${crossAz.interfaces.join(', ')}.`,
    ],
  });
  return sections;
}

/** One row for each line and cause; a line without a cause has one row. Amounts are exact. */
function recordsOf({ lines }: ReconciliationDocument): Table {
  const left = ['endpoint', 'account', 'region', 'charge', 'product', 'status', 'unit'];
  const right = [
    'quantity_modelled',
    'quantity_billed',
    'modelled',
    'list',
    'billed',
    'residual',
    'cause',
    'cause_amount',
  ];
  return {
    columns: [
      ...left.map((title) => ({ title, align: 'left' as const })),
      ...right.map((title) => ({ title, align: title === 'cause' ? ('left' as const) : ('right' as const) })),
    ],
    rows: lines.flatMap((line) => {
      const { endpoint, account = '', region = '', charge, product, status, unit } = line;
      const { quantityModelled = '', quantityBilled, modelled, list = '', billed, residual } = line;
      const own = [endpoint ?? '', account, region, charge, product, status, unit];
      const amounts = [quantityModelled, quantityBilled, modelled, list, billed, residual];
      if (line.causes.length === 0) return [[...own, ...amounts, '', '']];
      return line.causes.map(({ cause, amount }, index) =>
        // Amounts stand in the first row alone, so that a column adds up.
        [...own, ...(index === 0 ? amounts : amounts.map(() => '')), cause, amount],
      );
    }),
  };
}
