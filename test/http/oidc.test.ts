import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportSPKI, generateKeyPair, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import { expect, onTestFinished, test } from 'vitest';
import type { App } from '../../src/http/routes/route-group.ts';
import { testApp } from '../support/http-app.ts';
import { type Issuer, startIssuer } from '../support/issuer.ts';

const seconds = (from: number): number => Math.floor(Date.now() / 1000) + from;

const ask = (app: App, token: string, url = '/v1/regions', method: 'GET' | 'POST' = 'GET') =>
  app.inject({ method, url, headers: { authorization: `Bearer ${token}` } });

async function appOf(more: Parameters<typeof startIssuer>[0] = {}): Promise<{ app: App; issuer: Issuer }> {
  const issuer = await startIssuer(more);
  return { app: await testApp({ oidc: issuer.options }), issuer };
}

test('a token of the issuer opens what its scope allows, and the keys are asked for once', async () => {
  const { app, issuer } = await appOf();
  const read = await issuer.token();
  expect((await ask(app, read)).statusCode).toBe(200);
  expect((await ask(app, read, '/v1/rates/refresh', 'POST')).json()).toMatchObject({ status: 403, code: 'TG1518' });
  const write = await issuer.token({ scope: 'openid tollgate:write' });
  expect((await ask(app, write, '/v1/rates/refresh', 'POST')).json().code).toBe('TG1514');
  expect((await ask(app, write, '/v1/keys')).statusCode).toBe(403);
  expect(issuer.asked()).toBe(1);
  expect((await app.inject('/v1/regions')).json()).toMatchObject({ status: 401, code: 'TG1517' });
});

test('a token without a scope that is mapped is known and allowed nothing', async () => {
  const { app, issuer } = await appOf();
  for (const scope of [undefined, '', 'openid', ['tollgate:readonly'], 7, { tollgate: 'read' }]) {
    expect([scope, (await ask(app, await issuer.token({ scope }))).statusCode]).toEqual([scope, 403]);
  }
});

test.each([
  ['another audience', { aud: 'https://other.example' }],
  ['no audience', { aud: undefined }],
  ['another issuer', { iss: 'https://evil.example' }],
  ['no issuer', { iss: undefined }],
  ['no subject', { sub: undefined }],
  ['no expiry', { exp: undefined }],
  ['an expiry that is no number', { exp: 'never' }],
  ['expired beyond the skew', { exp: seconds(-40) }],
  ['not valid yet beyond the skew', { nbf: seconds(3600) }],
  ['issued in the future', { iat: seconds(3600) }],
  ['an issue time that is no number', { iat: 'today' }],
  ['bound to a key', { cnf: { jkt: 'thumb' } }],
  ['bound to a certificate', { cnf: { 'x5t#S256': 'thumb' } }],
  ['a subject that is no text', { sub: { id: 'anna' } }],
  ['a subject that is a number', { sub: 7 }],
  ['an empty subject', { sub: '' }],
])('%s is refused', async (_title, claims) => {
  const { app, issuer } = await appOf();
  const answer = await ask(app, await issuer.token(claims));
  expect([answer.statusCode, answer.json().code]).toEqual([401, 'TG1517']);
  expect(answer.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
});

test.each(['dpop+jwt', 'application/dpop+jwt', 'DPoP+JWT'])('a proof of possession (%s) is no token', async (typ) => {
  const { app, issuer } = await appOf();
  expect((await ask(app, await issuer.token({}, { typ }))).statusCode).toBe(401);
});

test('keys without an end are not read to the end', async () => {
  let sent = 0;
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"keys":[');
    const more = (): void => {
      while (!response.destroyed && response.write(' '.repeat(65_536))) sent += 65_536;
    };
    response.on('drain', more);
    more();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const { app, issuer } = await appOf({ jwksUrl: `http://127.0.0.1:${port}/jwks` });
  expect((await ask(app, await issuer.token())).json()).toMatchObject({ status: 503, code: 'TG1519' });
  expect(sent).toBeLessThan(64 * 2 ** 20);
});

test('clocks may differ by the skew', async () => {
  const { app, issuer } = await appOf();
  for (const claims of [{ exp: seconds(-20) }, { nbf: seconds(20) }, { aud: ['x', 'https://tollgate.example'] }]) {
    expect((await ask(app, await issuer.token(claims))).statusCode).toBe(200);
  }
  const strict = await appOf({ clockSkewSeconds: 0 });
  expect((await ask(strict.app, await strict.issuer.token({ exp: seconds(-2) }))).statusCode).toBe(401);
});

test('a new key of the issuer is fetched when it is met; one that it does not publish opens nothing', async () => {
  const { app, issuer } = await appOf();
  const before = await issuer.token();
  expect((await ask(app, before)).statusCode).toBe(200);
  await issuer.rotate('published');
  expect((await ask(app, await issuer.token())).statusCode).toBe(200);
  expect((await ask(app, before)).statusCode).toBe(200);
  expect(issuer.asked()).toBe(2);
  await issuer.rotate('secret');
  expect((await ask(app, await issuer.token())).statusCode).toBe(401);
  expect((await ask(app, await issuer.token({}, { kid: 'key-1' }))).statusCode).toBe(401);
});

test('within the cooldown unknown keys do not make the service ask again', async () => {
  const { app, issuer } = await appOf({ jwksCooldownMs: 60_000 });
  expect((await ask(app, await issuer.token())).statusCode).toBe(200);
  await issuer.rotate('secret');
  for (let round = 0; round < 5; round++) expect((await ask(app, await issuer.token())).statusCode).toBe(401);
  expect(issuer.asked()).toBe(1);
});

test('a key that the issuer withdraws is forgotten with the cache', async () => {
  const { app, issuer } = await appOf({ jwksCacheMs: 0 });
  const token = await issuer.token();
  expect((await ask(app, token)).statusCode).toBe(200);
  issuer.published.length = 0;
  expect((await ask(app, token)).statusCode).toBe(401);
});

test('"alg": "none" is refused', async () => {
  const { app, issuer } = await appOf();
  const token = new UnsecuredJWT({ scope: 'tollgate:admin' })
    .setIssuer(issuer.options.issuer)
    .setAudience(issuer.options.audience)
    .setSubject('anna')
    .setExpirationTime('5m')
    .encode();
  expect((await ask(app, token)).statusCode).toBe(401);
  const [, body] = (await issuer.token()).split('.');
  for (const alg of ['none', 'NONE', 'None']) {
    const header = Buffer.from(JSON.stringify({ alg, kid: 'key-1' })).toString('base64url');
    expect([alg, (await ask(app, `${header}.${body}.`)).statusCode]).toEqual([alg, 401]);
  }
});

test('a token signed with the public key of the issuer as a shared secret is refused', async () => {
  const { app, issuer } = await appOf();
  const [jwk] = issuer.published;
  const pem = await exportSPKI((await importJWK(jwk ?? {}, 'RS256', { extractable: true })) as CryptoKey);
  for (const secret of [pem, pem.trim(), String(jwk?.n)]) {
    const token = await new SignJWT({ scope: 'tollgate:admin' })
      .setProtectedHeader({ alg: 'HS256', kid: 'key-1' })
      .setIssuer(issuer.options.issuer)
      .setAudience(issuer.options.audience)
      .setSubject('anna')
      .setExpirationTime('5m')
      .sign(Buffer.from(secret));
    expect((await ask(app, token)).statusCode).toBe(401);
  }
});

test('an algorithm that is not allowed is refused even with a key of the issuer', async () => {
  const { app, issuer } = await appOf({ algorithms: ['ES256'] });
  expect((await ask(app, await issuer.token())).statusCode).toBe(401);
  const { privateKey } = await generateKeyPair('ES256');
  const token = new SignJWT({}).setProtectedHeader({ alg: 'ES256', kid: 'key-1' }).setSubject('anna').sign(privateKey);
  expect((await ask(app, await token)).statusCode).toBe(401);
});

test('a header cannot name keys of its own', async () => {
  const { app, issuer } = await appOf();
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const { exportJWK } = await import('jose');
  const jwk = await exportJWK(publicKey);
  const claims = JSON.parse(Buffer.from((await issuer.token()).split('.')[1] ?? '', 'base64url').toString());
  for (const header of [{ jwk }, { jku: 'http://127.0.0.1:9/jwks' }, { x5u: 'http://127.0.0.1:9/x5u' }]) {
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'key-1', ...header })
      .sign(privateKey);
    expect((await ask(app, token)).statusCode).toBe(401);
  }
});

