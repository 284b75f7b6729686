import type { Endpoint } from '../topology/topology.ts';
import type { ZoneStatistics } from '../traffic/throughput.ts';
import type { Thresholds } from './level.ts';

/** Which figure of a zone stands for its load. */
export const STATISTICS = ['p50', 'p95', 'p99', 'peak'] as const;
export type Statistic = (typeof STATISTICS)[number];

/** What a load is compared with: all that scaling can reach, or what is there without it. */
export const BASES = ['ceiling', 'baseline'] as const;
export type Base = (typeof BASES)[number];

export interface EndpointLoadOptions {
  readonly statistic: Statistic;
  readonly base: Base;
  readonly thresholds: Thresholds;
}

/** What is known of one endpoint's load. */
export interface EndpointLoad {
  readonly endpoint: Endpoint;
  readonly region: string | undefined;
  /** Measured zones; undefined = nothing measured. A zone of the endpoint that is missing here carried nothing. */
  readonly measured?: readonly ZoneStatistics[] | undefined;
  /** A stated peak of the whole endpoint, bits per second: spread evenly over the zones where nothing is measured. */
  readonly statedPeakBps?: number | undefined;
}
