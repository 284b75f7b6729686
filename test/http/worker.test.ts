import { type ClientRequest, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { computeTask } from '../../src/http/compute/compute-task.ts';
import { JSON_TYPE, listeningApp, network, servicesOfTest, testApp } from '../support/http-app.ts';
import { spawnServer } from '../support/spawn-server.ts';

/** Sends a network and throws the answer away unread, so that the measuring process stays idle. */
function postUnread(url: string, payload: string): { sender: ClientRequest; answered: Promise<number | undefined> } {
  const headers = { ...JSON_TYPE, 'content-length': Buffer.byteLength(payload) };
  const sender = request(`${url}/v1/estimates`, { method: 'POST', headers });
  const answered = new Promise<number | undefined>((done, failed) => {
    sender.on('response', (response) => response.resume().once('end', () => done(response.statusCode)));
    sender.on('error', failed);
  });
  sender.end(payload);
  return { sender, answered };
}

const waitFor = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await sleep(5);
};

const loadOf = async (app: { inject(url: string): Promise<{ body: string }> }): Promise<number> =>
  Number(/^tollgate_large_estimates (\d+)$/m.exec((await app.inject('/metrics')).body)?.[1]);

describe('large estimates', () => {
  test('leave the event loop to /healthz beside 20,000 endpoints', async () => {
    const { url } = await spawnServer();
    const payload = JSON.stringify(network(20_000));
    expect(await postUnread(url, payload).answered).toBe(200);
    const waits: number[] = [];
    let running = true;
    const begun = performance.now();
    const both = Promise.all([postUnread(url, payload).answered, postUnread(url, payload).answered]);
    both.finally(() => {
      running = false;
    });
    while (running) {
      const start = performance.now();
      await (await fetch(`${url}/healthz`)).text();
      waits.push(performance.now() - start);
      await sleep(2);
    }
    expect(await both).toEqual([200, 200]);
    // An estimate on the event loop would let /healthz wait for all of it: a ratio, since a busy machine slows both.
    const elapsed = performance.now() - begun;
    expect(waits.length).toBeGreaterThan(5);
    expect(Math.max(...waits) / elapsed).toBeLessThan(0.5);
  });

  test('give in a worker the very bytes they give on the event loop', async () => {
    const app = await testApp();
    const payload = JSON.stringify(network(2000));
    const response = await app.inject({ method: 'POST', url: '/v1/estimates', headers: JSON_TYPE, payload });
    const task = {
      operation: 'estimate',
      body: { name: 'request body', bytes: Buffer.from(payload) },
      parts: {},
      query: {},
      format: 'json',
    } as const;
    expect(response.body).toBe((await computeTask(task, servicesOfTest())).text);
  });

  test('carry errors out of the worker with code, hint and place', async () => {
    const app = await testApp();
    const broken = JSON.stringify(network(2000)).replace('"Interface"', '"Interfaec"');
    const response = await app.inject({ method: 'POST', url: '/v1/estimates', headers: JSON_TYPE, payload: broken });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({
      code: 'TG1005',
      location: { path: expect.stringContaining('endpoints[0]') },
    });
  });

  test('read measured traffic from CSV, rows that do not fit being counted', async () => {
    const app = await testApp();
    const csv = [
      'endpoint_id,az,start,period_seconds,bytes',
      `vpce-0,use1-az1,2026-10-01T00:00:00Z,86400,${2 ** 30}`,
      `vpce-0,use1-az2,2026-10-01T00:00:00Z,86400,${2 ** 30}`,
      'vpce-0,use1-az1,2026-10-02T00:00:00Z,86400,minus one',
    ].join('\n');
    const form = new FormData();
    form.set('file', new Blob([JSON.stringify(network())]), 'network.json');
    form.set('traffic', new Blob([csv]), 'october.csv');
    const { url } = { url: await app.listen({ port: 0, host: '127.0.0.1' }) };
    const response = await fetch(`${url}/v1/estimates`, { method: 'POST', body: form });
    const document = JSON.parse(await response.text());
    const line = document.endpoints[0].lines.find((each: { charge: string }) => each.charge === 'data-processed');
    expect(line.provenance.traffic.source).toBe('throughput-file');
    expect(document.findings.map((each: { code: string }) => each.code)).toContain('TG1205');
  });

  test('are refused with 503 when workers and queue are full', async () => {
    const { url, app } = await listeningApp({ options: { workers: 1, workQueue: 1 } });
    const payload = JSON.stringify(network(5000));
    const accepted = [postUnread(url, payload), postUnread(url, payload)];
    await waitFor(async () => (await loadOf(app)) === 2);
    const refused = await app.inject({ method: 'POST', url: '/v1/estimates', headers: JSON_TYPE, payload });
    expect([refused.statusCode, refused.json().code, refused.headers['retry-after']]).toEqual([503, 'TG1506', '5']);
    expect(await Promise.all(accepted.map((each) => each.answered))).toEqual([200, 200]);
  });

  test('end when their client goes away, running or waiting, and leave the worker to others', async () => {
    const { url, app } = await listeningApp({ options: { workers: 1, workQueue: 4 } });
    const payload = JSON.stringify(network(60_000));
    const gone = [postUnread(url, payload), postUnread(url, payload), postUnread(url, payload)];
    for (const each of gone) each.answered.catch(() => undefined);
    await waitFor(async () => (await loadOf(app)) === 3);
    for (const each of gone) each.sender.destroy();
    await waitFor(async () => (await loadOf(app)) === 0);
    expect(await postUnread(url, JSON.stringify(network(2000))).answered).toBe(200);
  });

  test('end with 503 at the time limit, and the next one is priced', async () => {
    const { url, app } = await listeningApp({ options: { workTimeoutMs: 700 } });
    const payload = JSON.stringify(network(100_000));
    const late = await app.inject({ method: 'POST', url: '/v1/estimates', headers: JSON_TYPE, payload });
    expect([late.statusCode, late.json().code]).toEqual([503, 'TG1508']);
    let status: number | undefined;
    await waitFor(async () => {
      status = await postUnread(url, JSON.stringify(network(1000))).answered;
      return status === 200;
    });
    expect(status).toBe(200);
  });

  test('end with 413 where they need more memory than a worker has', async () => {
    const { url, app } = await listeningApp({ options: { workerHeapMiB: 64 } });
    const payload = JSON.stringify(network(150_000));
    const refused = await app.inject({ method: 'POST', url: '/v1/estimates', headers: JSON_TYPE, payload });
    expect([refused.statusCode, refused.json().code]).toEqual([413, 'TG1006']);
    expect(await postUnread(url, JSON.stringify(network(1000))).answered).toBe(200);
  });
});
