import { type CostExplorerLine, type CostFile, type GroupedBy, isNone } from './lines.ts';

/** Columns of a Cost and Usage Report that a group fills; other groups split lines, which are added up again. */
const COLUMNS: Readonly<Record<string, string>> = {
  USAGE_TYPE: 'line_item_usage_type',
  SERVICE: 'line_item_product_code',
  REGION: 'product_region_code',
  LINKED_ACCOUNT: 'line_item_usage_account_id',
  OPERATION: 'line_item_operation',
  RECORD_TYPE: 'line_item_line_item_type',
};

/** The column that tells these lines from those of a report. */
export const MARK = 'cost_explorer_metric';

const columnOf = ({ type, key }: GroupedBy): string | undefined => {
  if (type === 'TAG') return `resource_tags/user:${key}`;
  return type === 'COST_CATEGORY' ? `cost_category/${key}` : COLUMNS[key];
};

/** The lines as CSV; one without a charge type is usage, as Cost Explorer adds all up. */
export function csvOf({ by, lines }: CostFile): string {
  const groups = by.map(columnOf);
  const hasType = groups.includes('line_item_line_item_type');
  const header = [
    MARK,
    'line_item_usage_start_date',
    'line_item_usage_end_date',
    'line_item_usage_amount',
    'line_item_unblended_cost',
    'line_item_currency_code',
    ...(hasType ? [] : ['line_item_line_item_type']),
    ...(groups.includes('line_item_usage_type') ? [] : ['line_item_usage_type']),
    ...groups.filter((column) => column !== undefined),
  ];
  const rows = lines.map((line) => [...amounts(line), ...(hasType ? [] : ['Usage']), ...keys(line, by, groups)]);
  return `${[header, ...rows].map((row) => row.map(quoted).join(',')).join('\n')}\n`;
}

const amounts = ({ start, end, quantity, cost, currency }: CostExplorerLine): readonly string[] => [
  'cost',
  utc(start),
  utc(end),
  quantity?.toFixed() ?? '',
  cost.toFixed(),
  currency,
];

const keys = (
  line: CostExplorerLine,
  by: readonly GroupedBy[],
  columns: readonly (string | undefined)[],
): readonly string[] =>
  columns.flatMap((column, index) => (column === undefined ? [] : [plainKey(line.keys[index] ?? '', by[index])]));

/** A tag comes as `team$payments`, and without a value as `team$`. */
function plainKey(value: string, by: GroupedBy | undefined): string {
  if (by?.type === 'TAG' || by?.type === 'COST_CATEGORY') return value.slice(value.indexOf('$') + 1);
  return isNone(value) ? '' : value;
}

const utc = (time: string): string => (time.includes('T') ? time : `${time}T00:00:00Z`);
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
