import { describe, expect, test } from 'vitest';
import { isLoopback, listen } from '../../src/http/listen.ts';
import { testApp } from '../support/http-app.ts';

const READ = 'read-key-0123456789';
const WRITE = 'write-key-0123456789';
const apiKeys = [
  { scope: 'read', key: READ },
  { scope: 'write', key: WRITE },
] as const;

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

describe('a service without keys', () => {
  test.each(['127.0.0.1:8080', 'localhost', '[::1]:80'])('answers under the name %s of this machine', async (host) => {
    const app = await testApp();
    expect((await app.inject({ url: '/v1/regions', headers: { host } })).statusCode).toBe(200);
  });

  test.each([
    ['a name that a page points here', 'GET', { host: 'evil.example:8080' }],
    ['a form of another site', 'POST', { host: '127.0.0.1', 'sec-fetch-site': 'cross-site' }],
  ] as const)('refuses %s', async (_what, method, headers) => {
    const app = await testApp();
    const url = method === 'GET' ? '/v1/regions' : '/v1/rates/refresh';
    expect((await app.inject({ method, url, headers })).json()).toMatchObject({ status: 403, code: 'TG1524' });
    const withKeys = await testApp({ apiKeys });
    const answer = await withKeys.inject({ url: '/v1/regions', headers: { ...headers, ...bearer(READ) } });
    expect(answer.statusCode).toBe(200);
  });
});

describe('API keys', () => {
  test('every route needs a key, except health, the description of the API and the way in', async () => {
    const app = await testApp({ apiKeys });
    const open = ['/healthz', '/readyz', '/openapi.json', '/docs', '/docs/static/swagger-ui.css', '/v1/sign-in'];
    for (const url of open) expect([url, (await app.inject(url)).statusCode]).toEqual([url, 200]);
    const paths = Object.keys((await app.inject('/openapi.json')).json().paths).filter((path) => !open.includes(path));
    expect(paths.length).toBeGreaterThan(5);
    for (const path of paths) {
      for (const method of ['GET', 'POST', 'DELETE'] as const) {
        const response = await app.inject({ method, url: path.replace('{name}', 'topology') });
        expect([method, path, response.statusCode]).toEqual([method, path, 401]);
        expect(response.json().code).toBe('TG1517');
        expect(response.headers['www-authenticate']).toBe('Bearer');
      }
    }
    expect((await app.inject('/nope')).statusCode).toBe(401);
  });

  test('a refusal carries the security headers and no CORS', async () => {
    const app = await testApp({ apiKeys });
    const origin = { origin: 'https://evil.example' };
    for (const request of [
      { url: '/v1/regions', headers: origin },
      { url: '/v1/keys', headers: { ...origin, ...bearer(READ) } },
    ]) {
      const { statusCode, headers } = await app.inject(request);
      expect([401, 403]).toContain(statusCode);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
        'referrer-policy': 'no-referrer',
        'content-security-policy': "default-src 'none';frame-ancestors 'none'",
      });
      expect(headers['access-control-allow-origin']).toBeUndefined();
      expect(headers['access-control-allow-credentials']).toBeUndefined();
    }
  });

  test('a read key reads, a write key also writes', async () => {
    const app = await testApp({ apiKeys });
    const refresh = { method: 'POST', url: '/v1/rates/refresh' } as const;
    expect((await app.inject({ url: '/v1/regions', headers: bearer(READ) })).statusCode).toBe(200);
    expect((await app.inject({ url: '/v1/regions', headers: bearer(WRITE) })).statusCode).toBe(200);
    expect((await app.inject({ ...refresh, headers: bearer(READ) })).json()).toMatchObject({
      status: 403,
      code: 'TG1518',
    });
    expect((await app.inject({ ...refresh, headers: bearer(WRITE) })).json().code).toBe('TG1514');
  });

  test.each([
    '',
    'Bearer',
    'Bearer ',
    'Basic dTpw',
    `Bearer ${READ}x`,
    `Bearer ${READ.slice(1)}`,
    `Bearer ${READ} ${WRITE}`,
    READ,
  ])('%j is no key', async (authorization) => {
    const app = await testApp({ apiKeys });
    const response = await app.inject({ url: '/v1/regions', headers: { authorization } });
    expect(response.statusCode).toBe(401);
    expect(response.body).not.toContain(READ);
  });
});

describe('where the service listens', () => {
  test.each(['127.0.0.1', '127.8.8.8', '::1', 'localhost', '::ffff:127.0.0.1'])('%s is loopback', (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  test.each([
    '0.0.0.0',
    '::',
    '10.0.0.1',
    '192.168.1.1',
    '::ffff:10.0.0.1',
    'localhost.example',
    '',
    '127.0.0.1.nip.io',
    '2130706433',
  ])('%j is not', (host) => {
    expect(isLoopback(host)).toBe(false);
  });

  test.each(['0.0.0.0', '::', 'localhost.example'])('without keys it does not listen on %s', async (host) => {
    const app = await testApp();
    const listening = listen(app, { host, port: 0, isGuarded: async () => false });
    await expect(listening).rejects.toMatchObject({ code: 'TG1512' });
    expect(app.server.listening).toBe(false);
  });

  test('on loopback it does not look for keys', async () => {
    const isGuarded = () => Promise.reject(new Error('looked'));
    expect(await listen(await testApp(), { host: '127.0.0.1', port: 0, isGuarded })).toContain('http://127.0.0.1');
  });

  test('with keys it listens anywhere', async () => {
    const url = await listen(await testApp({ apiKeys }), { host: '0.0.0.0', port: 0, isGuarded: async () => true });
    const port = new URL(url).port;
    expect((await fetch(`http://127.0.0.1:${port}/v1/regions`)).status).toBe(401);
  });
});
