/** A span of time in whole seconds since 1970 (UTC): start inside, end outside. */
export interface TimeSpan {
  readonly start: number;
  readonly end: number;
}

/** Evidence of saturation in one zone: packets dropped and resets received, all and in periods near the capacity. */
export interface Losses {
  readonly dropped: number;
  readonly droppedNear: number;
  readonly resets: number;
  readonly resetsNear: number;
  /** Bytes and sampled periods near the capacity. */
  readonly bytesNear: number;
  readonly periodsNear: number;
}

/**
 * One zone of one endpoint over the window. Rates are bits per second, both directions together. A period without a row is zero
 * traffic inside the zone's life, which is that of the endpoint unless its rows begin a day or more after those of its siblings. Percentiles interpolate linearly between the two nearest ranks (Hyndman and Fan type 7).
 */
export interface ZoneStatistics {
  readonly endpoint: string;
  readonly az: string;
  /** Rows found, and periods of the endpoint's life without one. */
  readonly samples: number;
  readonly gaps: number;
  /** Length of the samples behind p50 and p99: the coarsest period of the zone's rows (at least a minute), into which finer rows are summed. */
  readonly periodSeconds: number;
  /** Length of the shortest row, which the peak comes from. */
  readonly finestPeriodSeconds: number;
  readonly bytes: number;
  readonly meanBps: number;
  readonly p50Bps: number;
  /** Over samples of five minutes (the billing convention), or of periodSeconds where that is longer. */
  readonly p95Bps: number;
  readonly p99Bps: number;
  readonly peakBps: number;
  /** Start of the first row, seconds since 1970. */
  readonly firstRow: number;
  /** End of the last row, seconds since 1970; absent in snapshots made before it was kept. */
  readonly lastEnd?: number | undefined;
  /** Highest rate in each of equal slices of the window: what a sparkline draws. */
  readonly outlineBps: readonly number[];
  /** Absent where the history carries no such columns. */
  readonly losses?: Losses | undefined;
}

/** One value for each whole UTC day of an endpoint's life in the window. `firstDay` counts days since 1970. Days without rows are zero. */
export interface DailySeries {
  readonly endpoint: string;
  readonly az: string;
  readonly firstDay: number;
  readonly bytes: readonly number[];
  /** The busy rate of each day: p99 of its samples, bits per second. */
  readonly busyBps: readonly number[];
}

/** An endpoint to ask for. Times are seconds since 1970; absent = it lives through the whole window. */
export interface AskedEndpoint {
  readonly id: string;
  /** What the history may call it. */
  readonly names: readonly string[];
  /** Zones it is known to have: rows of others say nothing of the life of these. Absent = not known. */
  readonly azs?: readonly string[] | undefined;
  readonly createdAt?: number | undefined;
  readonly deletedAt?: number | undefined;
  /** From this rate on a period counts as near the capacity of its zone. */
  readonly nearBps: number;
}

export interface ThroughputQuery {
  /** Only rows that start inside it count. */
  readonly window: TimeSpan;
  readonly endpoints: readonly AskedEndpoint[];
}

/** Port: a history of throughput that can be asked for summaries; its rows never leave it. */
export interface ThroughputHistory {
  /** From the start of the first row to the end of the last; undefined = no rows. */
  span(): Promise<TimeSpan | undefined>;
  /** Every name of an endpoint in the history, with its rows. */
  names(): Promise<ReadonlyMap<string, number>>;
  /** One entry for each zone that has a row; `slices` is the length of its outline, 0 = none. */
  statistics(query: ThroughputQuery, slices: number): Promise<ZoneStatistics[]>;
  daily(query: ThroughputQuery): Promise<DailySeries[]>;
  close(): Promise<void>;
}
