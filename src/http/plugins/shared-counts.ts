import { createHash } from 'node:crypto';
import type { RequestCounts } from '../../operations/resources/access/request-counts.ts';

const MINUTE_MS = 60_000;
/** Milliseconds between two exchanges with the other replicas: what comes meanwhile is counted here alone. */
const EXCHANGE_MS = 1000;
/** Callers of a minute that are shared at most; further ones are limited by each replica for itself. */
const MOST_CALLERS = 5000;

interface Caller {
  /** Requests that came here. */
  own: number;
  /** How many of those the other replicas know. */
  sent: number;
  /** Requests that came elsewhere, as far as known. */
  elsewhere: number;
}

type Counted = (error: Error | null, result: { current: number; ttl: number }) => void;

/**
 * Requests a minute over all replicas. A request is counted here at once and exchanged with the database once a second, so that a flood is
 * one statement a second; a database that is away leaves the counts of this replica.
 */
export class SharedCounts {
  readonly #counts: RequestCounts;
  readonly #callers = new Map<string, Caller>();
  readonly #timer: NodeJS.Timeout;
  #minute = 0;
  #isExchanging = false;

  constructor(counts: RequestCounts) {
    this.#counts = counts;
    this.#timer = setInterval(() => void this.exchange(), EXCHANGE_MS);
    this.#timer.unref();
  }

  count(who: string, now = Date.now()): { current: number; ttl: number } {
    const minute = Math.floor(now / MINUTE_MS);
    if (minute !== this.#minute) this.#callers.clear();
    this.#minute = minute;
    const caller = this.#callers.get(who) ?? { own: 0, sent: 0, elsewhere: 0 };
    caller.own += 1;
    this.#callers.set(who, caller);
    return { current: caller.own + caller.elsewhere, ttl: MINUTE_MS - (now % MINUTE_MS) };
  }

  /** Adds what came here, learns what came elsewhere. Never throws. */
  async exchange(): Promise<void> {
    const minute = this.#minute;
    const changed = [...this.#callers].filter(([, { own, sent }]) => own > sent).slice(0, MOST_CALLERS);
    if (changed.length === 0 || this.#isExchanging) return;
    this.#isExchanging = true;
    const given = changed.map(([who, { own, sent }]) => ({ who: hashed(who), minute, requests: own - sent }));
    try {
      const totals = await this.#counts.add(given);
      for (const [index, [, caller]] of changed.entries()) {
        caller.sent += given[index]?.requests ?? 0;
        caller.elsewhere = Math.max(0, (totals[index] ?? 0) - caller.sent);
      }
    } catch {
      // The database is away: each replica limits for itself until it is back.
    } finally {
      this.#isExchanging = false;
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }
}

const hashed = (who: string): string => createHash('sha256').update(who).digest('base64url').slice(0, 22);

/** The store class that @fastify/rate-limit asks for, over one set of counts. */
export const rateLimitStore = (counts: SharedCounts) =>
  class {
    incr(who: string, counted: Counted): void {
      counted(null, counts.count(who));
    }
    child(): this {
      return this;
    }
  };
