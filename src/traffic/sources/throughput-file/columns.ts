import { TollgateError } from '../../../core/errors.ts';
import { refuseMissingColumns } from './missing-columns.ts';
import { LONGEST_PERIOD_SECONDS, OPTIONAL_COLUMNS } from './schema.ts';

/** A column as the file holds it: its name there and its DuckDB type. */
export interface FileColumn {
  readonly name: string;
  readonly type: string;
}

const TEXT = /^VARCHAR/;
const TIME_ZONED = /^TIMESTAMP WITH TIME ZONE/;
const TIME = /^TIMESTAMP/;
const WHOLE = /^U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?$/;
const FRACTION = /^(?:FLOAT|DOUBLE|DECIMAL)/;

/** Whole numbers of at most 18 digits, as spreadsheets write them ("12", "12.0"); no sign, no exponent. */
const WHOLE_TEXT = String.raw`'\s*\d{1,18}(?:\.0*)?\s*'`;

/**
 * SQL expressions that give the columns of the view their types, null where a value cannot be read. Throws TG1005 when a column
 * is missing or of a type that holds no such value.
 */
export function columnExpressions(columns: readonly FileColumn[], file: string): readonly string[] {
  const byName = new Map(columns.map((column) => [column.name.trim().toLowerCase(), column]));
  refuseMissingColumns((name) => byName.has(name), file);
  const of = (name: string, make: (column: FileColumn) => string | undefined): string => {
    const column = byName.get(name);
    const expression = column === undefined ? 'NULL' : make(column);
    if (expression === undefined) {
      throw new TollgateError('TG1005', `Column ${name} of ${file} has type ${column?.type}, which holds no ${name}.`, {
        location: { file },
      });
    }
    return expression;
  };
  return [
    `${named(of('endpoint_id', textOf))} AS endpoint_id`,
    `${named(of('az', textOf))} AS az`,
    `${of('start', timeOf)} AS start`,
    `${of('start', lacksOffset)} AS lacks_offset`,
    `${of('period_seconds', wholeOf)} AS period_seconds`,
    `${of('bytes', wholeOf)} AS bytes`,
    ...OPTIONAL_COLUMNS.map((name) => `TRY_CAST(${of(name, numberOf)} AS DOUBLE) AS ${name}`),
  ];
}

/** One row's fate as a SQL expression over those columns: null = kept, else the key of the rejection. */
export const REJECTION_EXPRESSION = `CASE
  WHEN endpoint_id IS NULL THEN 'id'
  WHEN az IS NULL THEN 'zone'
  WHEN start IS NULL OR start < TIMESTAMP '2000-01-01' OR start >= TIMESTAMP '2100-01-01' THEN 'time'
  WHEN period_seconds IS NULL OR period_seconds NOT BETWEEN 1 AND ${LONGEST_PERIOD_SECONDS} THEN 'period'
  WHEN bytes IS NULL OR bytes < 0 THEN 'bytes'
END`;

/** A quoted identifier: quotes inside are doubled. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** No id or zone is longer; a file of longer ones is made to use up memory. */
const LONGEST_NAME = 512;

const named = (column: string): string =>
  `CASE WHEN length(${column}) <= ${LONGEST_NAME} THEN nullif(trim(${column}), '') END`;

const textOf = ({ name, type }: FileColumn): string | undefined => (TEXT.test(type) ? identifier(name) : undefined);

function timeOf({ name, type }: FileColumn): string | undefined {
  const column = identifier(name);
  if (TEXT.test(type)) return timeOfText(column);
  if (TIME_ZONED.test(type)) return `(${column} AT TIME ZONE 'UTC')`;
  return TIME.test(type) ? `CAST(${column} AS TIMESTAMP)` : undefined;
}

/** UTC is the rule and quick to read; only a time with an offset ("...+02:00") takes the way through time zones. */
function timeOfText(column: string): string {
  const utc = `suffix(${column}, 'Z') OR (length(trim(${column})) <= 19 AND NOT ${endsInOffset(column)})`;
  const other = `TRY_CAST(${column} AS TIMESTAMPTZ) AT TIME ZONE 'UTC'`;
  return `CASE WHEN ${utc} THEN TRY_CAST(${column} AS TIMESTAMP) ELSE ${other} END`;
}

const endsInOffset = (column: string): string =>
  String.raw`regexp_matches(${column}, ':\d{2}(?:\.\d+)?\s*[+-]\d{2}(?::?\d{2})?\s*$')`;

/** Whether the start of a row is a time of day that names no offset from UTC. */
function lacksOffset({ name, type }: FileColumn): string {
  const column = identifier(name);
  if (!TEXT.test(type)) return TIME_ZONED.test(type) ? 'false' : 'true';
  return `CASE WHEN suffix(${column}, 'Z') THEN false ELSE contains(${column}, ':') AND NOT ${endsInOffset(column)} END`;
}

function wholeOf({ name, type }: FileColumn): string | undefined {
  const column = identifier(name);
  if (TEXT.test(type)) {
    return `CASE WHEN regexp_full_match(${column}, ${WHOLE_TEXT}) THEN CAST(split_part(trim(${column}), '.', 1) AS BIGINT) END`;
  }
  return WHOLE.test(type) || FRACTION.test(type) ? `TRY_CAST(${column} AS BIGINT)` : undefined;
}

function numberOf({ name, type }: FileColumn): string | undefined {
  return TEXT.test(type) || WHOLE.test(type) || FRACTION.test(type) ? identifier(name) : undefined;
}
