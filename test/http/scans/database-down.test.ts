import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../../src/http/problem/problem.ts';
import { freePort } from '../../support/free-port.ts';
import { network } from '../../support/http-app.ts';
import { postScan, type ScanApp, startScanApp } from '../../support/scan-app.ts';

describe('a database that is down when the service starts', () => {
  let service: ScanApp;
  let port: number;
  beforeAll(async () => {
    port = await freePort();
    service = await startScanApp(
      { world: { account: '1', region: 'us-east-1', endpoints: [], bytes: () => undefined } },
      { DATABASE_URL: `postgresql://nobody@127.0.0.1:${port}/none` },
    );
  });
  afterAll(() => service.close());

  test('whatever needs it says so; everything else answers', async () => {
    for (const path of ['/v1/scans', '/v1/endpoints']) {
      const answer = await fetch(service.url + path);
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).not.toBeNull();
      const problem = (await answer.json()) as Problem;
      expect(problem.code).toBe('TG2201');
      expect(JSON.stringify(problem)).not.toContain('nobody');
    }
    expect((await postScan(service.url, { region: 'us-east-1' })).status).toBe(503);
    const estimate = await fetch(`${service.url}/v1/estimates`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(network()),
    });
    expect(estimate.status).toBe(200);
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
    expect(service.aws.calls).toEqual([]);
  });

  test('it is tried again at the next request, and a server that is no database is told the same way', async () => {
    let connections = 0;
    const other = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((listening) => other.listen(port, '127.0.0.1', listening));
    const answer = await fetch(`${service.url}/v1/scans`);
    await new Promise((closed) => other.close(closed));
    expect(answer.status).toBe(503);
    expect(connections).toBeGreaterThan(0);
  });
});
