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
];

/** One row per changed cost line with exact amounts. */
export function diffRecords({ changes, currency }: DiffDocument): Table {
  const rows = changes.flatMap((change) => change.lines.map((line) => recordOf(change, line, currency)));
  return { columns: TITLES.map((title) => ({ title, align: 'left' })), rows };
}

const recordOf = (
  change: ChangeDocument,
  { charge, category, unit, base, head, delta }: ChangeLine,
  currency: string,
): string[] =>
  [
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
    base?.monthly,
    head?.status,
    head?.quantity,
    head?.monthly,
    delta,
    currency,
    change.project,
  ].map((cell) => cell ?? '');
