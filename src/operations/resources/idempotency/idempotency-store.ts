/** An answer that is given again to a repeated request. */
export interface StoredAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string;
}

/** What a claim of a key finds. */
export type Claim =
  | { readonly state: 'new' }
  | { readonly state: 'running' }
  | { readonly state: 'other-request' }
  | { readonly state: 'done'; readonly answer: StoredAnswer };

/** For how long an answer is given again, in milliseconds. */
export const ANSWER_KEPT_MS = 24 * 3600 * 1000;

/** After how long a request without an answer counts as lost with its process, in milliseconds: longer than any request may take. */
export const CLAIM_LOST_MS = 15 * 60 * 1000;

/** Port: remembers the answers of writes by idempotency key, for every replica and through restarts. */
export interface IdempotencyStore {
  /** Takes the key for a request with that fingerprint, or finds what it was taken for. Of two claims at once one is new. */
  claim(key: string, fingerprint: string): Promise<Claim>;
  /** Keeps the answer. */
  complete(key: string, answer: StoredAnswer): Promise<void>;
  /** Forgets a request that failed, so that it can be sent again. */
  release(key: string): Promise<void>;
}
