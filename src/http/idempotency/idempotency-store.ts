/** An answer that is given again to a repeated request. */
export interface StoredAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string;
}

/** What a claim of a key finds. */
type Claim =
  | { readonly state: 'new' }
  | { readonly state: 'running' }
  | { readonly state: 'other-request' }
  | { readonly state: 'done'; readonly answer: StoredAnswer };

/** Port: remembers the answers of writes by idempotency key. Replicas that share one store answer alike. */
export interface IdempotencyStore {
  /** Takes the key for a request with that fingerprint, or says what it was taken for. */
  claim(key: string, fingerprint: string): Promise<Claim>;
  /** Keeps the answer. */
  complete(key: string, answer: StoredAnswer): Promise<void>;
  /** Forgets a request that failed, so that it can be sent again. */
  release(key: string): Promise<void>;
}

const KEYS = 1000;
const KEPT_MS = 24 * 3600 * 1000;

interface Entry {
  readonly fingerprint: string;
  readonly since: number;
  readonly answer?: StoredAnswer;
}

/** The store of one process: the last thousand keys, each for a day. */
export function memoryIdempotencyStore(now: () => Date): IdempotencyStore {
  const entries = new Map<string, Entry>();
  return {
    async claim(key, fingerprint) {
      const time = now().getTime();
      const entry = entries.get(key);
      if (entry && time - entry.since < KEPT_MS) {
        if (entry.fingerprint !== fingerprint) return { state: 'other-request' };
        return entry.answer ? { state: 'done', answer: entry.answer } : { state: 'running' };
      }
      entries.delete(key);
      const [oldest] = entries.keys();
      if (entries.size >= KEYS && oldest !== undefined) entries.delete(oldest);
      entries.set(key, { fingerprint, since: time });
      return { state: 'new' };
    },
    async complete(key, answer) {
      const entry = entries.get(key);
      if (entry) entries.set(key, { ...entry, answer });
    },
    async release(key) {
      entries.delete(key);
    },
  };
}
