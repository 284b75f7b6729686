import { LONGEST_PERIOD_SECONDS, REJECTIONS, type Rejection } from '../schema.ts';

/** A value of a file: text of a CSV or Parquet file, or a number or an instant of a Parquet file; null where there is none. */
export type FileCell = string | bigint | number | Date | null;

/** The rows of a file as it holds them; undefined = a row without the columns of the header. */
export interface RowTable {
  readonly rows: Iterable<readonly FileCell[] | undefined>;
  /** Places of endpoint_id, az, start, period_seconds and bytes in a row. */
  readonly places: readonly number[];
  /** Whether instants name their offset from UTC. */
  readonly isZoned: boolean;
}

/** A valid row. Times are microseconds since 1970 UTC. */
export interface ThroughputRow {
  readonly endpoint: string;
  readonly az: string;
  readonly start: number;
  readonly seconds: number;
  readonly bytes: bigint;
  /** Its time names no offset from UTC. */
  readonly lacksOffset: boolean;
}

const SECOND = 1_000_000;
const [FIRST, LAST] = [Date.UTC(2000, 0, 1) * 1000, Date.UTC(2100, 0, 1) * 1000];
/** As spreadsheets write whole numbers: at most 18 digits, no sign, no exponent. */
const WHOLE = /^\s*(\d{1,18})(?:\.0*)?\s*$/;
const TIME =
  /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?\s*$/;

export interface CheckedRows {
  readonly kept: readonly ThroughputRow[];
  readonly rejected: ReadonlyMap<Rejection, number>;
  /** Rows kept whose time names no offset from UTC. */
  readonly withoutOffset: number;
}

/** The rows that count, of two for one endpoint, zone and start the finest, then the largest; and those that do not, by reason. */
export function checkedRows(tables: readonly RowTable[]): CheckedRows {
  const kept = new Map<string, ThroughputRow>();
  const counts = new Map<Rejection, number>(REASONS.map((reason) => [reason, 0]));
  const reject = (reason: Rejection): unknown => counts.set(reason, (counts.get(reason) ?? 0) + 1);
  let withoutOffset = 0;
  for (const table of tables) {
    for (const cells of table.rows) {
      const row = rowOf(cells, table);
      if (typeof row === 'string') {
        reject(row);
        continue;
      }
      if (row.lacksOffset) withoutOffset++;
      const key = JSON.stringify([row.endpoint, row.az, row.start]);
      const other = kept.get(key);
      if (other !== undefined) reject('duplicate');
      if (other === undefined || isFiner(row, other)) kept.set(key, row);
    }
  }
  return { kept: [...kept.values()], rejected: new Map([...counts].filter(([, rows]) => rows > 0)), withoutOffset };
}

const REASONS = Object.keys(REJECTIONS) as Rejection[];

const isFiner = (one: ThroughputRow, other: ThroughputRow): boolean =>
  one.seconds < other.seconds || (one.seconds === other.seconds && one.bytes > other.bytes);

/** A row, or the first reason why it does not count. */
function rowOf(cells: readonly FileCell[] | undefined, { places, isZoned }: RowTable): ThroughputRow | Rejection {
  if (cells === undefined) return 'form';
  const [endpoint, az, start = null, period, bytes] = places.map((place) => cells[place] ?? null);
  const [id, zone] = [textOf(endpoint), textOf(az)];
  if (id === '') return 'id';
  if (zone === '') return 'zone';
  const at = microsOf(start);
  if (at === undefined || at < FIRST || at >= LAST) return 'time';
  const seconds = wholeOf(period);
  if (seconds === undefined || seconds < 1n || seconds > LONGEST_PERIOD_SECONDS) return 'period';
  const amount = wholeOf(bytes);
  if (amount === undefined || amount < 0n) return 'bytes';
  return {
    endpoint: id,
    az: zone,
    start: at,
    seconds: Number(seconds),
    bytes: amount,
    lacksOffset: lacksOffset(start, isZoned),
  };
}

const textOf = (cell: FileCell | undefined): string => (typeof cell === 'string' ? cell.trim() : '');

function wholeOf(cell: FileCell | undefined): bigint | undefined {
  if (typeof cell === 'bigint') return cell;
  if (typeof cell === 'number') return Number.isFinite(cell) ? BigInt(Math.round(cell)) : undefined;
  const [, digits] = typeof cell === 'string' ? (WHOLE.exec(cell) ?? []) : [];
  return digits === undefined ? undefined : BigInt(digits);
}

function microsOf(cell: FileCell | undefined): number | undefined {
  if (cell instanceof Date) return cell.getTime() * 1000;
  const match = typeof cell === 'string' ? TIME.exec(cell) : null;
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((each) => Number(each ?? 0)) as number[];
  const at = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, minute, second));
  const isReal =
    at.getUTCMonth() + 1 === month &&
    at.getUTCDate() === day &&
    (hour ?? 0) < 24 &&
    (minute ?? 0) < 60 &&
    (second ?? 0) < 60;
  if (!isReal) return undefined;
  const fraction = Math.floor(Number(`0.${match[7] ?? 0}`) * SECOND + 1e-6);
  return at.getTime() * 1000 + fraction - offsetSeconds(match[8]) * SECOND;
}

function offsetSeconds(offset: string | undefined): number {
  if (offset === undefined || offset === 'Z') return 0;
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(3).replace(':', '') || 0)];
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60;
}

/** Whether a start is a time of day that names no offset from UTC. */
const lacksOffset = (cell: FileCell, isZoned: boolean): boolean =>
  typeof cell === 'string'
    ? cell.includes(':') && !/(?:Z|:\d{2}(?:\.\d+)?\s*[+-]\d{2}(?::?\d{2})?)\s*$/.test(cell)
    : !isZoned;
