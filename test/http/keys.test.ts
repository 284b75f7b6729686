import { expect, test } from 'vitest';
import { TollgateError } from '../../src/core/errors.ts';
import { accessOfTest } from '../support/access-services.ts';
import { testApp } from '../support/http-app.ts';

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

test('the first key closes a service that was open to everybody', async () => {
  const { services } = await accessOfTest();
  const app = await testApp({ services });
  expect((await app.inject('/v1/regions')).statusCode).toBe(200);
  const made = await app.inject({ method: 'POST', url: '/v1/keys', payload: { name: 'boss', scope: 'admin' } });
  expect(made.statusCode).toBe(201);
  expect(made.headers['cache-control']).toBe('no-store');
  const { key, record } = made.json();
  expect((await app.inject('/v1/regions')).json().code).toBe('TG1517');
  expect((await app.inject({ url: '/v1/regions', headers: bearer(key) })).statusCode).toBe(200);
  expect((await app.inject({ url: String(made.headers.location), headers: bearer(key) })).json()).toEqual(record);
});

test('a key is shown once, rotated, changed and revoked', async () => {
  const { services, bearer: make } = await accessOfTest();
  const admin = await make({ scope: 'admin' });
  const app = await testApp({ services });
  const send = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object) =>
    app.inject({ method, url, headers: admin, ...(payload && { payload }) });
  const made = (await send('POST', '/v1/keys', { name: 'a', scope: 'read', accounts: ['111122223333'] })).json();
  const url = `/v1/keys/${made.record.id}`;
  const secret = made.key.slice(37);
  for (const answer of [await send('GET', url), await send('GET', '/v1/keys')]) {
    expect(answer.body).toContain(made.record.id);
    expect(answer.body).not.toContain(secret);
  }
  const works = async (key: string) => (await app.inject({ url: '/v1/regions', headers: bearer(key) })).statusCode;
  const rotated = (await send('POST', `${url}/rotate`, { graceSeconds: 600 })).json();
  expect([await works(made.key), await works(rotated.key)]).toEqual([200, 200]);
  const again = (await send('POST', `${url}/rotate`)).json();
  expect([await works(made.key), await works(rotated.key), await works(again.key)]).toEqual([401, 401, 200]);
  expect((await send('PATCH', url, { name: 'b' })).json()).toMatchObject({ name: 'b', accounts: ['111122223333'] });
  expect((await send('PATCH', url, { scope: 'admin' })).json().code).toBe('TG1005');
  expect((await send('DELETE', url)).json().revokedAt).toMatch(/^20/);
  expect(await works(again.key)).toBe(401);
  expect((await send('POST', `${url}/rotate`)).json()).toMatchObject({ status: 404, code: 'TG2202' });
});

test.each(['0000-01-01T00:00:00Z', '1969-12-31T23:59:59Z'])(
  'a key that ends at %s is refused, not failed at',
  async (expiresAt) => {
    const { services } = await accessOfTest();
    const app = await testApp({ services });
    const answer = await app.inject({
      method: 'POST',
      url: '/v1/keys',
      payload: { name: 'a', scope: 'read', expiresAt },
    });
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'TG1005']);
  },
);

test('a repeated request makes another key: no answer with a key is remembered', async () => {
  const { services, bearer: make } = await accessOfTest();
  const headers = { ...(await make({ scope: 'admin' })), 'idempotency-key': 'one' };
  const app = await testApp({ services });
  const send = () => app.inject({ method: 'POST', url: '/v1/keys', headers, payload: { name: 'a', scope: 'read' } });
  const [first, second] = [await send(), await send()];
  expect(second.headers['idempotency-replayed']).toBeUndefined();
  expect(second.json().key).not.toBe(first.json().key);
});

test.each([
  { name: '', scope: 'read' },
  { name: 'a', scope: 'root' },
  { name: 'a', scope: 'read', accounts: ['12'] },
  { name: 'a', scope: 'read', accounts: [] },
  { name: 'a', scope: 'read', rateLimitPerMinute: 0 },
  { name: 'a', scope: 'read', expiresAt: 'soon' },
  { name: 'a', scope: 'read', key: 'mine' },
])('%j makes no key', async (payload) => {
  const app = await testApp();
  const answer = await app.inject({ method: 'POST', url: '/v1/keys', payload });
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'TG1005']);
});

test('each key has its own limit of requests a minute', async () => {
  const { services, bearer: make } = await accessOfTest();
  const [slow, other] = [await make({ rateLimitPerMinute: 2 }), await make({ rateLimitPerMinute: 2 })];
  const app = await testApp({ services });
  const status = async (headers: { authorization: string }) =>
    (await app.inject({ url: '/v1/regions', headers })).statusCode;
  expect([await status(slow), await status(slow), await status(slow)]).toEqual([200, 200, 429]);
  expect(await status(other)).toBe(200);
  const refused = await app.inject({ url: '/v1/regions', headers: slow });
  expect(refused.json().code).toBe('TG1505');
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
});

test('guessing keys counts towards the limit of an address', async () => {
  const { services, bearer: make } = await accessOfTest();
  await make({});
  const app = await testApp({ services, options: { rateLimitPerMinute: 3 } });
  const guess = async () => (await app.inject({ url: '/v1/regions', headers: bearer('nope') })).statusCode;
  expect([await guess(), await guess(), await guess(), await guess()]).toEqual([401, 401, 401, 429]);
});

test('keys of the environment work beside those of the database, and need no database', async () => {
  const apiKeys = [{ scope: 'admin', key: 'admin-key-0123456789' }] as const;
  const unused = async () => {
    throw new Error('the database was opened');
  };
  const app = await testApp({ apiKeys, services: { access: unused, keysInUse: unused } });
  expect((await app.inject({ url: '/v1/regions', headers: bearer('admin-key-0123456789') })).statusCode).toBe(200);
  expect((await app.inject({ url: '/v1/regions', headers: bearer('nope') })).statusCode).toBe(401);
  expect((await app.inject('/v1/regions')).statusCode).toBe(401);
});

test('while nobody can tell whether there are keys, what is sent is priced and nothing that is kept is told', async () => {
  const gone = async () => {
    throw new TollgateError('TG2201', 'The database is gone.');
  };
  const app = await testApp({ services: { access: gone, keysInUse: gone } });
  expect((await app.inject('/v1/regions')).statusCode).toBe(200);
  for (const url of ['/metrics', '/v1/keys', '/v1/audit']) {
    expect([url, (await app.inject(url)).statusCode]).toEqual([url, 503]);
  }
  expect((await app.inject({ method: 'POST', url: '/v1/rates/refresh' })).json().code).toBe('TG2201');
  expect((await app.inject({ url: '/v1/regions', headers: bearer('tgk_x') })).json().code).toBe('TG2201');
});
