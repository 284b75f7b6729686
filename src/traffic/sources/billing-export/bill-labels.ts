import { type BillColumn, identifier, plainName } from './column-names.ts';

/** A tag or a cost category that lines may carry. */
export interface BillLabel {
  readonly kind: 'tag' | 'cost-category';
  readonly name: string;
}

/** Columns with one label each: `resourceTags/user:team` and `resource_tags_user_team`, `costCategory/Division`. */
const OWN_COLUMNS = {
  tag: (plain: string) => [`resourcetagsuser${plain}`, `resourcetags${plain}`],
  'cost-category': (plain: string) => [`costcategory${plain}`],
} as const;

/** Columns with all labels, as a MAP or as JSON text: CUR 2.0 and FOCUS. From FOCUS 1.2 on, cost categories stand among the tags. */
const FOLDED_COLUMNS = {
  tag: ['resourcetags', 'tags'],
  'cost-category': ['costcategory', 'xcostcategories', 'tags'],
} as const;

/** SQL for the label of a line; NULL where none is asked for or the file has no such column. */
export function labelExpression(columns: readonly BillColumn[], label: BillLabel | undefined): string {
  if (!label) return 'NULL::VARCHAR';
  const byName = new Map(columns.map((column) => [plainName(column.name), column]));
  const own = OWN_COLUMNS[label.kind](plainName(label.name)).flatMap((name) => byName.get(name) ?? []);
  const folded = FOLDED_COLUMNS[label.kind].flatMap((name) => byName.get(name) ?? []);
  const parts = [
    ...own.map(({ name }) => `nullif(CAST(${identifier(name)} AS VARCHAR), '')`),
    ...folded.flatMap((column) => keysOf(label.name).map((key) => foldedValue(column, key))),
  ];
  return parts.length === 0 ? 'NULL::VARCHAR' : `coalesce(${parts.join(', ')})`;
}

/** AWS writes a tag of users as it is, after `user:`, or in snake case after `user_`. */
function keysOf(name: string): readonly string[] {
  const snake = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();
  return [...new Set([name, `user:${name}`, `user_${snake}`, snake])];
}

function foldedValue({ name, type }: BillColumn, key: string): string {
  const column = identifier(name);
  if (type.startsWith('MAP(')) return `nullif(CAST(map_extract_value(${column}, ${literal(key)}) AS VARCHAR), '')`;
  const path = literal(`$."${key.replace(/["\\]/g, '\\$&')}"`);
  return `CASE WHEN json_valid(${column}) THEN nullif(json_extract_string(${column}, ${path}), '') END`;
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
