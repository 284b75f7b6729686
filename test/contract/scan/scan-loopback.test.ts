import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAwsAccess } from '../../../src/compose/aws-access.ts';
import { Decimal } from '../../../src/core/decimal.ts';
import { createHistoryStore } from '../../../src/history/history-store.ts';
import { scan } from '../../../src/operations/scan/scan.ts';
import type { Snapshot } from '../../../src/report/snapshot-document.ts';
import { type AwsLoopbackOptions, startAwsLoopback } from '../../support/aws-loopback/server.ts';
import { makeEndpoints, type World } from '../../support/aws-loopback/world.ts';

const NOW = new Date('2026-11-23T00:00:00Z');
const NOW_SECONDS = NOW.getTime() / 1000;
const throttled = (code: string) => ({ kind: 'error', code, status: 400 }) as const;

/** Every zone of every endpoint carries 1,000 bytes at each full hour: a window of two days holds 48 of them. */
const hourly = (count: number): World => ({
  account: '111122223333',
  region: 'us-east-1',
  endpoints: makeEndpoints(count, '2026-01-01T00:00:00Z'),
  bytes: (_endpoint, _subnet, start, period) => {
    const hours = Math.floor((start + period - 1) / 3600) - Math.ceil(start / 3600) + 1;
    return hours > 0 ? hours * 1000 : undefined;
  },
});

