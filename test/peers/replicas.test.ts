import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startAwsLoopback } from '../support/aws-loopback/server.ts';
import { makeEndpoints, type World } from '../support/aws-loopback/world.ts';
import { type PostgresPeer, postgresBin, startPostgres } from '../support/postgres.ts';
import { spawnServer } from '../support/spawn-server.ts';
import { until } from '../support/until.ts';

const available = postgresBin() !== undefined || process.env['REQUIRE_PEERS'] === '1';

/** Five steps of 200 endpoints: enough to be killed between two of them. */
const world: World = {
  account: '111122223333',
  region: 'us-east-1',
  endpoints: makeEndpoints(1000, '2026-01-01T00:00:00Z', 1),
  stepSeconds: 3600,
  bytes: () => 1000,
};

describe.runIf(available)('two replicas on one database', () => {
  let postgres: PostgresPeer;
  let root: string;
  let aws: Awaited<ReturnType<typeof startAwsLoopback>>;

  beforeAll(async () => {
    postgres = await startPostgres();
    root = mkdtempSync(join(tmpdir(), 'tollgate-replicas-'));
    aws = await startAwsLoopback({
      world,
      now: Math.floor(Date.now() / 1000),
      faults: { GetMetricData: [{ kind: 'slow', milliseconds: 1000 }] },
      always: new Set(['GetMetricData']),
    });
  });
  afterAll(async () => {
    await aws.close();
    await postgres.stop();
    rmSync(root, { recursive: true, force: true });
  });

  const start = (name: string) =>
    spawnServer({
      DATABASE_URL: postgres.url,
      TOLLGATE_DATA_DIR: root,
      TOLLGATE_LOG_LEVEL: 'info',
      AWS_ENDPOINT_URL: aws.url,
      AWS_ACCESS_KEY_ID: name,
      AWS_SECRET_ACCESS_KEY: 'test',
    });

  /** A replica that has just started may still be busy (503), and says when to come back. */
  const ask = (url: string): Promise<Response> =>
    until('an answer that is not "busy"', async () => {
      const answer = await fetch(`${url}/v1/scans`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ region: 'us-east-1', days: 2 }),
      });
      return answer.status === 503 ? undefined : answer;
    });

  const read = async (url: string, path: string): Promise<Record<string, unknown>> =>
    (await (await fetch(`${url}${path}`)).json()) as Record<string, unknown>;

  test('a scan runs once; when its replica is killed the other finishes it and asks nothing twice', {
    timeout: 180_000,
  }, async () => {
    const servers = { first: await start('first'), second: await start('second') };
    const posted = await ask(servers.first.url);
    expect(posted.status).toBe(202);
    const location = posted.headers.get('location') ?? '';
    const again = await ask(servers.second.url);
    expect([again.status, await again.text()]).toEqual([409, expect.stringContaining('TG2203')]);

    await until('the second step', async () => (aws.count('GetMetricData') > 4 ? true : undefined));
    const runners = new Set(aws.keys.filter((_, index) => aws.calls[index] === 'GetMetricData'));
    expect(runners.size).toBe(1);
    const [runner] = [...runners] as ('first' | 'second')[];
    const other = runner === 'first' ? 'second' : 'first';
    servers[runner ?? 'first'].child.kill('SIGKILL');

    const done = await until(
      'the other replica',
      async () => {
        const scan = await read(servers[other].url, location);
        return scan['state'] === 'running' || scan['state'] === 'queued' ? undefined : scan;
      },
      120,
    );
    expect(done).toMatchObject({ state: 'succeeded' });
    const page = (await read(servers[other].url, '/v1/endpoints?limit=200')) as {
      data: { traffic: { monthlyGb: string } | null }[];
    };
    expect(page.data).toHaveLength(200);
    expect(page.data.every((endpoint) => endpoint.traffic !== null && endpoint.traffic.monthlyGb !== '0')).toBe(true);
    // A step is 3 calls: 1,000 series and the checks. The first step was stored before the kill and is not asked for again.
    const ofOther = aws.calls.filter((call, index) => call === 'GetMetricData' && aws.keys[index] === other);
    expect(ofOther.length).toBeLessThanOrEqual(15 - 3);
    expect(new Set(aws.keys.slice(aws.calls.length - 1))).toEqual(new Set([other]));
  });
});
