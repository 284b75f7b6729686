import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector, fetch as undiciFetch } from 'undici';
import { TollgateError } from '../core/errors.ts';
import { isPublicAddress } from '../core/public-address.ts';

/** What `fetch` does, for a URL that somebody gave us. Rejects with TG1523 for a target that is not allowed. */
export type GuardedFetch = (url: string, init?: RequestInit) => Promise<Response>;

export interface GuardedFetchParts {
  /** Whether an IP address may be connected to: public ones unless given. */
  readonly isAllowed?: (address: string) => boolean;
  /** Finds the addresses of a name: the system's unless given. */
  readonly lookup?: typeof systemLookup;
}

/**
 * Fetches from addresses of the public internet only. A name is resolved once, every address it has must be allowed, and the
 * connection is made to the addresses that were looked at, so that a name cannot change its mind in between. Every connection is
 * checked, those that follow a redirect too.
 */
export function createGuardedFetch({
  isAllowed = isPublicAddress,
  lookup = systemLookup,
}: GuardedFetchParts = {}): GuardedFetch {
  const connect = buildConnector({ lookup: checkedLookup(isAllowed, lookup) });
  const dispatcher = new Agent({
    connect(options, callback) {
      // An address written in the URL is connected to without a lookup.
      const host = options.hostname.replace(/^\[|\]$/g, '');
      if (isIP(host) !== 0 && !isAllowed(host)) callback(refused(), null);
      else connect(options, callback);
    },
  });
  return async (url, init) => {
    if (!isPlainUrl(url)) throw refused();
    try {
      const given = init as Parameters<typeof undiciFetch>[1];
      return (await undiciFetch(url, { ...given, dispatcher })) as unknown as Response;
    } catch (error) {
      // undici wraps what its connector rejects with.
      const { cause } = error as { readonly cause?: unknown };
      throw cause instanceof TollgateError ? cause : error;
    }
  };
}

/** http or https, without a password: fetch itself would repeat that in its error. */
function isPlainUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}

const checkedLookup =
  (isAllowed: (address: string) => boolean, lookup: typeof systemLookup): LookupFunction =>
  (name, options, callback) => {
    lookup(name, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error !== null || first === undefined) return callback(error ?? new Error(`${name} has no address`), '');
      if (!addresses.every(({ address }) => isAllowed(address))) return callback(refused(), '');
      if (options.all === true) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };

/** Tells nothing of what the name resolves to. */
const refused = (): TollgateError =>
  new TollgateError('TG1523', 'The URL leads to an address that may not be reached.', {
    hint: 'Give an http or https address of the public internet, or set TOLLGATE_ALLOW_PRIVATE_TARGETS=true.',
  });
