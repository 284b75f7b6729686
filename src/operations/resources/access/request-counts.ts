/** Requests of somebody in a minute: of a client address or of a key. */
export interface RequestCount {
  /** Who, hashed: an address is nobody's business but this minute's. */
  readonly who: string;
  /** Minutes since 1970. */
  readonly minute: number;
  readonly requests: number;
}

/** Port: requests that all replicas on one database have seen. */
export interface RequestCounts {
  /** Adds what this replica has seen since it last asked; gives what all have seen, in the same order. */
  add(counts: readonly RequestCount[]): Promise<readonly number[]>;
}
