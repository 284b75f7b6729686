import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { JSON_TYPE, network } from '../support/http-app.ts';
import { rawConnection } from '../support/raw-http.ts';
import { spawnServer } from '../support/spawn-server.ts';

const large = JSON.stringify(network(20_000));

const post = (url: string, body: string) => fetch(`${url}/v1/estimates`, { method: 'POST', headers: JSON_TYPE, body });

async function load(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^tollgate_large_estimates (\d+)$/m.exec(metrics)?.[1]);
}

/** Sends a large network; `begun` resolves when the server has seen the request. */
function postBegun(url: string): { begun: Promise<void>; answer: Promise<string> } {
  const headers = { ...JSON_TYPE, 'content-length': Buffer.byteLength(large), expect: '100-continue' };
  const sender = request(`${url}/v1/estimates`, { method: 'POST', headers });
  const answer = new Promise<string>((whole, lost) => {
    sender.on('error', lost).on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => whole(text)).on('error', lost);
    });
  });
  const begun = new Promise<void>((seen) => sender.once('continue', seen));
  sender.flushHeaders();
  begun.then(() => sender.end(large));
  return { begun, answer };
}

describe('stopping the service', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s lets requests in flight finish whole, then ends with 0',
    async (signal) => {
      const server = await spawnServer();
      const requests = Array.from({ length: 4 }, () => postBegun(server.url));
      await Promise.all(requests.map((each) => each.begun));
      server.child.kill(signal);
      const answers = await Promise.all(requests.map((each) => each.answer));
      expect(answers.map((text) => JSON.parse(text).endpoints.length)).toEqual([20_000, 20_000, 20_000, 20_000]);
      expect(await server.exited).toEqual([0, null]);
    },
  );

  test('a body that is still arriving is read and answered, and the connection then closed', async () => {
    const server = await spawnServer();
    const body = JSON.stringify(network());
    const { socket, closed, received } = rawConnection(Number(new URL(server.url).port));
    socket.write(
      `POST /v1/estimates HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`,
    );
    socket.write(body.slice(0, 20));
    await sleep(100);
    server.child.kill('SIGTERM');
    await sleep(100);
    expect(received()).toBe('');
    socket.write(body.slice(20));
    const answer = await closed;
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answer.toLowerCase()).toContain('connection: close');
    expect(answer).toContain('"monthly":"38.60"');
    expect(await server.exited).toEqual([0, null]);
  });

  test('an answer that waits for a slow reader is read to its end', async () => {
    const server = await spawnServer();
    const { socket, closed, received } = rawConnection(Number(new URL(server.url).port));
    socket.write(
      `POST /v1/estimates HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${large.length}\r\n\r\n${large}`,
    );
    await new Promise((begun) => socket.once('data', begun));
    socket.pause();
    server.child.kill('SIGTERM');
    await sleep(500);
    socket.resume();
    await closed;
    const [head = '', body = ''] = received().split('\r\n\r\n');
    expect(Buffer.byteLength(body)).toBe(Number(/content-length: (\d+)/i.exec(head)?.[1]));
    expect(await server.exited).toEqual([0, null]);
  });

  test('a request that never arrives whole does not hold it up for ever', async () => {
    const server = await spawnServer({ TOLLGATE_REQUEST_TIMEOUT_S: '2' });
    const { socket } = rawConnection(Number(new URL(server.url).port));
    socket.write(
      'POST /v1/estimates HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 999\r\n\r\n',
    );
    await sleep(200);
    server.child.kill('SIGTERM');
    expect(await server.exited).toEqual([0, null]);
  });

  test('an idle keep-alive connection does not hold it up', async () => {
    const server = await spawnServer();
    const agent = new Agent({ keepAlive: true });
    await new Promise((done) =>
      request(`${server.url}/healthz`, { agent }, (response) => response.resume().once('end', done)).end(),
    );
    const start = Date.now();
    server.child.kill('SIGTERM');
    expect(await server.exited).toEqual([0, null]);
    expect(Date.now() - start).toBeLessThan(5000);
    agent.destroy();
  });

  test('a second signal ends it at once', async () => {
    const server = await spawnServer();
    const lost = post(server.url, JSON.stringify(network(100_000))).then(
      () => 'answered',
      () => 'lost',
    );
    while ((await load(server.url)) < 1) await sleep(5);
    server.child.kill('SIGTERM');
    await sleep(50);
    server.child.kill('SIGTERM');
    expect(await server.exited).toEqual([143, null]);
    expect(await lost).toBe('lost');
  });
});

describe('starting the service', () => {
  test('a port in use is a clear error', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => taken.once('listening', done));
    const { port } = taken.address() as { port: number };
    await expect(spawnServer({}, ['--port', String(port)])).rejects.toThrow(/TG1513.*the port is in use/s);
    taken.close();
  });

  test.each(['0.0.0.0', '::', '192.0.2.1', 'tollgate.example'])(
    'without API keys it refuses to listen on %s',
    async (host) => {
      await expect(spawnServer({}, ['--host', host])).rejects.toThrow(/TG1512.*loopback/s);
    },
  );

  test('a setting that does not fit is named, its value is not', async () => {
    const refused = spawnServer({ TOLLGATE_API_KEYS: 'read:hunter2' });
    await expect(refused).rejects.toThrow(/TG1520.*TOLLGATE_API_KEYS/s);
    await expect(refused).rejects.not.toThrow(/hunter2/);
  });
});
