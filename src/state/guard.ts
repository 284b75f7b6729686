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

interface Reason {
  readonly reason?: string | undefined;
  readonly hint: string;
}

/** Errors of sockets and of PostgreSQL that somebody who starts a service meets. */
const SERVER: Readonly<Record<string, Reason>> = {
  ECONNREFUSED: {
    reason: 'nothing listens at that address',
    hint: 'Start the server, or correct host and port in DATABASE_URL.',
  },
  ENOTFOUND: { reason: 'its host name is not known', hint: 'Correct the host in DATABASE_URL, or the name service.' },
  EAI_AGAIN: {
    reason: 'the name service does not answer',
    hint: 'Check the network of this host; the service tries again.',
  },
  ETIMEDOUT: {
    reason: 'it does not answer',
    hint: 'Check security groups and firewalls between this host and the server.',
  },
  '28P01': {
    reason: 'it refuses the password',
    hint: 'Correct user and password in DATABASE_URL or in the file of DATABASE_URL_FILE.',
  },
  '28000': {
    reason: 'it refuses the user from this host',
    hint: "Allow the user in the server's pg_hba.conf, over TLS where it asks for it.",
  },
  '3D000': {
    reason: 'there is no database of that name',
    hint: 'Create it: CREATE DATABASE; or correct the name in DATABASE_URL.',
  },
  '42501': {
    reason: 'the user may not create tables',
    hint: 'Make the user of DATABASE_URL the owner of the database.',
  },
  '53300': { reason: 'it takes no more connections', hint: 'Raise max_connections: each replica opens up to 20.' },
};

function serverReason(cause: unknown): Reason {
  const { code, message = '' } = (cause ?? {}) as { readonly code?: unknown; readonly message?: string };
  const known =
    SERVER[String(code)] ?? (/timeout exceeded when trying to connect/.test(message) ? SERVER['ETIMEDOUT'] : undefined);
  return known ?? { hint: 'Check DATABASE_URL and that the server is up.' };
}

const DISK = 'Make room in the data directory, or name one on another disk with TOLLGATE_DATA_DIR.';

function folderReason(cause: unknown): Reason {
  const reason = systemReason(cause);
  if (reason === undefined) return { hint: 'Check the data directory, or that no other process holds it.' };
  const isFull = /full|used up/.test(reason);
  return { reason, hint: isFull ? DISK : 'Name a directory that this user may write with TOLLGATE_DATA_DIR.' };
}

/** TG2201, with what to do about the engine. */
export function unavailable(engine: string, cause: unknown): TollgateError {
  const { reason, hint } = (engine === 'pglite' ? folderReason : serverReason)(cause);
  return new TollgateError('TG2201', `The ${engine} state database cannot be used${reason ? `: ${reason}` : ''}.`, {
    hint,
    cause,
  });
}
