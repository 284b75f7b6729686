import {
  createRemoteJWKSet,
  customFetch,
  errors,
  type JWTHeaderParameters,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import { TollgateError } from '../../core/errors.ts';
import { limitedBody } from '../../core/limited-body.ts';
import type { Principal } from '../../operations/resources/access/principal.ts';
import { accountsOf, scopeOf, subjectOf } from './claims.ts';
import type { OidcOptions } from './oidc-options.ts';

/** Milliseconds that the issuer may take to give its keys. */
const JWKS_TIMEOUT_MS = 5000;

/** Bytes of the keys of an issuer at most: some have a hundred keys with certificates. */
const MOST_JWKS_BYTES = 2 ** 20;

const limitedFetch = async (url: string, options: RequestInit): Promise<Response> => {
  const answer = await fetch(url, options);
  return new Response(await limitedBody(answer, MOST_JWKS_BYTES), { status: answer.status });
};

/** Who a token speaks for, or why it is not believed. Throws TG1519 where its issuer cannot be asked. */
export type VerifyToken = (token: string) => Promise<Principal | { readonly refused: string }>;

/** Checks signature, issuer, audience and times of tokens with the keys that the issuer publishes, which are kept for a while. */
export function createVerifyToken(options: OidcOptions, now: () => Date): VerifyToken {
  const keys = keysOf(options);
  return async (token) => {
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        issuer: options.issuer,
        audience: options.audience,
        algorithms: [...options.algorithms],
        clockTolerance: options.clockSkewSeconds,
        requiredClaims: ['exp', 'sub'],
        currentDate: now(),
      });
      const refused = refusal(payload, protectedHeader, now().getTime() / 1000 + options.clockSkewSeconds);
      if (refused !== undefined) return { refused };
      return {
        id: `token:${subjectOf(payload)}`,
        scope: scopeOf(payload, options),
        accounts: accountsOf(payload, options),
        rateLimitPerMinute: undefined,
      };
    } catch (error) {
      if (error instanceof errors.JOSEError) return { refused: error.code };
      throw error;
    }
  };
}

/**
 * What the library leaves to its user. A token bound to a key (RFC 7800 `cnf`, RFC 9449) proves nothing without that key: as a plain
 * bearer it may be stolen. One issued in the future is forged or of a clock that is wrong.
 */
function refusal(payload: JWTPayload, header: JWTHeaderParameters, latest: number): string | undefined {
  if (typeof payload.sub !== 'string' || payload.sub === '') return 'ERR_SUBJECT_NOT_TEXT';
  if (payload.iat !== undefined && !(payload.iat <= latest)) return 'ERR_ISSUED_IN_THE_FUTURE';
  if (payload['cnf'] !== undefined) return 'ERR_BOUND_TO_A_KEY';
  if (/^(?:application\/)?dpop\+jwt$/i.test(header.typ ?? '')) return 'ERR_PROOF_AND_NO_TOKEN';
  return undefined;
}

/** Errors that tell of the token and not of the issuer. */
const OF_THE_TOKEN = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];

function keysOf({ jwksUrl, jwksCacheMs, jwksCooldownMs }: OidcOptions): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(new URL(jwksUrl), {
    cacheMaxAge: jwksCacheMs,
    cooldownDuration: jwksCooldownMs,
    timeoutDuration: JWKS_TIMEOUT_MS,
    [customFetch]: limitedFetch,
  });
  return async (header, token) => {
    try {
      return await remote(header, token);
    } catch (cause) {
      if (OF_THE_TOKEN.some((kind) => cause instanceof kind)) throw cause;
      throw new TollgateError('TG1519', 'The issuer of tokens cannot be asked for its keys.', {
        hint: 'Send the request again later, or use an API key.',
        cause,
      });
    }
  };
}
