import { z } from 'zod';
import { ACCESS_SCOPES, type AccessScope } from '../../operations/resources/access/principal.ts';
import { SIGN_IN_EXPECTED, type SignInOptions, signInEnvironment, signInOptionsOf } from './sign-in-options.ts';

/** Signatures by a key pair. One that is checked with a shared secret would make the public keys of the issuer such secrets. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const;

/** Which tokens are believed, and what their claims mean. */
export interface OidcOptions {
  readonly issuer: string;
  readonly audience: string;
  /** Where the issuer publishes its keys. */
  readonly jwksUrl: string;
  readonly algorithms: readonly string[];
  /** Seconds by which the clocks may differ. */
  readonly clockSkewSeconds: number;
  /** Milliseconds for which the keys are believed. */
  readonly jwksCacheMs: number;
  /** Milliseconds after reading the keys within which an unknown key does not make them read again. */
  readonly jwksCooldownMs: number;
  /** Name of the claim that holds scopes or roles; dots lead into objects. */
  readonly scopeClaim: string;
  /** Values of that claim for each scope. */
  readonly scopes: Readonly<Record<AccessScope, readonly string[]>>;
  /** Name of the claim that holds AWS accounts; absent = every token sees all. */
  readonly accountsClaim: string | undefined;
  /** How the page gets a token; absent = it asks for a key. */
  readonly signIn?: SignInOptions | undefined;
}

const SECOND_MS = 1000;
const whole = (most: number) => z.coerce.number().int().min(0).max(most);

/** Environment variables of tokens, made when the service starts. */
export const oidcEnvironment = () => ({
  TOLLGATE_OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  TOLLGATE_OIDC_AUDIENCE: z.string().optional(),
  TOLLGATE_OIDC_JWKS_URL: z.url({ protocol: /^https?$/ }).optional(),
  TOLLGATE_OIDC_ALGORITHMS: z
    .string()
    .default('RS256,PS256,ES256,EdDSA')
    .transform((text) => text.split(',').map((each) => each.trim()))
    .pipe(z.array(z.enum(ALGORITHMS)).min(1)),
  TOLLGATE_OIDC_CLOCK_SKEW_S: whole(600).default(30),
  TOLLGATE_OIDC_JWKS_CACHE_S: whole(86_400).default(600),
  TOLLGATE_OIDC_JWKS_COOLDOWN_S: whole(3600).default(30),
  TOLLGATE_OIDC_SCOPE_CLAIM: z.string().default('scope'),
  TOLLGATE_OIDC_SCOPES: z
    .string()
    .default('read=tollgate:read,write=tollgate:write,admin=tollgate:admin')
    .transform((text) => text.split(',').map((each) => each.trim().split(/=(.*)/s).slice(0, 2)))
    .pipe(z.array(z.tuple([z.enum(ACCESS_SCOPES), z.string().min(1)])).min(1)),
  TOLLGATE_OIDC_ACCOUNTS_CLAIM: z.string().optional(),
  ...signInEnvironment(),
});

type Settings = z.output<z.ZodObject<ReturnType<typeof oidcEnvironment>>>;

/** The settings in the units of the code; undefined = no tokens. `missing` is told a variable that the others need. */
export function oidcOptionsOf(settings: Settings, missing: (name: string) => Error): OidcOptions | undefined {
  const { TOLLGATE_OIDC_ISSUER: issuer, TOLLGATE_OIDC_AUDIENCE: audience, TOLLGATE_OIDC_JWKS_URL: jwksUrl } = settings;
  const signIn = signInOptionsOf(settings, missing);
  const isUnused = issuer === undefined && audience === undefined && jwksUrl === undefined && signIn === undefined;
  if (isUnused) return undefined;
  if (issuer === undefined) throw missing('TOLLGATE_OIDC_ISSUER');
  if (audience === undefined) throw missing('TOLLGATE_OIDC_AUDIENCE');
  if (jwksUrl === undefined) throw missing('TOLLGATE_OIDC_JWKS_URL');
  const named = (scope: AccessScope) =>
    settings.TOLLGATE_OIDC_SCOPES.filter(([each]) => each === scope).map(([, value]) => value);
  return Object.freeze({
    issuer,
    audience,
    jwksUrl,
    algorithms: settings.TOLLGATE_OIDC_ALGORITHMS,
    clockSkewSeconds: settings.TOLLGATE_OIDC_CLOCK_SKEW_S,
    jwksCacheMs: settings.TOLLGATE_OIDC_JWKS_CACHE_S * SECOND_MS,
    jwksCooldownMs: settings.TOLLGATE_OIDC_JWKS_COOLDOWN_S * SECOND_MS,
    scopeClaim: settings.TOLLGATE_OIDC_SCOPE_CLAIM,
    scopes: { read: named('read'), write: named('write'), admin: named('admin') },
    accountsClaim: settings.TOLLGATE_OIDC_ACCOUNTS_CLAIM,
    ...(signIn && { signIn }),
  });
}

/** What a mistake is answered with. */
export const OIDC_EXPECTED: Readonly<Record<string, string>> = {
  TOLLGATE_OIDC_ISSUER: 'the issuer as its tokens name it, such as https://login.example.com/',
  TOLLGATE_OIDC_AUDIENCE: 'the audience that tokens for this service carry',
  TOLLGATE_OIDC_JWKS_URL: 'the jwks_uri of the issuer',
  TOLLGATE_OIDC_ALGORITHMS: `some of ${ALGORITHMS.join(', ')}, comma-separated`,
  TOLLGATE_OIDC_CLOCK_SKEW_S: 'seconds from 0 to 600',
  TOLLGATE_OIDC_JWKS_CACHE_S: 'seconds from 0 to 86400',
  TOLLGATE_OIDC_JWKS_COOLDOWN_S: 'seconds from 0 to 3600',
  TOLLGATE_OIDC_SCOPES: 'read=VALUE,write=VALUE,admin=VALUE, those that you use',
  ...SIGN_IN_EXPECTED,
};
