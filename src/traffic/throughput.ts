/** A span of time in whole seconds since 1970 (UTC): start inside, end outside. */
export interface TimeSpan {
  readonly start: number;
  readonly end: number;
}

/** When an endpoint was alive, where that is known. Seconds since 1970. Absent bounds = the window's own. */
export interface EndpointLife {
  readonly createdAt?: number | undefined;
  readonly deletedAt?: number | undefined;
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
 * traffic inside the endpoint's life. Percentiles interpolate linearly between the two nearest ranks (Hyndman and Fan type 7).
 */
export interface ZoneStatistics {
  readonly endpoint: string;
  readonly az: string;
  /** Rows found, and periods of the endpoint's life without one. */
  readonly samples: number;
  readonly gaps: number;
  /** Length of the samples behind p50 and p99: the coarsest period of the zone's rows, into which finer rows are summed. */
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
  /** Absent where the history carries no such columns. */
  readonly losses?: Losses | undefined;
}

/** One value for each UTC day. `firstDay` counts days since 1970. Days without rows inside the endpoint's life are zero. */
export interface DailySeries {
  readonly endpoint: string;
  readonly az: string;
  readonly firstDay: number;
  readonly bytes: readonly number[];
  /** The busy rate of each day: p99 of its samples, bits per second. */
  readonly p99Bps: readonly number[];
}

/** Highest rate in each of equal slices of the window, in bits per second: what a sparkline draws. */
export interface Outline {
  readonly endpoint: string;
  readonly az: string;
  readonly peaksBps: readonly number[];
}

export interface ThroughputQuery {
  /** Only rows inside it count. */
  readonly window: TimeSpan;
  /** Lives by endpoint; endpoints that are not named live through the whole window. */
  readonly lives: ReadonlyMap<string, EndpointLife>;
}

/** Port: a history of throughput that can be asked for summaries; rows never leave it. */
export interface ThroughputHistory {
  /** From the start of the first row to the end of the last; undefined = no rows. */
  span(): Promise<TimeSpan | undefined>;
  /** `nearBps` by endpoint: from which rate on a period counts as near the capacity of its zone. */
  statistics(query: ThroughputQuery & { readonly nearBps: ReadonlyMap<string, number> }): Promise<ZoneStatistics[]>;
  daily(query: ThroughputQuery): Promise<DailySeries[]>;
  outlines(query: ThroughputQuery, slices: number): Promise<Outline[]>;
  close(): Promise<void>;
}
