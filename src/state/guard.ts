import { TollgateError } from '../core/errors.ts';
import { systemReason } from '../files/system-reason.ts';

/** Errors of a server that is not there (any more): of the socket, of the pool, and PostgreSQL's classes 08, 53 and 57. */
const GONE = /^(ECONN|ENOTFOUND|ETIMEDOUT|EPIPE|EHOSTUNREACH|08|53|57P)/;
const ENDED = /Connection terminated|timeout exceeded when trying to connect|is closed/i;

/** Makes every method of a store reject with TG2201 where the database went away; other errors stay what they are. */
export function guarded<Store extends object>(store: Store, engine: string): Store {
  const methods = Object.entries(store).map(([name, method]: [string, (...given: unknown[]) => Promise<unknown>]) => [
    name,
    async (...given: unknown[]) => {
      try {
        return await method(...given);
      } catch (error) {
        throw isGone(error) ? unavailable(engine, error) : error;
      }
    },
  ]);
  return Object.fromEntries(methods) as Store;
}

function isGone(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof TollgateError) return false;
  const { code } = error as { readonly code?: unknown };
  return (typeof code === 'string' && GONE.test(code)) || ENDED.test(error.message);
}

/** TG2201, with what to do about the engine. */
export function unavailable(engine: string, cause: unknown): TollgateError {
  const reason = engine === 'pglite' ? systemReason(cause) : undefined;
  return new TollgateError('TG2201', `The ${engine} state database cannot be used${reason ? `: ${reason}` : ''}.`, {
    hint:
      engine === 'pglite'
        ? 'Check the data directory, or that no other process holds it.'
        : 'Check DATABASE_URL and that the server is up.',
    cause,
  });
}
