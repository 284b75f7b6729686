import { Amount } from '../../core/amount.ts';
import { Decimal, sum } from '../../core/decimal.ts';
import type { Finding } from '../../core/finding.ts';
import { roundToTotal } from '../../core/round-to-total.ts';
import type { AllocationRule } from '../../model/allocation/consumers.ts';
import type { AllocationDocument, AllocationPart } from '../allocation-document.ts';
import { atLeast, centsCell, quantityCell } from '../cells.ts';
import type { Section, Table, View } from '../view.ts';
import { counted, money } from '../words.ts';

/** What reports say of a rule. */
const RULE_NAMES: Readonly<Record<AllocationRule, string>> = {
  flows: 'by bytes of consumers',
  even: 'evenly among VPCs led to it',
  owner: 'owner',
};

const share = (value: number): string => `${(value * 100).toFixed(1)} %`;
const cents = (amount: string): Decimal => new Decimal(amount).toDecimalPlaces(2, Decimal.ROUND_HALF_EVEN);

/** What people see of an allocation: the parts, how each came about, and the endpoints that are shared. */
export function viewAllocation(
  document: AllocationDocument,
  { maxEndpoints }: { readonly maxEndpoints?: number | undefined } = {},
): View {
  const { by, basis, period, findings, findingsOmitted, beside, shared, rates } = document;
  const omitted = Object.values(findingsOmitted ?? {}).reduce((total, count) => total + count, 0);
  const sections: Section[] = [{ title: `Cost by ${by}`, table: partsTable(document) }];
  const sharing = sharedSection(document, maxEndpoints);
  if (sharing) sections.push(sharing);
  if (beside.length > 0) sections.push(besideSection(beside));
  return {
    title: 'Allocation',
    headline: headlineOf(document),
    sections,
    findings: findings as readonly Finding[],
    ...(omitted > 0 && { findingsOmitted: omitted }),
    footnote:
      `${basis === 'billed' ? `Billed${period ? ` from ${period.from} to ${period.to}` : ''}: usage with its discounts` : `Modelled for a month at ${rates?.source ?? 'list'} rates of ${rates?.publishedAt ?? 'unknown date'}`}. ` +
      `Shared endpoints go by the bytes of their consumers; where no flow tells those, ${shared === 'even' ? 'evenly to the VPCs that resolve their names through DNS, else ' : ''}to their owner. Parts add up to the total.`,
    records: () => recordsOf(document),
  };
}

const nameOf = (value: string | null, by: string): string =>
  value ?? (by.startsWith('tag:') ? '(untagged)' : by.startsWith('cost-category:') ? '(uncategorised)' : '(unknown)');

function headlineOf({ total, currency, basis, parts, by, unknownLines }: AllocationDocument): string {
  if (parts.length === 0)
    return basis === 'billed'
      ? 'Nothing to allocate: the bill charges no endpoint'
      : 'Nothing to allocate: nothing costs anything';
  const whole = `${Amount.of(total, unknownLines).words((known) => money(cents(known.toFixed()).toFixed(2), currency))}${basis === 'billed' ? ' billed' : ' a month'}`;
  const none = parts.find((part) => part.value === null);
  const named = parts.filter((part) => part.value !== null).length;
  return `${whole} in ${counted(named, 'part')}${none ? `; ${share(none.share)} ${nameOf(null, by)}` : ''}`;
}

function partsTable({ parts, by, currency, total, list, unknownLines }: AllocationDocument): Table {
  const printed = roundToTotal(
    parts.map((part) => new Decimal(part.amount)),
    2,
    cents(total),
  );
  const hasList = list !== undefined && parts.some((part) => part.list !== part.amount);
  return {
    columns: [
      { title: by, align: 'left' },
      { title: 'Endpoints', align: 'right' },
      { title: 'Share', align: 'right' },
      ...(hasList ? [{ title: `List ${currency}`, align: 'right' as const }] : []),
      { title: hasList ? `Effective ${currency}` : currency, align: 'right' },
      { title: 'How', align: 'left' },
    ],
    rows: parts.map((part, index) => [
      nameOf(part.value, by),
      String(part.endpoints),
      share(part.share),
      ...(hasList ? [part.list === undefined ? 'unknown' : atLeast(cents(part.list), part.unknownLines)] : []),
      atLeast(printed[index] ?? cents(part.amount), part.unknownLines),
      rulesOf(part),
    ]),
    footer: [
      'Total',
      '',
      '',
      ...(hasList ? [atLeast(cents(list), unknownLines)] : []),
      atLeast(cents(total), unknownLines),
      '',
    ],
  };
}

