import type { EstimateDocument } from '../report.ts';
import type { Table } from '../view.ts';

const TITLES = [
  'id',
  'address',
  'name',
  'kind',
  'service',
  'region',
  'vpc',
  'account',
  'tags',
  'charge',
  'status',
  'category',
  'quantity',
  'unit',
  'unit_price',
  'monthly',
  'low',
  'high',
  'currency',
  'list',
] as const;

type Owner = Partial<EstimateDocument['endpoints'][number]> &
  Pick<EstimateDocument['endpoints'][number], 'id' | 'tags' | 'lines'>;

/** One row per cost line with exact amounts: what a spreadsheet or a database wants. An amount nobody knows is empty, not zero. */
export function estimateRecords({ endpoints, resources, currency }: EstimateDocument): Table {
  const rows = [
    ...endpoints.flatMap((each) => recordsOf(each, each.type, currency)),
    ...resources.flatMap((each) => recordsOf(each, each.kind, currency)),
  ];
  return { columns: TITLES.map((title) => ({ title, align: 'left' })), rows };
}

function recordsOf(owner: Owner, kind: string, currency: string): readonly string[][] {
  const tags = Object.keys(owner.tags).length === 0 ? '' : JSON.stringify(owner.tags);
  const head = [owner.id, owner.address, owner.name, kind, owner.service, owner.region, owner.vpc, owner.account, tags];
  return owner.lines.map((line) =>
    [
      ...head,
      line.charge,
      line.status,
      line.category,
      line.quantity,
      line.unit,
      line.unitPrice,
      line.monthly,
      line.low,
      line.high,
      currency,
      line.list ?? line.monthly,
    ].map((cell) => cell ?? ''),
  );
}
