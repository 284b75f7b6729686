import type { RateSource } from '../rates/rate-source.ts';

/**
 * What the faces (command line, REST API, Action) are given. `compose.ts` builds it; every member that is costly to build is a
 * function, so that a command pays only for what it uses.
 */
export interface Services {
  readonly rates: RateSource;
  /** The only clock. */
  readonly now: () => Date;
  /** The bytes of a file the user names. Throws TG1007 (cannot be read) or TG1006 (too large). */
  readonly readFile: (path: string) => Promise<Uint8Array>;
}
