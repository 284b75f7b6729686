import { z } from 'zod';

/** How people sign in on the page: authorization code with PKCE, as a public client of the issuer. */
export interface SignInOptions {
  readonly clientId: string;
  /** Where the issuer asks people who they are; parameters that it holds are kept. */
  readonly authorizationUrl: string;
  /** Where a code becomes a token; the page asks it itself, so it must allow the origin of the page. */
  readonly tokenUrl: string;
  /** Words of scope that the page asks for, with spaces between. */
  readonly scope: string;
}

const NAMES = {
  clientId: 'TOLLGATE_OIDC_CLIENT_ID',
  authorizationUrl: 'TOLLGATE_OIDC_AUTHORIZATION_URL',
  tokenUrl: 'TOLLGATE_OIDC_TOKEN_URL',
} as const;

/** Environment variables of signing in on the page. */
export const signInEnvironment = () => ({
  [NAMES.clientId]: z.string().optional(),
  [NAMES.authorizationUrl]: z.url({ protocol: /^https?$/ }).optional(),
  [NAMES.tokenUrl]: z.url({ protocol: /^https?$/ }).optional(),
  TOLLGATE_OIDC_LOGIN_SCOPE: z.string().default('openid'),
});

type Settings = z.output<z.ZodObject<ReturnType<typeof signInEnvironment>>>;

/** The settings; undefined = the page asks for a key. `missing` is given a variable that the others need. */
export function signInOptionsOf(settings: Settings, missing: (name: string) => Error): SignInOptions | undefined {
  const {
    [NAMES.clientId]: clientId,
    [NAMES.authorizationUrl]: authorizationUrl,
    [NAMES.tokenUrl]: tokenUrl,
  } = settings;
  if (clientId === undefined && authorizationUrl === undefined && tokenUrl === undefined) return undefined;
  if (clientId === undefined) throw missing(NAMES.clientId);
  if (authorizationUrl === undefined) throw missing(NAMES.authorizationUrl);
  if (tokenUrl === undefined) throw missing(NAMES.tokenUrl);
  return Object.freeze({ clientId, authorizationUrl, tokenUrl, scope: settings.TOLLGATE_OIDC_LOGIN_SCOPE });
}

/** What a mistake is answered with. */
export const SIGN_IN_EXPECTED: Readonly<Record<string, string>> = {
  TOLLGATE_OIDC_CLIENT_ID: 'the id under which the issuer knows the page, beside its two addresses',
  TOLLGATE_OIDC_AUTHORIZATION_URL: 'the authorization_endpoint of the issuer',
  TOLLGATE_OIDC_TOKEN_URL: 'the token_endpoint of the issuer',
};
