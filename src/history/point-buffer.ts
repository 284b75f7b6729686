import { setImmediate as otherWork } from 'node:timers/promises';
import { DOUBLE, type DuckDBAppender, DuckDBDataChunk, INTEGER, UINTEGER, UTINYINT } from '@duckdb/node-api';
import type { Duck } from '../files/bounded-duckdb.ts';
import { METRIC_COLUMNS, type MetricPoints } from '../traffic/metric-source.ts';

/** Points held before they are appended: closing an appender costs as much as appending some thousand rows. */
const HELD = 122_880;
/** Rows of one chunk of DuckDB. */
const CHUNK = 2048;
/** Chunks appended before the event loop gets its turn. */
const CHUNKS_AT_ONCE = 8;

const TYPES = [INTEGER, UTINYINT, UINTEGER, INTEGER, DOUBLE];

/** Points on their way into the tables `points` and `series`, some of them in memory. Calls are made one after the other. */
export class PointBuffer {
  readonly #duck: Duck;
  readonly #numbers = new Map<string, number>();
  readonly #columns = [
    new Int32Array(HELD),
    new Uint8Array(HELD),
    new Uint32Array(HELD),
    new Int32Array(HELD),
    new Float64Array(HELD),
  ] as const;
  #held = 0;
  #named = 0;

  constructor(duck: Duck) {
    this.#duck = duck;
  }

  async add(points: MetricPoints): Promise<void> {
    const [series, metrics, starts, periods, values] = this.#columns;
    const number = this.#numberOf(points.target, points.az);
    const metric = METRIC_COLUMNS.indexOf(points.column);
    for (const [index, start] of points.starts.entries()) {
      if (this.#held === HELD) await this.write();
      const at = this.#held++;
      series[at] = number;
      metrics[at] = metric;
      starts[at] = start;
      periods[at] = points.periodSeconds;
      values[at] = points.values[index] ?? 0;
    }
  }

  /** Appends what is held. */
  async write(): Promise<void> {
    await this.#writeNames();
    if (this.#held === 0) return;
    const appender = await this.#duck.connection.createAppender('points');
    for (let from = 0; from < this.#held; from += CHUNK) {
      this.#appendChunk(appender, from, Math.min(this.#held, from + CHUNK));
      if ((from / CHUNK) % CHUNKS_AT_ONCE === CHUNKS_AT_ONCE - 1) await otherWork();
    }
    appender.closeSync();
    this.#held = 0;
  }

  #appendChunk(appender: DuckDBAppender, from: number, to: number): void {
    const chunk = DuckDBDataChunk.create(TYPES, to - from);
    for (const [index, column] of this.#columns.entries()) {
      chunk.setColumnValues(index, Array.from(column.subarray(from, to)));
    }
    appender.appendDataChunk(chunk);
  }

  /** Numbers endpoints and zones, so that millions of points do not repeat their names. */
  #numberOf(endpoint: string, az: string): number {
    const key = `${endpoint}\u0000${az}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  async #writeNames(): Promise<void> {
    const unnamed = [...this.#numbers].slice(this.#named);
    if (unnamed.length === 0) return;
    const appender = await this.#duck.connection.createAppender('series');
    for (const [key, number] of unnamed) {
      const [endpoint = '', az = ''] = key.split('\u0000');
      appender.appendInteger(number);
      appender.appendVarchar(endpoint);
      appender.appendVarchar(az);
      appender.endRow();
    }
    appender.closeSync();
    this.#named = this.#numbers.size;
  }
}
