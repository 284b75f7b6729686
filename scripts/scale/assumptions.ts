/** An organization past these machines. */
export const ORGANIZATION = {
  accounts: 10_000,
  /** Account and Region with endpoints. */
  scopes: 20_000,
  endpointZones: 10_000_000,
  metricsPerZone: 5,
  /** Bytes of flow logs delivered in a month. */
  flowLogBytes: 10e15,
} as const;

/** What AWS and machines do; each with where it is known from. */
export const FACTS = {
  /** Datapoints of one GetMetricData answer, and series of one call (API reference). */
  pointsPerCall: 100_800,
  seriesPerCall: 500,
  /** Datapoints a second of one account and Region (CloudWatch quotas). */
  pointsPerSecondOfScope: 396_000,
  /** USD for 1,000 metrics requested (CloudWatch pricing). */
  usdPerThousandMetrics: 0.01,
  /** USD for a TB (10^12 bytes) that Athena reads (Athena pricing, most Regions). */
  usdPerAthenaTb: 5,
  /** Rows of one page of GetQueryResults (API reference). */
  rowsPerPage: 1000,
  secondsPerPage: 0.3,
} as const;

/** Measured on the machines of this project, 2 cores: bench/ and the notes of docs/scale.md. */
export const MEASURED = {
  /** Points that one core stores a second: 750,000 points of 500 endpoints took 1.76 CPU s. */
  pointsPerCoreSecondStored: 426_000,
  /** Points that one core decodes a second from the answers of the SDK; ASSUMED half of storing, for want of a measurement. */
  pointsPerCoreSecondDecoded: 213_000,
  /** Bytes of a stored row: 538,696 for 102,315 rows, most of them with bytes alone (test/support/hundred-thousand-rows.ts). */
  bytesPerRow: 5.3,
  /** Seconds from a GetMetricData request to its whole answer; ASSUMED. */
  secondsPerCall: 0.5,
  /** Calls under way at once in one scope. */
  callsAtOnce: 4,
} as const;

/** ASSUMED of networks: share of minutes with traffic, share of a flow log's bytes in the columns read, pairs that talk. */
export const NETWORK = { busyMinutes: 0.6, columnsRead: 0.25, clientsPerZone: 40 } as const;

export const CADENCES = [
  { name: 'weekly', scansPerMonth: 52 / 12, minutes: 7 * 1440 },
  { name: 'daily', scansPerMonth: 365 / 12, minutes: 1440 },
  { name: 'hourly', scansPerMonth: 8760 / 12, minutes: 60 },
] as const;
export type Cadence = (typeof CADENCES)[number];
