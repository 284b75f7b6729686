import { TollgateError } from '../../../core/errors.ts';
import type { ScanProgress } from '../../scan/ports.ts';

const MINUTE_MS = 60_000;

/** The inventory of an account and Region, however large: hundreds of paged and throttled calls. */
const BASE_MS = 20 * MINUTE_MS;
/** For each endpoint in a zone: a hundred times what one takes where CloudWatch does not throttle. */
const TARGET_MS = 3000;
/** The queue gives a job up after twelve hours. */
const MOST_MS = 11 * 60 * MINUTE_MS;

/** Milliseconds that a scan may take, by the endpoints in zones that CloudWatch is asked about. */
export const allowedMs = (targets: number): number => Math.min(MOST_MS, BASE_MS + targets * TARGET_MS);

/** Milliseconds between two looks whether somebody has ended the scan: one that hangs reports nothing. */
const LOOK_MS = 1000;

export interface ScanWatchParts {
  /** Whether the scan is still to go on; a failure to find out counts as yes. */
  readonly isWanted: () => Promise<boolean>;
  readonly allowed?: ((targets: number) => number) | undefined;
}

/** Ends a scan that was cancelled, or that takes longer than its size allows. */
export class ScanWatch {
  readonly #cancelled = new AbortController();
  readonly #late = new AbortController();
  readonly #allowed: (targets: number) => number;
  readonly #began = performance.now();
  readonly #looks: NodeJS.Timeout;
  #deadline: NodeJS.Timeout;
  #targets = 0;

  constructor({ isWanted, allowed = allowedMs }: ScanWatchParts) {
    this.#allowed = allowed;
    this.#deadline = this.#timer();
    this.#looks = setInterval(() => {
      isWanted().then(
        (wanted) => wanted || this.#cancelled.abort(),
        () => undefined,
      );
    }, LOOK_MS);
    this.#looks.unref();
  }

  get signal(): AbortSignal {
    return AbortSignal.any([this.#cancelled.signal, this.#late.signal]);
  }

  get isCancelled(): boolean {
    return this.#cancelled.signal.aborted;
  }

  /** TG2120 where the time is over. */
  get tooLate(): TollgateError | undefined {
    if (!this.#late.signal.aborted) return undefined;
    const minutes = Math.round((this.#allowed(this.#targets) / MINUTE_MS) * 10) / 10;
    return new TollgateError('TG2120', `The scan did not end within ${minutes} minutes, which its size allows.`, {
      hint: 'Repeat it: what it stored is not asked for twice. If it happens again, look for a throttled or slow AWS.',
    });
  }

  /** The size is known once the metrics are begun. */
  note({ phase, all }: Pick<ScanProgress, 'phase' | 'all'>): void {
    if (phase !== 'metrics' || all <= this.#targets) return;
    this.#targets = all;
    clearTimeout(this.#deadline);
    this.#deadline = this.#timer();
  }

  stop(): void {
    clearInterval(this.#looks);
    clearTimeout(this.#deadline);
  }

  #timer(): NodeJS.Timeout {
    const left = this.#allowed(this.#targets) - (performance.now() - this.#began);
    return setTimeout(() => this.#late.abort(), Math.max(0, left)).unref();
  }
}
