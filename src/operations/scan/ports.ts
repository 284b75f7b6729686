import type { Finding } from '../../core/finding.ts';
import type { TopologyReading } from '../../topology/topology-source.ts';
import type { MetricSink, MetricSource, TargetSpan } from '../../traffic/metric-source.ts';
import type { ThroughputHistory, TimeSpan } from '../../traffic/throughput.ts';
import type { TrafficProfile } from '../../traffic/traffic.ts';
import type { TrafficTarget } from '../../traffic/traffic-source.ts';

/** One account in one Region: what is scanned together and kept together. */
export interface ScanScope {
  readonly account: string;
  readonly region: string;
}

/** Which accounts to reach, and how. */
export interface ScanAccounts {
  readonly regions: readonly string[];
  /** Account ids; empty = the credentials' own; "all" = every active account of the organization. */
  readonly accounts: readonly string[] | 'all';
  /** Role to assume in other accounts. */
  readonly role?: string | undefined;
}

/** Port: an account and Region that can be asked. */
export interface ScopeAccess {
  readonly scope: ScanScope;
  inventory(signal: AbortSignal): Promise<TopologyReading>;
  readonly metrics: MetricSource;
}

/** Port: AWS. Throws TG2001 (no credentials), TG2002 (expired), TG2003 (denied), TG2004 (Region), TG2005 (clock), TG2006 (unreachable). */
export interface AwsAccess {
  open(accounts: ScanAccounts, signal: AbortSignal): Promise<readonly ScopeAccess[]>;
}

export type Interval = readonly [start: number, end: number];
export type Coverage = ReadonlyMap<string, readonly Interval[]>;

/** Port: takes points and, once flushed, keeps those of the complete spans. */
export interface PointWriter extends MetricSink {
  flush(complete: readonly TargetSpan[]): Promise<number>;
  close(): Promise<void>;
}

/** What a scope's history says of a window. */
export interface ScopeHistory {
  readonly profile: TrafficProfile;
  readonly throughput: ThroughputHistory;
  connections(): Promise<readonly ConnectionStatistics[]>;
  readonly findings: readonly Finding[];
}

/** One endpoint in one zone over one step of time. */
export interface ThroughputStep {
  readonly az: string;
  /** Start of the step, seconds since 1970 UTC. */
  readonly start: number;
  readonly bytes: number;
  /** Highest rate of one stored period in the step, bits per second. */
  readonly peakBps: number;
  readonly activeConnections: number | null;
  readonly newConnections: number | null;
  readonly packetsDropped: number | null;
  readonly rstPackets: number | null;
}

/** Connections of one endpoint in one zone over a window. */
export interface ConnectionStatistics {
  readonly endpoint: string;
  readonly az: string;
  /** Most connections open in one stored period. */
  readonly activePeak: number;
  /** Mean over the window. */
  readonly newPerSecond: number;
}

/** Port: the kept throughput of all scopes. */
export interface HistoryStore {
  writer(scope: ScanScope): Promise<PointWriter>;
  /** Times whose rows are all stored; those of damaged files are not. */
  coverage(scope: ScanScope): Promise<Coverage>;
  /** Marks times as covered, once their rows are stored. */
  cover(scope: ScanScope, spans: readonly TargetSpan[]): Promise<void>;
  /** Deletes days that are too old by the settings and joins the files of days that have too many. */
  upkeep(scope: ScanScope, now: Date): Promise<void>;
  /** An endpoint's rows summed into steps of `stepSeconds`; a step without rows is left out: it had no traffic. */
  downsample(
    scope: ScanScope,
    endpoint: string,
    window: TimeSpan,
    stepSeconds: number,
  ): Promise<readonly ThroughputStep[]>;
  /** Runs the work over the rows of a window; they are not loaded but queried. */
  read<Result>(
    scope: ScanScope,
    window: TimeSpan,
    targets: readonly TrafficTarget[],
    work: (history: ScopeHistory) => Promise<Result>,
  ): Promise<Result>;
}

/** What a scan is doing, for a progress bar or an event stream. */
export interface ScanProgress {
  readonly phase: 'inventory' | 'metrics' | 'summary';
  readonly scope: string;
  readonly done: number;
  readonly all: number;
}

export interface ScanPorts {
  readonly aws: AwsAccess;
  readonly history: HistoryStore;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ScanProgress) => void;
  /** Told what the metric queries will cost before any is sent. */
  readonly onCost?: ((usd: string) => void) | undefined;
}
