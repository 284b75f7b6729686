import type { Finding } from '../../core/finding.ts';
import type { TopologyReading } from '../../topology/topology-source.ts';
import type { MetricSink, MetricSource } from '../../traffic/metric-source.ts';
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

/** Port: takes points and keeps them once flushed. */
export interface PointWriter extends MetricSink {
  flush(): Promise<number>;
  close(): Promise<void>;
}

/** What a scope's history says of a window. */
export interface ScopeHistory {
  readonly profile: TrafficProfile;
  readonly throughput: ThroughputHistory;
  readonly findings: readonly Finding[];
}

/** Port: the kept throughput of all scopes. */
export interface HistoryStore {
  writer(scope: ScanScope): Promise<PointWriter>;
  coverage(scope: ScanScope): Promise<Coverage>;
  saveCoverage(scope: ScanScope, coverage: Coverage): Promise<void>;
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
}
