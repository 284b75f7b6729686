import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTHeaderParameters, SignJWT } from 'jose';
import { onTestFinished } from 'vitest';
import type { OidcOptions } from '../../src/http/oidc/oidc-options.ts';
import { startLoopback } from './loopback.ts';

const AUDIENCE = 'https://tollgate.example';

/** An issuer of tokens on loopback, which publishes its keys. */
export interface Issuer {
  readonly options: OidcOptions;
  /** A token as the issuer signs it now; claims of undefined are left out. */
  readonly token: (
    claims?: Readonly<Record<string, unknown>>,
    header?: Partial<JWTHeaderParameters>,
  ) => Promise<string>;
  /** Signs with another key from now on; whether it is published is for the caller. */
  readonly rotate: (publish: 'published' | 'secret') => Promise<void>;
  /** The keys it publishes. */
  readonly published: JWK[];
  /** How often its keys were asked for. */
  readonly asked: () => number;
  /** From now on it answers with this status. */
  readonly answer: (status: number) => void;
  /** From now on it does not answer. */
  readonly stop: () => Promise<void>;
}

export async function startIssuer(more: Partial<OidcOptions> = {}): Promise<Issuer> {
  const published: JWK[] = [];
  let status = 200;
  const server = await startLoopback(() => ({ status, body: { keys: published } }));
  onTestFinished(() => server.close());
  let signer: { readonly key: CryptoKey; readonly kid: string };
  let count = 0;
  const rotate: Issuer['rotate'] = async (publish) => {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    count += 1;
    signer = { key: privateKey as CryptoKey, kid: `key-${count}` };
    if (publish === 'published')
      published.push({ ...(await exportJWK(publicKey)), kid: signer.kid, alg: 'RS256', use: 'sig' });
  };
  await rotate('published');
  const options: OidcOptions = {
    issuer: server.url,
    audience: AUDIENCE,
    jwksUrl: `${server.url}/jwks`,
    algorithms: ['RS256', 'ES256'],
    clockSkewSeconds: 30,
    jwksCacheMs: 600_000,
    jwksCooldownMs: 0,
    scopeClaim: 'scope',
    scopes: { read: ['tollgate:read'], write: ['tollgate:write'], admin: ['tollgate:admin'] },
    accountsClaim: undefined,
    ...more,
  };
  return {
    options,
    async token(claims = {}, header = {}) {
      const now = Math.floor(Date.now() / 1000);
      const payload = { iss: server.url, aud: AUDIENCE, sub: 'anna', scope: 'tollgate:read', iat: now, exp: now + 300 };
      const whole = Object.fromEntries(
        Object.entries({ ...payload, ...claims }).filter(([, value]) => value !== undefined),
      );
      return new SignJWT(whole).setProtectedHeader({ alg: 'RS256', kid: signer.kid, ...header }).sign(signer.key);
    },
    rotate,
    published,
    asked: () => server.asked('GET', /jwks/),
    answer(next) {
      status = next;
    },
    stop: server.close,
  };
}