test.each(['a.b.c', 'eyJ.eyJ.x', `${'x'.repeat(8000)}.a.b`, 'a..', 'tgk_nope', 'not a token'])(
  '%s is refused without asking the issuer',
  async (token) => {
    const { app, issuer } = await appOf();
    expect((await ask(app, token)).statusCode).toBe(401);
    expect(issuer.asked()).toBe(0);
  },
);

test('while the issuer is down, tokens wait and keys that are remembered go on working', async () => {
  const down = await appOf();
  const token = await down.issuer.token();
  await down.issuer.stop();
  const answer = await ask(down.app, token);
  expect(answer.json()).toMatchObject({ status: 503, code: 'TG1519' });
  expect(answer.headers['retry-after']).toBe('5');
  expect((await down.app.inject('/healthz')).statusCode).toBe(200);

  const later = await appOf();
  const held = await later.issuer.token();
  expect((await ask(later.app, held)).statusCode).toBe(200);
  await later.issuer.stop();
  expect((await ask(later.app, held)).statusCode).toBe(200);
});

test('an issuer that answers something else counts as down, and is asked again', async () => {
  const { app, issuer } = await appOf();
  issuer.answer(500);
  expect((await ask(app, await issuer.token())).json().code).toBe('TG1519');
  issuer.answer(200);
  expect((await ask(app, await issuer.token())).statusCode).toBe(200);
});

test('keys of the environment work beside tokens', async () => {
  const issuer = await startIssuer();
  const apiKeys = [{ scope: 'read', key: 'read-key-0123456789' }] as const;
  const app = await testApp({ oidc: issuer.options, apiKeys });
  expect((await ask(app, 'read-key-0123456789')).statusCode).toBe(200);
  expect((await ask(app, await issuer.token())).statusCode).toBe(200);
});

test('failures are counted by reason', async () => {
  const { app, issuer } = await appOf();
  await app.inject('/v1/regions');
  await ask(app, 'nope');
  await ask(app, await issuer.token({ exp: seconds(-100) }));
  const metrics = (await ask(app, await issuer.token(), '/metrics')).body;
  for (const reason of ['missing', 'unknown', 'ERR_JWT_EXPIRED']) {
    expect(metrics).toContain(`tollgate_authentication_failures_total{reason="${reason}"} 1`);
  }
});
