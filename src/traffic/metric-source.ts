import type { Finding } from '../core/finding.ts';
import type { TimeSpan } from './throughput.ts';

/** The measured columns of a throughput row. */
export const METRIC_COLUMNS = [
  'bytes',
  'active_connections',
  'new_connections',
  'packets_dropped',
  'rst_packets',
] as const;
export type MetricColumn = (typeof METRIC_COLUMNS)[number];

/** Seconds for which the newest points are still arriving: after them they are taken as final. */
export const SETTLING_SECONDS = 5 * 60;

/** Something with metrics: a consumer's endpoint by subnet, or a provider's endpoint service by zone. */
export interface MetricTarget {
  readonly id: string;
  readonly kind: 'endpoint' | 'service';
  /** The endpoint type as EC2 spells it; empty for a service. */
  readonly type: string;
  readonly service: string;
  readonly vpc: string;
  /** One network interface each: the zone id it is stored under and the value of the dimension that selects it. */
  readonly zones: readonly { readonly az: string; readonly dimension: string }[];
  /** Spans to ask for, in seconds since 1970 UTC: start inside, end outside. */
  readonly spans: readonly (readonly [start: number, end: number])[];
}

/** Equally long periods of one column of one endpoint and zone. `starts` are seconds since 1970 UTC. */
export interface MetricPoints {
  readonly target: string;
  readonly az: string;
  readonly column: MetricColumn;
  readonly periodSeconds: number;
  readonly starts: readonly number[];
  readonly values: readonly number[];
}

/** Port: takes points as they arrive, in any order; a repeated point replaces itself. */
export interface MetricSink {
  add(points: MetricPoints): Promise<void>;
}

/** A span of a target, in seconds since 1970 UTC: start inside, end outside. */
export interface TargetSpan {
  readonly target: string;
  readonly span: readonly [start: number, end: number];
}

export interface MetricReading {
  readonly findings: readonly Finding[];
  /** Targets and spans whose points all arrived. */
  readonly complete: readonly TargetSpan[];
  readonly calls: number;
  readonly points: number;
}

export interface MetricRequest {
  readonly targets: readonly MetricTarget[];
  readonly now: Date;
  readonly signal: AbortSignal;
  /** Called after each answered batch of series. */
  readonly onProgress?: ((progress: { readonly done: number; readonly all: number }) => void) | undefined;
}

/** Port: measured throughput of a live account and Region. */
export interface MetricSource {
  /** Where a window that is to start there (seconds since 1970) had better start. */
  alignedStart(start: number, now: Date): number;
  /** What asking would cost in USD, as a decimal string, and how many metrics it requests. */
  cost(request: CostRequest): { readonly usd: string; readonly metrics: number };
  collect(request: MetricRequest, sink: MetricSink): Promise<MetricReading>;
  /** What NAT gateways carried; one of which nothing is known is left out. */
  natTraffic(request: NatRequest): Promise<ReadonlyMap<string, NatTraffic>>;
}

/** What is to be asked for: endpoints' series and NAT gateways. */
export interface CostRequest extends Pick<MetricRequest, 'targets' | 'now'> {
  readonly natGateways?: number | undefined;
}

export interface NatRequest {
  readonly gateways: readonly string[];
  readonly window: TimeSpan;
  readonly signal: AbortSignal;
}

/** Bytes processed in the window, and the highest number of connections at once. */
export interface NatTraffic {
  readonly bytes: number;
  readonly peakConnections: number;
}
