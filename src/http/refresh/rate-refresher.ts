import type { FastifyBaseLogger } from 'fastify';
import { TollgateError } from '../../core/errors.ts';
import type { RefreshRequest } from '../../operations/rates-refresh/refresh-rates.ts';
import type { RateRefreshDocument } from '../../report/rate-refresh.ts';
import { loggedError } from '../problem/logged-error.ts';

/** Where the refresh of the rates stands. */
export interface RefreshState {
  readonly status: 'never' | 'running' | 'done' | 'failed';
  readonly startedAt?: string;
  readonly finishedAt?: string;
  /** What the last finished refresh brought. */
  readonly result?: RateRefreshDocument;
}

interface RefreshParts {
  /** Reads the live price list away from the event loop. */
  readonly refresh: (request: RefreshRequest, signal: AbortSignal) => Promise<RateRefreshDocument>;
  readonly offline: boolean;
  readonly now: () => Date;
  readonly logger: FastifyBaseLogger;
}

/** Refreshes the rates in the background, one refresh at a time. No request waits for it. */
export class RateRefresher {
  readonly #parts: RefreshParts;
  readonly #stop = new AbortController();
  #state: RefreshState = { status: 'never' };
  #running: Promise<void> | undefined;

  constructor(parts: RefreshParts) {
    this.#parts = parts;
  }

  get state(): RefreshState {
    return this.#state;
  }

  /** Starts a refresh, or joins the one that runs. Throws TG1514 when Tollgate is offline. */
  start(request: RefreshRequest): RefreshState {
    if (this.#parts.offline) {
      throw new TollgateError('TG1514', 'Tollgate is offline, so the price list is not asked.', {
        hint: 'Start the service without --offline and TOLLGATE_OFFLINE to refresh the rates.',
      });
    }
    if (this.#running) return this.#state;
    const { result } = this.#state;
    this.#state = { status: 'running', startedAt: this.#parts.now().toISOString(), ...(result && { result }) };
    this.#running = this.#run(request).finally(() => {
      this.#running = undefined;
    });
    return this.#state;
  }

  /** Ends a running refresh: what it has written so far is whole. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(request: RefreshRequest): Promise<void> {
    const { refresh, now, logger } = this.#parts;
    try {
      const result = await refresh(request, this.#stop.signal);
      this.#state = { ...this.#state, status: 'done', finishedAt: now().toISOString(), result };
      logger.info({ totals: result.totals }, 'rates refreshed');
    } catch (error) {
      this.#state = { ...this.#state, status: 'failed', finishedAt: now().toISOString() };
      if (!this.#stop.signal.aborted) logger.error({ err: loggedError(error) }, 'rates not refreshed');
    }
  }
}
