import { TollgateError } from '../../../core/errors.ts';
import type { EngineValue, TableColumn } from '../../../engines/engine.ts';
import { identifier } from '../../../engines/literals.ts';
import { type OpenTable, openTable } from '../../../engines/open-table.ts';
import { resultFile } from '../../../engines/result-file.ts';
import { parseTableUrl } from '../../../engines/table-url.ts';
import type { BillPath } from './bill-path.ts';
import { plainName } from './column-names.ts';
import { RELEVANT_PARTS, VPC_SERVICES } from './gather-lines.ts';
import { type BillField, FIELD_COLUMNS, REQUIRED_FIELDS } from './schema.ts';

const AMOUNTS: ReadonlySet<BillField> = new Set(['quantity', 'cost', 'list']);
/** Lines are added up, so what tells one from another is not asked for; how many they were is. */
const LEFT_OUT: ReadonlySet<BillField> = new Set(['lineId', 'lines']);
const COUNT = 'lines_added_up';
const FIELDS = (Object.keys(FIELD_COLUMNS) as BillField[]).filter((field) => !LEFT_OUT.has(field));

/** Columns that hold tags and cost categories, and those by which versions of the formats are told apart. */
const LABELS = /^(?:resourcetags|costcategory|tags$|xcostcategories$)/;
const MARKS = new Set([
  'product',
  'billpayeraccountname',
  'serviceprovidername',
  'providername',
  'publishername',
  'billingaccounttype',
]);

/**
 * A bill that lies in a table: its lines are added up where they are, and what comes back is a bill of the same columns, as a file.
 * Lines of other services come as one line of usage for each payer and month. Throws TG1040, TG1041, TG6003 and what engines throw.
 */
export async function tableBill(url: string): Promise<readonly BillPath[]> {
  const asked = parseTableUrl(url);
  const table = await openTable(asked);
  try {
    const given = columnsOf(table.columns, url);
    const rows = [
      ...(await table.engine.rows(linesSql(table, given))),
      ...(await table.engine.rows(othersSql(table, given))),
    ];
    const marks = table.columns.filter(({ name }) => MARKS.has(plainName(name)) && !given.names.includes(name));
    const header = [...given.names, COUNT, ...marks.map(({ name }) => name)].map(quoted).join(',');
    const lines = rows.map((row) => [...row, ...marks.map(() => null)].map(quoted).join(','));
    const path = await resultFile('bill.csv', [header, ...lines]);
    const { scannedBytes = 0 } = table.engine.cost();
    return [{ path, name: `${url} (${scannedBytes} bytes read of ${table.bytes})` }];
  } finally {
    await table.engine.close();
  }
}

interface Given {
  /** The table's column of each field that it has. */
  readonly of: ReadonlyMap<BillField, TableColumn>;
  readonly labels: readonly TableColumn[];
  /** Columns of the answer, in order. */
  readonly names: readonly string[];
}

function columnsOf(columns: readonly TableColumn[], url: string): Given {
  const byName = new Map(columns.map((column) => [plainName(column.name), column]));
  const of = new Map<BillField, TableColumn>();
  for (const field of FIELDS) {
    const column = FIELD_COLUMNS[field].flatMap((name) => byName.get(name) ?? [])[0];
    if (column) of.set(field, column);
  }
  const missing = REQUIRED_FIELDS.filter((field) => !of.has(field));
  if (missing.length > 0) {
    throw new TollgateError('TG6003', `${url} is no table of a bill: it has no ${missing.join(', ')}.`, {
      hint: `Name the table of a Cost and Usage Report or a FOCUS export, with ${missing.map((field) => FIELD_COLUMNS[field].join(' or ')).join(', ')}.`,
    });
  }
  const labels = columns.filter(({ name, isPartition }) => !isPartition && LABELS.test(plainName(name)));
  return { of, labels, names: [...of.values(), ...labels].map(({ name }) => name) };
}

const asText = ({ name, type }: TableColumn): string =>
  /^map/i.test(type) ? `json_format(CAST(${identifier(name)} AS JSON))` : `CAST(${identifier(name)} AS VARCHAR)`;

const LINES = 'CAST(count(*) AS VARCHAR)';

const asAmount = ({ name }: TableColumn): string => `CAST(${identifier(name)} AS DECIMAL(38, 12))`;

const total = (column: TableColumn): string => `CAST(sum(${asAmount(column)}) AS VARCHAR)`;

/** Lines of what Tollgate prices, added up by everything but their amounts. A list price counts where every line has one. */
function linesSql({ from, days }: OpenTable, given: Given): string {
  const keys = [...given.of].flatMap(([field, column]) => (AMOUNTS.has(field) ? [] : [asText(column)]));
  const labels = given.labels.map(asText);
  const selected = [...given.of].map(([field, column]) => {
    if (!AMOUNTS.has(field)) return asText(column);
    return field === 'list'
      ? `CASE WHEN count(${identifier(column.name)}) = count(*) THEN ${total(column)} END`
      : total(column);
  });
  return `SELECT ${[...selected, ...labels, LINES].join(', ')} FROM ${from} WHERE ${days} AND (${isOurs(given)}) GROUP BY ${[...keys, ...labels].join(', ')}`;
}

/** Usage of everything else, by payer and period: what a discount on the whole bill is shared out by. */
function othersSql({ from, days }: OpenTable, given: Given): string {
  const kept: ReadonlySet<BillField> = new Set(['payer', 'account', 'period', 'currency', 'lineType']);
  const selected = [...given.of].map(([field, column]) => {
    if (kept.has(field)) return asText(column);
    if (field === 'start' || field === 'end') return `min(${asText(column)})`;
    if (field === 'cost') return total(column);
    if (field === 'usageType' || field === 'service') return `'(other services)'`;
    return 'CAST(NULL AS VARCHAR)';
  });
  const keys = [...given.of].flatMap(([field, column]) => (kept.has(field) ? [asText(column)] : []));
  const [lineType, cost] = [column(given, 'lineType'), column(given, 'cost')];
  const isPaid = `lower(${asText(lineType)}) LIKE '%usage' AND ${asAmount(cost)} > 0`;
  const nothing = given.labels.map(() => 'CAST(NULL AS VARCHAR)');
  return `SELECT ${[...selected, ...nothing, LINES].join(', ')} FROM ${from} WHERE ${days} AND NOT coalesce(${isOurs(given)}, false) AND ${isPaid} GROUP BY ${keys.join(', ')}`;
}

function column({ of }: Given, field: BillField): TableColumn {
  const found = of.get(field);
  if (found === undefined) throw new RangeError(`${field} is looked for before it is asked for`);
  return found;
}

/** The lines that a file of a bill is read for, in standard SQL. */
function isOurs(given: Given): string {
  const usageType = `coalesce(${asText(column(given, 'usageType'))}, '')`;
  const of = (field: BillField): string => {
    const found = given.of.get(field);
    return found ? `coalesce(${asText(found)}, '')` : `''`;
  };
  const parts = RELEVANT_PARTS.map((part) => `${usageType} LIKE '%${part}%'`).join(' OR ');
  const isOfVpc = `${of('service')} IN (${VPC_SERVICES.map((name) => `'${name}'`).join(', ')})`;
  return (
    `${isOfVpc} OR ((${usageType} LIKE '%-Hours' OR ${usageType} LIKE '%-Bytes') AND (${parts})) OR ` +
    `(${usageType} = '' AND (${of('service')} = '' OR ${of('resource')} LIKE '%vpce-%'))`
  );
}

const quoted = (value: EngineValue): string => (value === null ? '' : `"${String(value).replaceAll('"', '""')}"`);
