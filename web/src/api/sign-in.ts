import { takeKey } from './session.ts';

/** The issuer where people sign in, as GET /v1/sign-in names it. */
export interface Issuer {
  readonly clientId: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly scope: string;
}

/** What the issuer sends back to the page: a code, or why there is none. */
interface IssuerAnswer {
  readonly state: string;
  readonly code: string | null;
  readonly error: string | null;
}

const CHANNEL = 'tollgate-sign-in';

/** The address that the issuer leads back to, and that it must know: that of the page. */
const ownAddress = (): string => new URL('.', document.baseURI).href;

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
const random = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

/** A sign-in that is ready to be opened. */
export interface Attempt {
  readonly url: string;
  readonly state: string;
  readonly verifier: string;
}

/** Makes the secret of one sign-in (RFC 7636); it never leaves memory. Undefined where the browser has no SHA-256: plain http. */
export async function prepareSignIn({ authorizationUrl, clientId, scope }: Issuer): Promise<Attempt | undefined> {
  if (!window.isSecureContext) return undefined;
  const [state, verifier] = [random(), random()];
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const url = new URL(authorizationUrl);
  const given = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: ownAddress(),
    scope,
    state,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(given)) url.searchParams.set(name, value);
  return { url: url.href, state, verifier };
}

/** Opens the issuer in a window of its own, so that this one keeps what was typed; ends with a token in use. Throws Error. */
export async function signIn(issuer: Issuer, { url, state, verifier }: Attempt): Promise<void> {
  const answered = answerOf(state);
  // The answer comes by a channel: pages of other origins must not hold this window, so it cannot be the opener.
  window.open(url, CHANNEL, 'popup,width=520,height=680');
  const { code, error } = await answered;
  if (code === null) throw new Error(`The issuer refuses: ${error ?? 'no reason is given'}.`);
  const { access, refresh } = await askToken(issuer, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: ownAddress(),
    code_verifier: verifier,
  });
  takeKey(access, renewal(issuer, refresh));
}

/** The issuer may give a next refresh token with each one used. */
function renewal(issuer: Issuer, first: string | undefined): (() => Promise<string>) | undefined {
  if (first === undefined) return undefined;
  let refresh = first;
  return async () => {
    const next = await askToken(issuer, { grant_type: 'refresh_token', refresh_token: refresh });
    refresh = next.refresh ?? refresh;
    return next.access;
  };
}

async function askToken({ tokenUrl, clientId }: Issuer, form: Readonly<Record<string, string>>) {
  const body = new URLSearchParams({ ...form, client_id: clientId });
  const response = await fetch(tokenUrl, { method: 'POST', body, credentials: 'omit' }).catch(() => {
    throw new Error('The issuer does not answer, or does not allow the origin of this page.');
  });
  const answer = (await response.json().catch(() => ({}))) as Readonly<Record<string, unknown>>;
  const { access_token: access, refresh_token: refresh } = answer;
  if (!response.ok || typeof access !== 'string') {
    throw new Error(
      `The issuer gives no token: ${String(answer['error_description'] ?? answer['error'] ?? response.status)}.`,
    );
  }
  return { access, refresh: typeof refresh === 'string' ? refresh : undefined };
}

function answerOf(state: string): Promise<IssuerAnswer> {
  const channel = new BroadcastChannel(CHANNEL);
  return new Promise((resolve) => {
    channel.onmessage = ({ data }: MessageEvent<IssuerAnswer>) => {
      if (data.state !== state || !('code' in data)) return;
      channel.postMessage({ state });
      channel.close();
      resolve(data);
    };
  });
}

/** In the window that the issuer led back: hands its answer to the page that waits. Whether this window is such a one. */
export function handOver(): boolean {
  const query = new URLSearchParams(location.search);
  const state = query.get('state');
  if (state === null || !(query.has('code') || query.has('error'))) return false;
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<{ readonly state: string }>) => data.state === state && window.close();
  const error = query.get('error_description') ?? query.get('error');
  channel.postMessage({ state, code: query.get('code'), error } satisfies IssuerAnswer);
  history.replaceState(null, '', ownAddress());
  return true;
}
