import { isOpen, lineAmount } from '../diff-amounts.ts';
import type { ChangeDocument, ChangeLine, DiffDocument } from '../diff-document.ts';
import type { Table } from '../view.ts';

const TITLES = [
  'id',
  'address',
  'kind',
  'type',
  'service',
  'region',
  'vpc',
  'change',
  'renamed_from',
  'charge',
  'category',
  'unit',
  'base_status',
  'base_quantity',
  'base_monthly',
  'head_status',
  'head_quantity',
  'head_monthly',
  'delta_monthly',
  'currency',
  'project',
  'delta_bound',
];

/** One row per changed cost line with exact amounts, which add up to the change; `delta_bound` says of which only a bound is known. */
export function diffRecords({ changes, currency }: DiffDocument): Table {
  const rows = changes.flatMap((change) => change.lines.map((line) => recordOf(change, line, currency)));
  return { columns: TITLES.map((title) => ({ title, align: 'left' })), rows };
}

const recordOf = (change: ChangeDocument, line: ChangeLine, currency: string): string[] => {
  const { charge, category, unit, base, head, delta } = line;
  const { kind } = lineAmount(line);
  return [
    change.id,
    change.address,
    change.kind,
    change.type,
    change.service,
    change.region,
    change.vpc,
    change.change,
    change.renamedFrom,
    charge,
    category,
    unit,
    base?.status,
    base?.quantity,
    amountOf(base),
    head?.status,
    head?.quantity,
    amountOf(head),
    isOpen(line) ? 'unknown' : delta,
    currency,
    change.project,
    isOpen(line) || kind === 'known' ? '' : kind,
  ].map((cell) => cell ?? '');
};

/** The amount of a side, or that it is unknown: an empty cell would read as nothing. */
const amountOf = (side: ChangeLine['base']): string | undefined =>
  side === undefined || side.status === 'priced' || side.status === 'free' ? side?.monthly : 'unknown';
