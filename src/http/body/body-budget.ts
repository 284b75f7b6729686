import { TollgateError } from '../../core/errors.ts';

/** Bytes of request bodies in memory at one time, bounded for the whole service. */
export class BodyBudget {
  readonly #limitBytes: number;
  #heldBytes = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  get heldBytes(): number {
    return this.#heldBytes;
  }

  /** Takes bytes; the error (TG1506) says that they do not fit. */
  take(bytes: number): TollgateError | undefined {
    if (this.#heldBytes + bytes > this.#limitBytes) {
      return new TollgateError('TG1506', 'Too many request bodies are in memory.', {
        hint: 'Send the request again later.',
      });
    }
    this.#heldBytes += bytes;
    return undefined;
  }

  give(bytes: number): void {
    this.#heldBytes -= bytes;
  }
}
