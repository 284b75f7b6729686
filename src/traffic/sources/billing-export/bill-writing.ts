import type { DuckDBConnection } from '@duckdb/node-api';
import { TollgateError } from '../../../core/errors.ts';
import { type BillColumn, identifier, plainName } from './column-names.ts';
import { type BillField, FIELD_COLUMNS } from './schema.ts';

/** How a file writes times: as AWS does, or as a spreadsheet or a database rewrote them. */
export type TimeWriting = 'iso' | 'month-first' | 'day-first' | 'epoch' | 'serial';

export interface BillWriting {
  readonly time: TimeWriting;
  /** "0,02": spreadsheets of many countries. */
  readonly hasDecimalComma: boolean;
}

const AWS_WRITING: BillWriting = { time: 'iso', hasDecimalComma: false };

const ISO = /^\d{4}-\d{2}-\d{2}/;
const SLASHED = /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b/;
const EPOCH = /^(?:\d{10}|\d{13}|\d{16}|\d{19})$/;
/** Days since 1899-12-30: those of the years 1954 to 2118. */
const SERIAL = /^[2-7]\d{4}(?:[.,]\d+)?$/;

/** Looks at the first lines for how times and amounts are written. Throws TG6012 where no time of them can be read. */
export async function writingOf(
  connection: DuckDBConnection,
  sql: string,
  columns: readonly BillColumn[],
  file: string,
): Promise<BillWriting> {
  const start = columnOf(columns, 'start');
  if (!start || /^(?:TIMESTAMP|DATE)/.test(start.type)) return AWS_WRITING;
  const cost = columnOf(columns, 'cost');
  const amount = cost?.type === 'VARCHAR' ? identifier(cost.name) : 'NULL';
  const rows = await connection.runAndReadAll(
    `SELECT CAST(${identifier(start.name)} AS VARCHAR), ${amount} FROM ${sql} LIMIT 1000`,
  );
  const values = rows.getRows().map(([time, money]) => [text(time), text(money)] as const);
  const times = values.flatMap(([time]) => (time === '' ? [] : time));
  const hasDecimalComma = values.some(([, money]) => /^-?\d*,\d+$/.test(money));
  return { time: await timeWriting(connection, sql, columns, times, file), hasDecimalComma };
}

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value).trim());

async function timeWriting(
  connection: DuckDBConnection,
  sql: string,
  columns: readonly BillColumn[],
  times: readonly string[],
  file: string,
): Promise<TimeWriting> {
  if (times.length === 0 || times.some((time) => ISO.test(time))) return 'iso';
  if (times.some((time) => EPOCH.test(time))) return 'epoch';
  if (times.some((time) => SERIAL.test(time))) return 'serial';
  if (!times.some((time) => SLASHED.test(time))) throw unreadTimes(file, times[0] ?? '', '');
  return (await slashedWriting(connection, sql, columns)) ?? fail(file, times[0] ?? '');
}

const fail = (file: string, time: string): never => {
  throw unreadTimes(file, time, ' Which number is the day and which the month is ambiguous.');
};

const unreadTimes = (file: string, time: string, why: string): TollgateError =>
  new TollgateError('TG6012', `The times of ${file} cannot be read; the first is "${time.slice(0, 40)}".${why}`, {
    location: { file },
    hint: 'Give the export as AWS wrote it: a spreadsheet that saves it again rewrites its times.',
  });

/** Whether day or month comes first: a part above 12 is a day; a billing period starts on the first. */
async function slashedWriting(
  connection: DuckDBConnection,
  sql: string,
  columns: readonly BillColumn[],
): Promise<TimeWriting | undefined> {
  for (const field of ['start', 'period'] as const) {
    const column = columnOf(columns, field);
    if (column?.type !== 'VARCHAR') continue;
    const part = (group: number): string =>
      `max(TRY_CAST(regexp_extract(${identifier(column.name)}, '^\\s*(\\d{1,2})[/.-](\\d{1,2})[/.-]', ${group}) AS INTEGER))`;
    const [row] = (await connection.runAndReadAll(`SELECT ${part(1)}, ${part(2)} FROM ${sql}`)).getRows();
    const [first, second] = [Number(row?.[0] ?? 0), Number(row?.[1] ?? 0)];
    if (first > 12) return 'day-first';
    if (second > 12) return 'month-first';
    if (field === 'period' && first !== second && (first === 1 || second === 1)) {
      return first === 1 ? 'day-first' : 'month-first';
    }
  }
  return undefined;
}

function columnOf(columns: readonly BillColumn[], field: BillField): BillColumn | undefined {
  const byName = new Map(columns.map((column) => [plainName(column.name), column]));
  return FIELD_COLUMNS[field].flatMap((name) => byName.get(name) ?? [])[0];
}

/** SQL for a time as TIMESTAMP in UTC, of a value that the writing holds. */
export function timeExpression(value: string, type: string, writing: TimeWriting): string {
  if (/^TIMESTAMP WITH TIME ZONE/.test(type)) return `(${value} AT TIME ZONE 'UTC')`;
  if (/^(?:TIMESTAMP|DATE)/.test(type)) return `CAST(${value} AS TIMESTAMP)`;
  const written = `trim(CAST(${value} AS VARCHAR))`;
  switch (writing) {
    case 'epoch':
      return `make_timestamp(TRY_CAST(rpad(left(${written}, 16), 16, '0') AS BIGINT))`;
    case 'serial':
      return `(TIMESTAMP '1899-12-30' + to_seconds(round(TRY_CAST(replace(${written}, ',', '.') AS DOUBLE) * 1440) * 60))`;
    case 'month-first':
    case 'day-first':
      return slashedExpression(written, writing === 'day-first' ? '%d/%m' : '%m/%d');
    default:
      // FOCUS allows times without seconds.
      return `coalesce(TRY_CAST(${value} AS TIMESTAMPTZ) AT TIME ZONE 'UTC', try_strptime(${written}, '%Y-%m-%dT%H:%MZ'))`;
  }
}

function slashedExpression(written: string, date: string): string {
  const times = ['', ' %H:%M', ' %H:%M:%S', ' %I:%M %p', ' %I:%M:%S %p'];
  const formats = ['%y', '%Y'].flatMap((year) => times.map((time) => `'${date}/${year}${time}'`));
  const plain = `regexp_replace(${written}, '^(\\d{1,2})[.-](\\d{1,2})[.-]', '\\1/\\2/')`;
  return `try_strptime(${plain}, [${formats.join(', ')}])`;
}
