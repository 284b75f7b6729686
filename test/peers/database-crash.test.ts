import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startAwsLoopback } from '../support/aws-loopback/server.ts';
import { makeEndpoints } from '../support/aws-loopback/world.ts';
import { type PostgresPeer, postgresBin, startPostgres } from '../support/postgres.ts';
import { spawnServer } from '../support/spawn-server.ts';
import { until } from '../support/until.ts';

const available = postgresBin() !== undefined || process.env['REQUIRE_PEERS'] === '1';

describe.runIf(available)('the state database crashes in the middle of a scan', () => {
  let postgres: PostgresPeer;
  let root: string;
  let aws: Awaited<ReturnType<typeof startAwsLoopback>>;

  beforeAll(async () => {
    postgres = await startPostgres();
    root = mkdtempSync(join(tmpdir(), 'tollgate-crash-'));
    aws = await startAwsLoopback({
      world: {
        account: '111122223333',
        region: 'us-east-1',
        endpoints: makeEndpoints(800, '2026-01-01T00:00:00Z', 1),
        stepSeconds: 3600,
        bytes: () => 1000,
      },
      now: Math.floor(Date.now() / 1000),
      faults: { GetMetricData: [{ kind: 'slow', milliseconds: 800 }] },
      always: new Set(['GetMetricData']),
    });
  });
  afterAll(async () => {
    await aws.close();
    await postgres.stop();
    rmSync(root, { recursive: true, force: true });
  });

  test('the service says so, lives on, and finishes the scan once the database is back', {
    timeout: 180_000,
  }, async () => {
    const { url, child } = await spawnServer({
      DATABASE_URL: postgres.url,
      TOLLGATE_DATA_DIR: root,
      AWS_ENDPOINT_URL: aws.url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    });
    const read = async (path: string) => {
      const answer = await fetch(`${url}${path}`);
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    };
    const posted = await until('the scan to be taken', async () => {
      const answer = await fetch(`${url}/v1/scans`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ region: 'us-east-1', days: 2 }),
      });
      return answer.status === 503 ? undefined : answer;
    });
    expect(posted.status).toBe(202);
    const location = posted.headers.get('location') ?? '';
    await until('the second step', async () => (aws.count('GetMetricData') > 3 ? true : undefined));

    await postgres.crash();
    expect(await read(location)).toMatchObject({ status: 503, body: { code: 'TG2201' } });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    await postgres.restart();

    const done = await until(
      'the scan to be over',
      async () => {
        const { status, body } = await read(location);
        return status !== 200 || body['state'] === 'running' || body['state'] === 'queued' ? undefined : body;
      },
      120,
    );
    expect(done).toMatchObject({ state: 'succeeded' });
    const { body } = await read('/v1/endpoints?limit=200');
    const endpoints = body['data'] as { traffic: { monthlyGb: string } | null }[];
    expect(endpoints).toHaveLength(200);
    expect(new Set(endpoints.map((endpoint) => endpoint.traffic?.monthlyGb)).size).toBe(1);
    expect(endpoints[0]?.traffic?.monthlyGb).not.toBe('0');
    expect(child.exitCode).toBeNull();
  });
});
