import type { DuckDBConnection } from '@duckdb/node-api';
import { TollgateError } from '../../../core/errors.ts';
import { refuseGzipBomb } from '../../../files/gzip-growth.ts';
import { refuseLargeParquet } from '../../../files/parquet-limits.ts';
import { columnOf, FIELDS, type Field, NEEDED } from './schema.ts';
import { type FlowLogFormat, sniff } from './sniff.ts';

/** All files as one SQL relation with the columns of FIELDS, whatever each of them holds and in which order. */
export interface RecordRelation {
  readonly sql: string;
  /** Fields that at least one file has. */
  readonly fields: ReadonlySet<Field>;
  /** Text files count their broken lines. */
  readonly hasText: boolean;
  /** Files that hold nothing. */
  readonly empty: number;
}

interface Group {
  readonly format: Exclude<FlowLogFormat, { kind: 'empty' }>;
  readonly files: string[];
}

/** Looks at every file and groups those of one form. Throws TG3003 where needed fields are missing, TG1005, TG1007. */
export async function recordRelation(connection: DuckDBConnection, files: readonly string[]): Promise<RecordRelation> {
  const groups = new Map<string, Group>();
  let empty = 0;
  for (const file of files) {
    const format = await sniff(file);
    if (format.kind === 'empty') {
      empty += 1;
      continue;
    }
    if (format.kind === 'text' && format.gzip) await refuseGzipBomb(file, file);
    const key = JSON.stringify(format);
    const group = groups.get(key) ?? { format, files: [] };
    group.files.push(file);
    groups.set(key, group);
  }
  const fields = new Set<Field>();
  const parts: string[] = [];
  for (const { format, files: own } of groups.values()) {
    const source = format.kind === 'text' ? textSource(format, own) : await parquetSource(connection, own);
    requireFields(source.columns, own[0] ?? '');
    for (const field of FIELDS) if (source.columns.has(field)) fields.add(field);
    parts.push(`SELECT ${FIELDS.map((field) => expression(field, source.columns)).join(', ')} FROM ${source.sql}`);
  }
  const nothing = `SELECT ${FIELDS.map((field) => expression(field, new Map())).join(', ')} WHERE false`;
  return {
    sql: parts.length === 0 ? nothing : parts.join('\nUNION ALL\n'),
    fields,
    hasText: [...groups.values()].some((group) => group.format.kind === 'text'),
    empty,
  };
}

interface Source {
  readonly sql: string;
  /** Our column by the file's own name. */
  readonly columns: ReadonlyMap<string, string>;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
/** DuckDB reads a path as a glob: a bracket around each special character makes it plain. */
const plainPath = (path: string): string => quoted(path.replace(/[[*?]/g, (special) => `[${special}]`));
const listOf = (files: readonly string[]): string => `[${files.map(plainPath).join(', ')}]`;

function textSource(format: Extract<FlowLogFormat, { kind: 'text' }>, files: readonly string[]): Source {
  const names = format.columns.map((name, index) =>
    format.columns.indexOf(name) === index ? name : `${name}_${index}`,
  );
  const columns = names.map((name) => `${quoted(name)}: 'VARCHAR'`).join(', ');
  const sql =
    `read_csv(${listOf(files)}, auto_detect = false, delim = ' ', quote = '', escape = '', header = ${format.header}, ` +
    `compression = '${format.gzip ? 'gzip' : 'none'}', store_rejects = true, columns = {${columns}})`;
  return { sql, columns: new Map(names.map((name) => [name, name])) };
}

async function parquetSource(connection: DuckDBConnection, files: readonly string[]): Promise<Source> {
  for (const file of files) await refuseLargeParquet(connection, file, file);
  const sql = `read_parquet(${listOf(files)}, union_by_name = true, hive_partitioning = false)`;
  try {
    const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${sql}`);
    const names = described.getRowObjects().map((row) => String(row['column_name']));
    return { sql, columns: new Map(names.map((name) => [columnOf(name), name])) };
  } catch (cause) {
    throw new TollgateError('TG1005', `${files[0]} or a file like it is not Parquet that can be read.`, {
      location: { file: files[0] ?? '' },
      cause,
    });
  }
}

function requireFields(columns: ReadonlyMap<string, string>, file: string): void {
  const missing = NEEDED.filter((choice) => !choice.some((field) => columns.has(field)));
  if (missing.length === 0) return;
  const names = missing.map((choice) => choice.map((field) => field.replaceAll('_', '-')).join(' or '));
  throw new TollgateError('TG3003', `${file} has no field ${names.join(', ')}.`, {
    location: { file },
    hint: 'A flow log keeps its format: create one with the fields that are missing.',
  });
}

const NUMBERS: ReadonlySet<Field> = new Set(['bytes', 'start', 'end', 'traffic_path', 'records']);

/** "-" stands for no value in every field. */
function expression(field: Field, columns: ReadonlyMap<string, string>): string {
  const column = columns.get(field);
  const name = identifier(field);
  if (column === undefined) return `CAST(NULL AS ${NUMBERS.has(field) ? 'BIGINT' : 'VARCHAR'}) AS ${name}`;
  if (NUMBERS.has(field)) return `TRY_CAST(${identifier(column)} AS BIGINT) AS ${name}`;
  return `nullif(${identifier(column)}, '-') AS ${name}`;
}
