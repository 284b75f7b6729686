import { Decimal, sum } from '../../core/decimal.ts';
import { centsCell, lineAmount, lineQuantity, lineUnitPrice, wholeAmount } from '../cells.ts';
import type { EndpointDocument, EstimateDocument, LineDocument } from '../report.ts';
import type { RoundedPart, RoundedReport } from '../round-report.ts';
import type { Section, Table } from '../view.ts';
import { CHARGE_NAMES, counted, STATUS_NAMES } from '../words.ts';
import { leftOutText } from './left-out.ts';

/** Something with lines: an endpoint, or a resource beside the endpoints. */
interface Owner {
  readonly name: string;
  readonly what: string;
  readonly lines: readonly LineDocument[];
  readonly rounded: RoundedPart;
  /** At list price; undefined where no discount was applied. */
  readonly list: string | undefined;
}

/** Every endpoint and resource with its lines; the printed amounts add up to the printed total. */
export function costsTable(
  document: EstimateDocument,
  rounded: RoundedReport,
  maxEndpoints = Number.POSITIVE_INFINITY,
): Section {
  const owners = ownersOf(document, rounded);
  const hasList = document.totals.list !== undefined;
  const listCell = (list: string | undefined, otherwise: string): readonly string[] =>
    hasList ? [list === undefined ? otherwise : centsCell(new Decimal(list).toDecimalPlaces(2))] : [];
  const { listed, others } = cut(owners, maxEndpoints);
  const rows: string[][] = [];
  const heads = new Set<number>();
  for (const owner of listed) {
    heads.add(rows.length);
    const free = owner.lines.length > 0 && owner.lines.every((line) => line.status === 'free');
    const amount = free ? STATUS_NAMES.free : wholeAmount(owner.rounded.monthly, owner.lines);
    rows.push([owner.name, owner.what, '', ...listCell(owner.list, amount), amount]);
    owner.lines.forEach((line, index) => {
      const branch = index === owner.lines.length - 1 ? '└─' : '├─';
      rows.push([
        `${branch} ${CHARGE_NAMES[line.charge]}`,
        lineQuantity(line),
        lineUnitPrice(line),
        ...listCell(line.list, lineAmount(line, owner.rounded.lines[index])),
        lineAmount(line, owner.rounded.lines[index]),
      ]);
    });
  }
  if (others.length > 0) {
    heads.add(rows.length);
    rows.push([
      `${counted(others.length, 'other')}, not listed`,
      '',
      '',
      ...listCell(sum(others.map((each) => new Decimal(each.list ?? each.rounded.monthly))).toFixed(), ''),
      wholeAmount(
        sum(others.map((each) => each.rounded.monthly)),
        others.flatMap((each) => each.lines),
      ),
    ]);
  }
  const text = [...listedText(listed.length, owners.length), ...usageText(owners)];
  return {
    title: 'Costs',
    text,
    table: { ...COLUMNS(document.currency, hasList), rows, heads, footer: footerOf(document, rounded) },
  };
}

const COLUMNS = (currency: string, hasList: boolean): Pick<Table, 'columns'> => ({
  columns: [
    { title: 'Endpoint', align: 'left' },
    { title: 'Quantity', align: 'left' },
    { title: 'Unit price', align: 'right' },
    ...(hasList ? [{ title: `List ${currency}`, align: 'right' as const }] : []),
    { title: `${hasList ? 'Effective' : 'Monthly'} ${currency}`, align: 'right' },
  ],
});

const listedText = (listed: number, all: number): readonly string[] =>
  listed === all ? [] : [`The ${listed} costliest of ${all} are listed; --all lists every one.`];

const usageText = (owners: readonly Owner[]): readonly string[] =>
  owners.some(({ lines }) => lines.some((line) => line.status === 'usage-unknown' && line.category === 'usage'))
    ? ['Usage is unknown where no traffic is given: state it in the topology file or in a usage file to price it.']
    : [];

function footerOf(document: EstimateDocument, rounded: RoundedReport): string[] {
  const lines = [...document.endpoints, ...document.resources].flatMap((owner) => owner.lines);
  const { list } = document.totals;
  const atList = list === undefined ? [] : [centsCell(new Decimal(list).toDecimalPlaces(2))];
  return ['Total', leftOutText(document), '', ...atList, wholeAmount(rounded.monthly, lines)];
}

function ownersOf({ endpoints, resources }: EstimateDocument, { parts }: RoundedReport): readonly Owner[] {
  const named = [
    ...endpoints.map((each) => ({ owner: each, name: each.id, what: endpointText(each) })),
    ...resources.map((each) => ({ owner: each, name: each.id, what: placed(each.kind, each.region) })),
  ];
  return named.flatMap(({ owner, name, what }, index) => {
    const rounded = parts[index];
    return rounded ? [{ name, what, lines: owner.lines, rounded, list: owner.list }] : [];
  });
}

const endpointText = ({ type, service, region, vpc }: EndpointDocument): string =>
  placed([type, service].filter((each) => each !== undefined).join(' '), region, vpc);

const placed = (what: string, ...where: readonly (string | undefined)[]): string =>
  [what, ...where].filter((each) => each !== undefined).join(', ');

function cut(owners: readonly Owner[], max: number): { listed: readonly Owner[]; others: readonly Owner[] } {
  if (owners.length <= max) return { listed: owners, others: [] };
  const costliest = owners.toSorted((a, b) => b.rounded.monthly.comparedTo(a.rounded.monthly));
  return { listed: costliest.slice(0, max), others: costliest.slice(max) };
}
