import type { WorkPool } from './work-pool.ts';

/** A pool that is opened when it is first needed, and closed only if it was. */
export class LazyPool {
  readonly #open: () => Promise<WorkPool>;
  #opening: Promise<WorkPool> | undefined;
  #pool: WorkPool | undefined;

  constructor(open: () => Promise<WorkPool>) {
    this.#open = open;
  }

  readonly get = async (): Promise<WorkPool> => {
    this.#opening ??= this.#open();
    this.#pool = await this.#opening;
    return this.#pool;
  };

  /** Estimates that run or wait in workers. */
  get load(): number {
    return this.#pool?.load ?? 0;
  }

  async close(): Promise<void> {
    await (await this.#opening)?.close();
  }
}
