import { expect, test } from 'vitest';
import { failed, loadUntilStopped, mixedLoad } from '../support/load.ts';
import { temporaryDirectory } from '../support/run-tollgate.ts';
import { spawnServer } from '../support/spawn-server.ts';

const CONNECTIONS = 32;
const KEY = 'read-key-0123456789';
const headers = { authorization: `Bearer ${KEY}` };

/** bench/http-load.bench.ts does the same for a minute and looks at times and memory. */
test('32 connections of reads and estimates: no request fails', async () => {
  const { url } = await spawnServer({
    TOLLGATE_DATA_DIR: temporaryDirectory(),
    TOLLGATE_API_KEYS: `read:${KEY}`,
    TOLLGATE_RATE_LIMIT_PER_MINUTE: '0',
  });
  const result = await mixedLoad({ url, headers, connections: CONNECTIONS, seconds: 3 });
  expect(result.requests.total).toBeGreaterThan(CONNECTIONS);
  expect(failed(result)).toBe(0);
}, 60_000);

test('SIGTERM under load loses no request that was begun', async () => {
  const server = await spawnServer({ TOLLGATE_API_KEYS: `read:${KEY}`, TOLLGATE_RATE_LIMIT_PER_MINUTE: '0' });
  const { answered, lost } = await loadUntilStopped({ url: server.url, headers, connections: CONNECTIONS }, () =>
    server.child.kill('SIGTERM'),
  );
  expect(lost).toEqual([]);
  expect(answered).toBeGreaterThanOrEqual(CONNECTIONS * 10);
  expect(await server.exited).toEqual([0, null]);
}, 60_000);

test('beyond its limit the service answers 429 with Retry-After, and others go on', async () => {
  const { url } = await spawnServer({ TOLLGATE_API_KEYS: `read:${KEY}`, TOLLGATE_RATE_LIMIT_PER_MINUTE: '20' });
  const result = await mixedLoad({ url, headers, connections: CONNECTIONS, seconds: 1 });
  expect(result.errors + result.timeouts).toBe(0);
  expect([result['2xx'], result['4xx'] > 0, result['5xx']]).toEqual([20, true, 0]);
  const refused = await fetch(`${url}/v1/regions`, { headers });
  expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
}, 60_000);