/** Every rule by which a part got something, and how much by each. */
function rulesOf({ items }: AllocationPart): string {
  const groups = Map.groupBy(items, (item) => item.rule);
  return (['owner', 'flows', 'even'] as const)
    .flatMap((rule) => {
      const own = groups.get(rule);
      if (!own) return [];
      const amount = sum(own.map((item) => new Decimal(item.amount ?? '0')));
      return groups.size === 1 ? RULE_NAMES[rule] : `${RULE_NAMES[rule]} ${centsCell(amount)}`;
    })
    .join(', ');
}

/** Endpoints that more than one part pays for, the dearest first. */
function sharedSection({ parts, by, currency }: AllocationDocument, most: number | undefined): Section | undefined {
  const items = parts.flatMap((part) =>
    part.items.flatMap((item) => (item.rule === 'owner' ? [] : { ...item, value: part.value })),
  );
  const endpoints = [...Map.groupBy(items, (item) => item.id)].sort(
    ([a, one], [b, two]) => amountOf(two).comparedTo(amountOf(one)) || (a < b ? -1 : 1),
  );
  if (endpoints.length === 0) return undefined;
  const shown = most === undefined ? endpoints : endpoints.slice(0, most);
  const rest = endpoints.length - shown.length;
  return {
    title: 'Shared endpoints',
    ...(rest > 0 && { text: [`${counted(rest, 'more endpoint')} not shown; --all lists every one.`] }),
    table: {
      columns: [
        { title: 'Endpoint', align: 'left' },
        { title: by, align: 'left' },
        { title: 'Shared by', align: 'left' },
        { title: 'Weight', align: 'right' },
        { title: currency, align: 'right' },
      ],
      rows: shown.flatMap(([id, own]) => {
        const shares = [...Map.groupBy(own, (item) => item.value)];
        const printed = roundToTotal(
          shares.map(([, part]) => amountOf(part)),
          2,
        );
        return shares.map(([value, part], index) => [
          id,
          nameOf(value, by),
          RULE_NAMES[part[0]?.rule ?? 'owner'],
          weightCell(part[0]),
          centsCell(printed[index] ?? amountOf(part)),
        ]);
      }),
    },
  };
}

const amountOf = (items: readonly { readonly amount?: string | undefined }[]): Decimal =>
  sum(items.map((item) => new Decimal(item.amount ?? '0')));

const weightCell = (item: AllocationPart['items'][number] | undefined): string =>
  item?.weight === undefined ? '' : `${quantityCell(item.weight)} ${item.rule === 'flows' ? 'GB' : 'VPC'}`;

const besideSection = (beside: AllocationDocument['beside']): Section => ({
  title: 'On the bill, and not allocated',
  folded: true,
  table: {
    columns: [
      { title: 'What', align: 'left' },
      { title: 'Billed', align: 'right' },
    ],
    rows: beside.map(({ what, amount }) => [what, centsCell(cents(amount))]),
  },
});

/** One row for each cost and part. Amounts are exact and add up to the total. */
const recordsOf = ({ parts, by }: AllocationDocument): Table => ({
  columns: [
    ...['by', 'value', 'kind', 'id', 'charge', 'region', 'account', 'vpc', 'service', 'rule'].map((title) => ({
      title,
      align: 'left' as const,
    })),
    ...['weight', 'amount', 'list'].map((title) => ({ title, align: 'right' as const })),
  ],
  rows: parts.flatMap(({ value, items }) =>
    items.map(
      ({ kind, id, charge, region = '', account = '', vpc = '', service = '', rule, weight = '', ...money }) => [
        ...[by, value ?? '', kind, id, charge, region, account, vpc, service, rule, weight],
        ...[money.amount ?? '', money.list ?? ''],
      ],
    ),
  ),
});
