import { expect, test } from 'vitest';
import { testApp } from '../support/http-app.ts';
import { startIssuer } from '../support/issuer.ts';

const SIGN_IN = {
  clientId: 'tollgate-page',
  authorizationUrl: 'https://login.example.com/authorize',
  tokenUrl: 'https://tokens.example.com/oauth/token',
  scope: 'openid',
};

test('without an issuer people come in by key; a caller without keys may do everything', async () => {
  const app = await testApp();
  expect((await app.inject('/v1/sign-in')).json()).toEqual({ oidc: null });
  expect((await app.inject('/v1/me')).json()).toEqual({ id: 'anyone', scope: 'admin', accounts: null });
});

test('the way to the issuer is open, and who one is needs a token', async () => {
  const issuer = await startIssuer({ signIn: SIGN_IN, accountsClaim: 'accounts' });
  const app = await testApp({ oidc: issuer.options });
  expect((await app.inject('/v1/sign-in')).json()).toEqual({ oidc: SIGN_IN });
  expect((await app.inject('/v1/me')).json().code).toBe('TG1517');
  const me = async (claims: Readonly<Record<string, unknown>>) =>
    (await app.inject({ url: '/v1/me', headers: { authorization: `Bearer ${await issuer.token(claims)}` } })).json();
  expect(await me({ accounts: ['111122223333'], scope: 'tollgate:write' })).toEqual({
    id: 'token:anna',
    scope: 'write',
    accounts: ['111122223333'],
  });
  expect(await me({ scope: 'openid' })).toMatchObject({ status: 403, code: 'TG1518' });
});
