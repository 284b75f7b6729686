import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { OidcOptions } from '../../../src/http/oidc/oidc-options.ts';
import { type Issuer, startIssuer } from '../../support/issuer.ts';

const CLIENT = 'tollgate-page';

/** The issuer of tokens with a place where people sign in: authorization code with PKCE (RFC 7636), a public client. */
export interface SignInIssuer {
  readonly tokens: Issuer;
  readonly options: OidcOptions;
  /** From now on nobody is let in. */
  deny(): void;
  /** Token requests by grant. */
  readonly grants: readonly string[];
}

/** `isRenewing` = refresh tokens are given too, each good once. */
export async function startSignInIssuer(isRenewing = false): Promise<SignInIssuer> {
  const tokens = await startIssuer({ jwksCacheMs: 0 });
  const codes = new Map<string, { readonly challenge: string; readonly address: string }>();
  const refreshes = new Set<string>();
  const grants: string[] = [];
  let isDenied = false;
  let count = 0;

  const authorize = ({ searchParams: asked }: URL, response: ServerResponse): void => {
    const back = new URL(asked.get('redirect_uri') ?? '');
    const isRight =
      asked.get('response_type') === 'code' &&
      asked.get('client_id') === CLIENT &&
      asked.get('code_challenge_method') === 'S256';
    back.searchParams.set('state', asked.get('state') ?? '');
    if (isDenied || !isRight) back.searchParams.set('error', 'access_denied');
    else {
      count += 1;
      codes.set(`code-${count}`, {
        challenge: asked.get('code_challenge') ?? '',
        address: asked.get('redirect_uri') ?? '',
      });
      back.searchParams.set('code', `code-${count}`);
    }
    response.writeHead(302, { location: back.href }).end();
  };

  const isGranted = (form: URLSearchParams): boolean => {
    if (form.get('client_id') !== CLIENT) return false;
    if (form.get('grant_type') === 'refresh_token') return refreshes.delete(form.get('refresh_token') ?? '');
    const code = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const digest = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    return code !== undefined && code.challenge === digest && code.address === form.get('redirect_uri');
  };

  const token = async (form: URLSearchParams, response: ServerResponse): Promise<void> => {
    grants.push(form.get('grant_type') ?? '');
    const headers = { 'content-type': 'application/json', 'access-control-allow-origin': '*' };
    if (!isGranted(form)) {
      response.writeHead(400, headers).end(JSON.stringify({ error: 'invalid_grant' }));
      return;
    }
    const refresh = `refresh-${grants.length}`;
    if (isRenewing) refreshes.add(refresh);
    const answer = {
      access_token: await tokens.token(),
      token_type: 'Bearer',
      ...(isRenewing && { refresh_token: refresh }),
    };
    response.writeHead(200, headers).end(JSON.stringify(answer));
  };

  const server = createServer((request: IncomingMessage, response) => {
    const url = new URL(request.url ?? '/', 'http://issuer');
    if (url.pathname === '/authorize') return authorize(url, response);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => void token(new URLSearchParams(Buffer.concat(chunks).toString()), response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const signIn = {
    clientId: CLIENT,
    authorizationUrl: `${origin}/authorize?audience=tollgate`,
    tokenUrl: `${origin}/token`,
    scope: 'openid tollgate:read',
  };
  return {
    tokens,
    options: { ...tokens.options, signIn },
    grants,
    deny: () => {
      isDenied = true;
    },
  };
}
