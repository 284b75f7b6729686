import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { problemSchema } from '../../src/http/problem/problem.ts';
import { JSON_TYPE, listeningApp, network, testApp } from '../support/http-app.ts';
import { rawConnection, rawProblem } from '../support/raw-http.ts';
import { spawnServer } from '../support/spawn-server.ts';

const GIGABYTE = 2 ** 30;
const body = JSON.stringify(network());

/** Sends zeros until the server answers; tells the answer and how much was sent. */
function sendZeros(url: string, bytes: number, headers: Record<string, string | number>) {
  return new Promise<{ status: number | undefined; code: string; sentBytes: number }>((answered, failed) => {
    const chunk = Buffer.alloc(2 ** 20, 0x20);
    let sentBytes = 0;
    let over = false;
    const sender = request(
      `${url}/v1/estimates`,
      { method: 'POST', headers: { ...JSON_TYPE, ...headers } },
      (response) => {
        over = true;
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
          const code = /"code":"(TG\d+)"/.exec(text)?.[1];
          if (code === undefined) return;
          answered({ status: response.statusCode, code, sentBytes });
          sender.destroy();
        });
      },
    );
    sender.on('error', (error) => (over ? undefined : failed(error)));
    const send = (): void => {
      while (!over && sentBytes < bytes) {
        sentBytes += chunk.length;
        if (!sender.write(chunk)) return void sender.once('drain', send);
      }
      if (!over) sender.end();
    };
    if (headers['expect'] === undefined) send();
    else sender.once('continue', send).flushHeaders();
  });
}

async function memoryMiB(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\d+)/m.exec(metrics)?.[1]) / 2 ** 20;
}

describe('a body of 1 GB', () => {
  test('is refused from its Content-Length, before it is sent where the client asks', async () => {
    const { url } = await listeningApp();
    const asked = await sendZeros(url, GIGABYTE, { 'content-length': GIGABYTE, expect: '100-continue' });
    expect(asked).toEqual({ status: 413, code: 'TG1006', sentBytes: 0 });
    const sent = await sendZeros(url, GIGABYTE, { 'content-length': GIGABYTE });
    expect(sent).toMatchObject({ status: 413, code: 'TG1006' });
    expect(sent.sentBytes).toBeLessThan(GIGABYTE / 4);
  });

  test('is refused while it streams, and memory stays flat', async () => {
    const server = await spawnServer({ TOLLGATE_BODY_LIMIT_MIB: '32' });
    const before = await memoryMiB(server.url);
    let [peak, sending] = [0, true];
    const watched = (async () => {
      for (; sending; await sleep(20)) peak = Math.max(peak, await memoryMiB(server.url));
    })();
    for (let time = 0; time < 3; time += 1) {
      const sent = await sendZeros(server.url, GIGABYTE, { 'transfer-encoding': 'chunked' });
      expect(sent).toMatchObject({ status: 413, code: 'TG1006' });
    }
    sending = false;
    await watched;
    expect(peak).toBeGreaterThan(before / 2);
    expect(peak - before).toBeLessThan(200);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  test('is refused in a multipart part', async () => {
    const { url } = await listeningApp({ options: { bodyLimitBytes: 2 ** 20 } });
    const form = new FormData();
    form.set('file', new Blob([Buffer.alloc(2 ** 21, 0x20)]), 'plan.json');
    const response = await fetch(`${url}/v1/estimates`, { method: 'POST', body: form });
    expect([response.status, problemSchema.parse(await response.json()).code]).toEqual([413, 'TG1006']);
  });
});

describe('late requests', () => {
  const late = { options: { requestTimeoutMs: 400 } };

  test('headers that never end', async () => {
    const { port } = await listeningApp(late);
    const { socket, closed } = rawConnection(port);
    socket.write('POST /v1/estimates HTTP/1.1\r\nhost: localhost\r\nx-slow: ');
    const drip = setInterval(() => socket.write('a'), 50);
    const answer = rawProblem(await closed);
    clearInterval(drip);
    expect(answer).toMatchObject({ status: 408, problem: { code: 'TG1507' } });
  });

  test('a body that drips', async () => {
    const { port } = await listeningApp(late);
    const { socket, closed } = rawConnection(port);
    socket.write(
      `POST /v1/estimates HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 9999\r\n\r\n`,
    );
    const drip = setInterval(() => socket.write(' '), 50);
    const answer = rawProblem(await closed);
    clearInterval(drip);
    expect(answer).toMatchObject({ status: 408, problem: { code: 'TG1507' } });
  });

  test('a request that is no HTTP, and headers that are too large', async () => {
    const { port } = await listeningApp();
    const nonsense = rawConnection(port);
    nonsense.socket.write('hello there\r\n\r\n');
    expect(rawProblem(await nonsense.closed)).toMatchObject({ status: 400, problem: { code: 'TG1510' } });
    const large = rawConnection(port);
    large.socket.write(`GET /healthz HTTP/1.1\r\nhost: localhost\r\nx-large: ${'a'.repeat(20_000)}\r\n\r\n`);
    expect(rawProblem(await large.closed)).toMatchObject({ status: 431, problem: { code: 'TG1511' } });
  });

  test('a body that ends before its Content-Length harms nobody', async () => {
    const { port, url } = await listeningApp();
    const { socket } = rawConnection(port);
    socket.end(
      'POST /v1/estimates HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{',
    );
    await sleep(100);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });
});

describe('too much at once', () => {
  test('requests above the limit of a minute get 429 and Retry-After; health still answers', async () => {
    const app = await testApp({ options: { rateLimitPerMinute: 3 } });
    const statuses = [];
    for (let time = 0; time < 4; time += 1) statuses.push((await app.inject('/v1/regions')).statusCode);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await app.inject('/v1/regions');
    expect(refused.json().code).toBe('TG1505');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await app.inject('/healthz')).statusCode).toBe(200);
    expect((await app.inject('/nope')).statusCode).toBe(429);
  });

  test('bodies that do not fit the budget get 503, and the budget is given back', async () => {
    const { url, app } = await listeningApp({ options: { bodyBudgetBytes: 4096 } });
    const post = (payload: string) =>
      fetch(`${url}/v1/estimates`, { method: 'POST', headers: JSON_TYPE, body: payload });
    const large = await post(JSON.stringify(network(100)));
    expect([large.status, problemSchema.parse(await large.json()).code]).toEqual([503, 'TG1506']);
    expect(Number(large.headers.get('retry-after'))).toBeGreaterThan(0);
    for (let time = 0; time < 30; time += 1) expect((await post(body)).status).toBe(200);
    await sleep(20);
    const metrics = (await app.inject('/metrics')).body;
    expect(metrics).toContain('tollgate_request_body_bytes 0\n');
  });

  test('a lagging event loop refuses work with 503, but not health', async () => {
    const app = await testApp({ options: { maxEventLoopDelayMs: 20 } });
    await app.ready();
    const until = Date.now() + 2500;
    while (Date.now() < until) {
      const block = Date.now() + 150;
      while (Date.now() < block);
      await sleep(1);
    }
    const refused = await app.inject('/v1/regions');
    expect([refused.statusCode, refused.json().code]).toEqual([503, 'TG1506']);
    expect((await app.inject('/healthz')).statusCode).toBe(200);
  });
});
