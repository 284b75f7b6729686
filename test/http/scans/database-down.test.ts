import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProblemDocument } from '../../../src/http/problem/problem.ts';
import { freePort } from '../../support/free-port.ts';
import { network } from '../../support/http-app.ts';
import { type ScanApp, startScanApp } from '../../support/scan-app.ts';

const KEY = 'a-key-of-the-environment';

describe('a database that is down when the service starts', () => {
  let port: number;
  beforeAll(async () => {
    port = await freePort();
  });

  const start = (variables: Readonly<Record<string, string>> = {}): Promise<ScanApp> =>
    startScanApp(
      { world: { account: '1', region: 'us-east-1', endpoints: [], bytes: () => undefined } },
      { DATABASE_URL: `postgresql://nobody@127.0.0.1:${port}/none`, ...variables },
    );

  describe('with a key of the environment', () => {
    let service: ScanApp;
    beforeAll(async () => {
      service = await start({ TOLLGATE_API_KEYS: `write:${KEY}` });
    });
    afterAll(() => service.close());

    const ask = (path: string, body?: unknown): Promise<Response> =>
      fetch(service.url + path, {
        headers: { authorization: `Bearer ${KEY}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      });

    test('whatever needs the database says so; everything else answers', async () => {
      for (const path of ['/v1/scans', '/v1/endpoints']) {
        const answer = await ask(path);
        expect(answer.status).toBe(503);
        expect(answer.headers.get('retry-after')).not.toBeNull();
        const problem = (await answer.json()) as ProblemDocument;
        expect(problem.code).toBe('TG2201');
        expect(JSON.stringify(problem)).not.toContain('nobody');
      }
      expect((await ask('/v1/scans', { region: 'us-east-1' })).status).toBe(503);
      expect((await ask('/v1/estimates', network())).status).toBe(200);
      expect((await ask('/healthz')).status).toBe(200);
      expect(service.aws.calls).toEqual([]);
    });

    test('it is tried again at the next request, and a server that is no database is told the same way', async () => {
      let connections = 0;
      const other = createServer((socket) => {
        connections += 1;
        socket.destroy();
      });
      await new Promise<void>((listening) => other.listen(port, '127.0.0.1', listening));
      const answer = await ask('/v1/scans');
      await new Promise((closed) => other.close(closed));
      expect(answer.status).toBe(503);
      expect(connections).toBeGreaterThan(0);
    });
  });

  test('without a key nothing kept is told, since whether the database holds keys is not known; prices are', async () => {
    const service = await start();
    try {
      for (const path of ['/v1/scans', '/v1/keys', '/metrics']) {
        const answer = await fetch(service.url + path);
        expect([path, answer.status, ((await answer.json()) as ProblemDocument).code]).toEqual([path, 503, 'TG2201']);
      }
      const estimate = await fetch(`${service.url}/v1/estimates`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(network()),
      });
      expect(estimate.status).toBe(200);
    } finally {
      await service.close();
    }
  });
});
