import type { EngineValue } from '../../../engines/engine.ts';
import { identifier } from '../../../engines/literals.ts';
import { openTable } from '../../../engines/open-table.ts';
import { resultFile } from '../../../engines/result-file.ts';
import { parseTableUrl } from '../../../engines/table-url.ts';
import { columnOf, FIELDS, type Field } from './schema.ts';

/** What is added up; everything else tells records apart. */
const SUMS: Partial<Readonly<Record<Field, (column: string) => string>>> = {
  bytes: (column) => `sum(CASE WHEN ${column} >= 0 THEN ${column} END)`,
  start: (column) => `min(${column})`,
  end: (column) => `max(${column})`,
};

/**
 * Flow logs that lie in a table: records of the same two addresses, interface and fate are added up where they are, and what comes back
 * is a flow log with a column that tells how many records are in each. Throws TG1040, TG1041 and what engines throw.
 */
export async function tableLogs(url: string): Promise<string> {
  const table = await openTable(parseTableUrl(url));
  try {
    const byField = new Map(table.columns.map(({ name }) => [columnOf(name), identifier(name)]));
    const fields = FIELDS.filter((field) => field !== 'records' && byField.has(field));
    const of = (field: Field): string => byField.get(field) ?? 'NULL';
    const keys = fields.filter((field) => SUMS[field] === undefined).map(of);
    // A record without bytes is one that cannot be read: it is not to vanish in the sum of others.
    const isBroken = fields.includes('bytes') ? [`(${of('bytes')} IS NULL OR ${of('bytes')} < 0)`] : [];
    const selected = fields.map((field) => SUMS[field]?.(of(field)) ?? of(field));
    const rows = await table.engine.rows(
      `SELECT ${[...selected, 'count(*)'].join(', ')} FROM ${table.from} WHERE ${table.days} GROUP BY ${[...keys, ...isBroken].join(', ')}`,
    );
    const header = [...fields, 'records'].map((field) => field.replaceAll('_', '-')).join(' ');
    return await resultFile('flows.log', [header, ...rows.map((row) => row.map(written).join(' '))]);
  } finally {
    await table.engine.close();
  }
}

const written = (value: EngineValue): string =>
  value === null || value === '' ? '-' : String(value).replace(/\s/g, '');
