import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { TollgateError } from '../../core/errors.ts';
import type { Principal } from '../../operations/resources/access/principal.ts';
import { accountsOf, scopeOf, subjectOf } from './claims.ts';
import type { OidcOptions } from './oidc-options.ts';

/** Milliseconds that the issuer may take to give its keys. */
const JWKS_TIMEOUT_MS = 5000;

/** Who a token speaks for, or why it is not believed. Throws TG1519 where its issuer cannot be asked. */
export type VerifyToken = (token: string) => Promise<Principal | { readonly refused: string }>;

/** Checks signature, issuer, audience and times of tokens with the keys that the issuer publishes, which are kept for a while. */
export function createVerifyToken(options: OidcOptions, now: () => Date): VerifyToken {
  const keys = keysOf(options);
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: options.issuer,
        audience: options.audience,
        algorithms: [...options.algorithms],
        clockTolerance: options.clockSkewSeconds,
        requiredClaims: ['exp', 'sub'],
        currentDate: now(),
      });
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

/** Errors that tell of the token and not of the issuer. */
const OF_THE_TOKEN = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];

function keysOf({ jwksUrl, jwksCacheMs, jwksCooldownMs }: OidcOptions): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(new URL(jwksUrl), {
    cacheMaxAge: jwksCacheMs,
    cooldownDuration: jwksCooldownMs,
    timeoutDuration: JWKS_TIMEOUT_MS,
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