describe('a scan against the documented protocols', () => {
  let root: string;
  let server: Awaited<ReturnType<typeof startAwsLoopback>>;
  const environment = { ...process.env };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'tollgate-loopback-'));
  });
  afterEach(async () => {
    process.env = { ...environment };
    await server.close();
    rmSync(root, { recursive: true, force: true });
  });

  async function serve(options: Partial<AwsLoopbackOptions>): Promise<void> {
    server = await startAwsLoopback({ world: hourly(7), now: NOW_SECONDS, ...options });
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: server.url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    });
  }

  const run = (days = 2, maxAttempts = 4, maxQueryCost = '1', now = NOW): Promise<Snapshot> =>
    scan(
      { regions: ['us-east-1'], accounts: [], days, maxQueryCost: new Decimal(maxQueryCost) },
      {
        aws: createAwsAccess({ maxAttempts }),
        history: createHistoryStore(root),
        now: () => now,
        signal: new AbortController().signal,
        onProgress: () => undefined,
      },
    );

  const bytesOf = (snapshot: Snapshot): readonly number[] =>
    (snapshot.traffic?.statistics ?? []).map((zone) => zone.bytes);

  test('small pages lose nothing and double nothing', async () => {
    await serve({ pageItems: 2, pagePoints: 100 });
    const snapshot = await run();
    expect(snapshot.topology.endpoints.map((each) => each.id)).toEqual(makeEndpoints(7, '').map((each) => each.id));
    expect(snapshot.topology.subnets).toHaveLength(21);
    expect(bytesOf(snapshot)).toEqual(Array(21).fill(48_000));
    expect(snapshot.findings).toEqual([]);
  });

  test('all five types of endpoint come with what they are billed by; those without metrics are not asked for', async () => {
    const types = ['Interface', 'Gateway', 'GatewayLoadBalancer', 'Resource', 'ServiceNetwork'] as const;
    const world = hourly(types.length);
    const endpoints = world.endpoints.map((endpoint, index) => ({
      ...endpoint,
      type: types[index] ?? '',
      associations: types[index] === 'ServiceNetwork' ? 3 : 0,
    }));
    await serve({ world: { ...world, endpoints }, pageItems: 2 });
    const { topology, traffic, findings } = await run();
    expect(topology.endpoints.map(({ type, azs, resources }) => [type, azs?.length, resources])).toEqual([
      ['Interface', 3, undefined],
      ['Gateway', undefined, undefined],
      ['GatewayLoadBalancer', 3, undefined],
      ['Resource', 3, undefined],
      ['ServiceNetwork', 3, 3],
    ]);
    expect(traffic?.endpoints.map((each) => each.id)).toEqual(['vpce-000000', 'vpce-000002']);
    expect(findings.map(({ code, subject }) => [code, subject])).toEqual([
      ['TG2054', 'vpce-000003'],
      ['TG2054', 'vpce-000004'],
    ]);
  });

  test('throttling, cut connections, slow answers and half answers are waited out', async () => {
    await serve({
      pagePoints: 500,
      faults: {
        DescribeVpcEndpoints: [throttled('RequestLimitExceeded'), { kind: 'cut' }],
        DescribeSubnets: [{ kind: 'slow', milliseconds: 300 }],
        GetMetricData: [
          throttled('ThrottlingException'),
          { kind: 'cut' },
          { kind: 'result', status: 'PartialData', endpoint: 'vpce-000001' },
          { kind: 'result', status: 'InternalError', endpoint: 'vpce-000002' },
        ],
      },
    });
    const snapshot = await run();
    expect(bytesOf(snapshot)).toEqual(Array(21).fill(48_000));
    expect(snapshot.findings).toEqual([]);
  });

  test('a forbidden series leaves its endpoint unknown, says so and is asked again by the next scan', async () => {
    const faults = { GetMetricData: [{ kind: 'result', status: 'Forbidden', endpoint: 'vpce-000003' }] as const };
    await serve({ faults: { GetMetricData: [...faults.GetMetricData] }, always: new Set(['GetMetricData']) });
    const first = await run();
    expect(first.findings.filter((each) => each.code === 'TG2053').map((each) => each.subject)).toContain(
      'vpce-000003',
    );
    expect(first.traffic?.endpoints.map((each) => each.id)).not.toContain('vpce-000003');
    expect(first.traffic?.endpoints).toHaveLength(6);
    await server.close();
    await serve({});
    const second = await run();
    expect(second.provenance.scopes[0]?.metricPoints).toBe(3 * 48);
    expect(second.traffic?.endpoints).toHaveLength(7);
    expect(bytesOf(second)).toEqual(Array(21).fill(48_000));
  });

  test('an endpoint whose bytes alone stay unread is unknown, not idle, until a scan reads them', async () => {
    const fault = {
      kind: 'result',
      status: 'InternalError',
      endpoint: 'vpce-000003',
      metric: 'BytesProcessed',
    } as const;
    const world: World = { ...hourly(7), others: 3 };
    await serve({ world, faults: { GetMetricData: [fault] }, always: new Set(['GetMetricData']) });
    expect((await run()).traffic?.endpoints.map((each) => each.id)).not.toContain('vpce-000003');
    await server.close();
    await serve({ world });
    expect(bytesOf(await run())).toEqual(Array(21).fill(48_000));
  });

  test('scans weeks apart neither lose nor double an hour, though the gap is left at a coarser period only', async () => {
    const busy: World = { ...hourly(2), bytes: (_endpoint, _subnet, _start, period) => period };
    const first = new Date('2026-10-23T00:37:00Z');
    await serve({ world: busy, now: first.getTime() / 1000 });
    await run(2, 4, '1', first);
    await server.close();
    await serve({ world: busy, now: NOW_SECONDS });
    const { traffic } = await run(33);
    const { start, end } = traffic?.window ?? { start: '', end: '' };
    expect(Date.parse(start)).toBeLessThan(first.getTime() - 86_400_000);
    const seconds = (Date.parse(end) - Date.parse(start)) / 1000;
    expect(traffic?.statistics.map((zone) => zone.bytes)).toEqual(Array(6).fill(seconds));
  });

  test('a denied part is a finding; denied endpoints are an error', async () => {
    const denied = [{ kind: 'error', code: 'UnauthorizedOperation', status: 403 }] as const;
    await serve({ faults: { DescribeRouteTables: [...denied] }, always: new Set(['DescribeRouteTables']) });
    const snapshot = await run(0);
    expect(snapshot.findings).toMatchObject([
      { code: 'TG2051', message: expect.stringContaining('ec2:DescribeRouteTables is not permitted') },
    ]);
    expect(snapshot.topology.endpoints).toHaveLength(7);
    await server.close();
    await serve({ faults: { DescribeVpcEndpoints: [...denied] }, always: new Set(['DescribeVpcEndpoints']) });
    await expect(run(0)).rejects.toMatchObject({ code: 'TG2003' });
  });

  test.each([
    ['ExpiredToken', 'TG2002'],
    ['AuthFailure', 'TG2004'],
    ['RequestTimeTooSkewed', 'TG2005'],
  ])('%s is %s', async (code, expected) => {
    await serve({
      faults: { DescribeVpcEndpoints: [{ kind: 'error', code, status: 400 }] },
      always: new Set(['DescribeVpcEndpoints']),
    });
    await expect(run(0, 1)).rejects.toMatchObject({ code: expected });
  });

  test('retries are bounded: a service that only throttles ends in an error', async () => {
    await serve({
      faults: { DescribeVpcEndpoints: [throttled('RequestLimitExceeded')] },
      always: new Set(['DescribeVpcEndpoints']),
    });
    await expect(run(0, 3)).rejects.toMatchObject({ code: 'TG2006', message: expect.stringContaining('throttling') });
    expect(server.count('DescribeVpcEndpoints')).toBe(3);
  });

  test('no credentials at all', async () => {
    await serve({});
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) delete process.env[name];
    Object.assign(process.env, {
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_CONFIG_FILE: '/dev/null',
    });
    await expect(run(0)).rejects.toMatchObject({ code: 'TG2001' });
  });

  test('too costly queries are refused before any is sent', async () => {
    await serve({});
    // 7 endpoints x (3 zones x 5 metrics + 1 check) = 112 metrics at 0.01 USD for a thousand.
    await expect(run(2, 4, '0.001')).rejects.toMatchObject({
      code: 'TG2007',
      message: expect.stringContaining('0.00112 USD'),
    });
    expect(server.count('GetMetricData')).toBe(0);
  });

  test('each age is asked for at a period it still has', async () => {
    await serve({ world: hourly(1) });
    const snapshot = await run(100);
    const bytes = bytesOf(snapshot);
    expect(bytes).toHaveLength(3);
    for (const each of bytes) expect(each).toBeGreaterThanOrEqual(99 * 24 * 1000);
    expect(snapshot.findings).toEqual([]);
  });

  test('the same answers give the same bytes', async () => {
    await serve({});
    const first = JSON.stringify(await run());
    rmSync(root, { recursive: true });
    expect(JSON.stringify(await run())).toBe(first);
  });
});
