import { createHash, timingSafeEqual } from 'node:crypto';
import { type AccessScope, ANYONE, type Principal } from '../../operations/resources/access/principal.ts';
import type { Services } from '../../operations/services.ts';
import type { OidcOptions } from '../oidc/oidc-options.ts';
import type { VerifyToken } from '../oidc/verify-token.ts';

/** A key that the environment gives. */
export interface ApiKey {
  /** `write` includes `read`, `admin` includes `write`. */
  readonly scope: AccessScope;
  readonly key: string;
}

/** Somebody let in with the least, and what the rest is refused with. */
export type Doubtful = Principal & { readonly doubt: unknown };

/**
 * Who sends this bearer text, or why it is nobody that is known. Without any keys everybody is known: the service listens on
 * loopback only. Throws TG1519 or TG2201 where nobody can tell.
 */
export type Authenticate = (bearer: string | undefined) => Promise<Principal | Doubtful | { readonly refused: string }>;

export interface AuthenticateParts {
  readonly apiKeys: readonly ApiKey[];
  /** Tokens that are believed; absent = none. */
  readonly oidc?: OidcOptions | undefined;
  readonly services: Pick<Services, 'access' | 'keysInUse' | 'now'>;
}

/** Three parts in base64url: header, claims, signature. */
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/** Looks at the keys of the environment, then at what the text looks like: a key of the state database, or a token. */
export function createAuthenticate({ apiKeys, oidc, services }: AuthenticateParts): Authenticate {
  const configured = apiKeys.map(({ scope, key }, index) => ({
    digest: digestOf(key),
    principal: { ...ANYONE, id: `configured:${index + 1}`, scope },
  }));
  const verify = oidc && lazyVerify(oidc, services.now);
  const isClosed = configured.length > 0 || oidc !== undefined;
  return async (bearer) => {
    try {
      if (!isClosed && !(await services.keysInUse())) return ANYONE;
    } catch (doubt) {
      // Without its database, which nobody knows to hold a key, the service still prices what it is sent.
      if (bearer === undefined) return { ...ANYONE, scope: 'read', accounts: [], doubt };
      throw doubt;
    }
    if (bearer === undefined) return { refused: 'missing' };
    const given = digestOf(bearer);
    const known = configured.find(({ digest }) => timingSafeEqual(digest, given));
    if (known) return known.principal;
    if (bearer.startsWith('tgk_')) return (await (await services.access()).keys.authenticate(bearer)) ?? UNKNOWN;
    return verify && TOKEN.test(bearer) ? verify(bearer) : UNKNOWN;
  };
}

const UNKNOWN = { refused: 'unknown' } as const;

/** The library is loaded with the first token. */
function lazyVerify(oidc: OidcOptions, now: () => Date): VerifyToken {
  let opened: Promise<VerifyToken> | undefined;
  return async (token) => {
    opened ??= import('../oidc/verify-token.ts').then(({ createVerifyToken }) => createVerifyToken(oidc, now));
    return (await opened)(token);
  };
}

/** Keys are compared by digest: equal lengths, equal time. */
const digestOf = (key: string): Buffer => createHash('sha256').update(key).digest();
