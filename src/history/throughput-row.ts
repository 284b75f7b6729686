/** One endpoint, one zone, one period: what CloudWatch tells of it. */
export interface ThroughputRow {
  readonly endpoint: string;
  readonly az: string;
  /** Start of the period, seconds since 1970 UTC. */
  readonly start: number;
  readonly periodSeconds: number;
  /** Bytes of both directions, as billed. */
  readonly bytes: number;
  readonly activeConnections?: number | undefined;
  readonly newConnections?: number | undefined;
  readonly packetsDropped?: number | undefined;
  readonly rstPackets?: number | undefined;
}

/** The account and Region whose rows lie together on disk. */
export interface HistoryScope {
  readonly account: string;
  readonly region: string;
}
