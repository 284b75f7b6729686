import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProblemDocument } from '../../../src/http/problem/problem.ts';
import type { EndpointRecord } from '../../../src/operations/resources/scans/endpoint-record.ts';
import { isOver, type ScanRecord } from '../../../src/operations/resources/scans/scan-record.ts';
import { type Snapshot, snapshotSchema } from '../../../src/report/snapshot-document.ts';
import type { Fault } from '../../support/aws-loopback/server.ts';
import { makeEndpoints, type World } from '../../support/aws-loopback/world.ts';
import { postScan, type ScanApp, scanWhen, startScanApp } from '../../support/scan-app.ts';

const HOUR = 3600;

/** Every zone carries 1,000 bytes in the first minute of each hour, and the last of five minutes after it twice as much. */
const world: World = {
  account: '111122223333',
  region: 'us-east-1',
  endpoints: makeEndpoints(5, '2026-01-01T00:00:00Z'),
  bytes: (_endpoint, _subnet, start, period) => {
    // A period may be a day: how often this second of an hour lies in it.
    const before = (second: number, time: number) => Math.ceil((time - second) / HOUR);
    const times = (second: number) => before(second, start + period) - before(second, start);
    const bytes = times(0) * 1000 + times(240) * 2000;
    return bytes === 0 ? undefined : bytes;
  },
};

const get = async <Body>(url: string): Promise<{ status: number; body: Body }> => {
  const answer = await fetch(url);
  return { status: answer.status, body: (await answer.json()) as Body };
};

type Page<Item> = { readonly data: readonly Item[]; readonly next: string | null };

async function allPages<Item>(url: string): Promise<Item[]> {
  const items: Item[] = [];
  let cursor = '';
  for (;;) {
    const { body } = await get<Page<Item>>(`${url}${cursor}`);
    items.push(...body.data);
    if (body.next === null) return items;
    cursor = `&cursor=${body.next}`;
  }
}

describe('scans over HTTP', () => {
  const faults: Record<string, Fault[]> = {};
  let service: ScanApp;
  let id: string;

  beforeAll(async () => {
    service = await startScanApp({ world, faults });
    const answer = await postScan(service.url, { region: 'us-east-1', days: 2 });
    expect(answer.status).toBe(202);
    const scan = (await answer.json()) as ScanRecord;
    expect(answer.headers.get('location')).toBe(`/v1/scans/${scan.id}`);
    expect(scan).toMatchObject({ account: 'self', region: 'us-east-1', parameters: { days: 2 }, error: null });
    id = scan.id;
    expect(await scanWhen(service.url, id, (each) => isOver(each.state))).toMatchObject({
      state: 'succeeded',
      progress: { phase: 'summary', done: 1, all: 1 },
      error: null,
    });
  });
  afterAll(() => service.close());

  test('the snapshot is the document that a scan writes', async () => {
    const answer = await fetch(`${service.url}/v1/scans/${id}/snapshot`);
    expect(answer.headers.get('content-type')).toContain('application/json');
    const snapshot = snapshotSchema.parse(await answer.json()) as Snapshot;
    expect(snapshot.topology.endpoints).toHaveLength(5);
    expect(snapshot.findings).toEqual([]);
    expect(snapshot.traffic?.statistics.every((zone) => zone.bytes >= 47 * 3000 && zone.bytes <= 49 * 3000)).toBe(true);
  });

  test('endpoints: cost, traffic and filters', async () => {
    const list = async (query: string): Promise<readonly string[]> =>
      (await get<Page<EndpointRecord>>(`${service.url}/v1/endpoints?${query}`)).body.data.map((each) => each.id);
    const all = makeEndpoints(5, '').map((each) => each.id);
    expect(await list('')).toEqual(all);
    expect(await list('vpc=vpc-1&service=ssm&account=111122223333&region=us-east-1&tag=team')).toEqual(all);
    expect(await list('tag=team%3Dplatform&limit=2')).toEqual(all.slice(0, 2));
    for (const none of ['vpc=vpc-2', 'service=kms', 'account=1', 'region=eu-west-1', 'tag=team%3Dother', 'tag=owner'])
      expect(await list(none)).toEqual([]);
    const paged = await allPages<EndpointRecord>(`${service.url}/v1/endpoints?limit=2`);
    expect(paged.map((each) => each.id)).toEqual(all);
    const { body } = await get<EndpointRecord>(`${service.url}/v1/endpoints/${all[3]}`);
    // 3 AZ x 730 h x 0.01 USD, and a fraction of a cent for the bytes.
    expect(body).toMatchObject({ scanId: id, account: '111122223333', cost: { azCount: 3 }, health: [] });
    expect(body.cost.lines[0]).toMatchObject({ charge: 'endpoint-hours', monthly: '21.90' });
    expect(body.traffic?.zones.map((zone) => zone.az)).toEqual(['use1-az1', 'use1-az2', 'use1-az3']);
  });

  test('throughput is summed into the steps asked for, and its peak is that of the finest period', async () => {
    const end = Math.floor(Date.now() / 1000 / HOUR) * HOUR - 6 * HOUR;
    const [from, to] = [new Date((end - 12 * HOUR) * 1000).toISOString(), new Date(end * 1000).toISOString()];
    const ask = async (period: number) =>
      (
        await get<{ data: { az: string; start: string; bytes: number; peakBps: number }[] }>(
          `${service.url}/v1/endpoints/vpce-000001/throughput?from=${from}&to=${to}&period=${period}`,
        )
      ).body.data;
    const steps = await ask(4 * HOUR);
    expect(steps).toHaveLength(3 * 3);
    for (const step of steps) expect(step).toMatchObject({ bytes: 4 * 3000, peakBps: (2000 * 8) / 60 });
    expect(steps.slice(0, 3).map((step) => step.start)).toEqual(
      [12, 8, 4].map((hours) => new Date((end - hours * HOUR) * 1000).toISOString()),
    );
    const minutes = await ask(60);
    expect(minutes).toHaveLength(3 * 12 * 2);
    expect(minutes.slice(0, 2).map((step) => [step.bytes, step.peakBps])).toEqual([
      [1000, (1000 * 8) / 60],
      [2000, (2000 * 8) / 60],
    ]);
  });

  test.each([
    ['to before from', 'from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z', 'TG1012'],
    ['part of a minute', 'from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z&period=90', 'TG1012'],
    ['too many steps', 'from=2025-11-01T00:00:00Z&to=2026-11-02T00:00:00Z&period=60', 'TG1012'],
    ['no window', '', 'TG1005'],
  ])('throughput: %s is refused', async (_what, query, code) => {
    const { status, body } = await get<ProblemDocument>(`${service.url}/v1/endpoints/vpce-000001/throughput?${query}`);
    expect({ status, code: body.code }).toEqual({ status: 400, code });
  });

  test.each([
    `scans/${randomUUID()}`,
    `scans/${randomUUID()}/snapshot`,
    `scans/${randomUUID()}/events`,
    'endpoints/vpce-9',
  ])('%s is not there', async (path) => {
    expect(await get<ProblemDocument>(`${service.url}/v1/${path}`)).toMatchObject({
      status: 404,
      body: { code: 'TG2202' },
    });
  });

  test.each([
    [{ region: 'mars-north-1' }, 'TG1102'],
    [{ region: 'us-east-1', account: '12' }, 'TG1012'],
    [{ region: 'us-east-1', days: 456 }, 'TG1005'],
    [{ region: 'us-east-1', maxQueryCostUsd: '-1' }, 'TG1012'],
    [{}, 'TG1005'],
  ])('%j is refused before anything is queued', async (body, code) => {
    const answer = await postScan(service.url, body);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(((await answer.json()) as ProblemDocument).code).toBe(code);
  });

  test('a scan that is under way is told, cannot be doubled, and can be cancelled while AWS is slow', async () => {
    faults['DescribeVpcEndpoints'] = [{ kind: 'slow', milliseconds: 3000 }];
    const { id: slow } = (await (await postScan(service.url, { region: 'us-east-1', days: 2 })).json()) as ScanRecord;
    await scanWhen(service.url, slow, (scan) => scan.state === 'running');
    const second = await postScan(service.url, { region: 'us-east-1' });
    expect([second.status, ((await second.json()) as ProblemDocument).code]).toEqual([409, 'TG2203']);

    const events = await fetch(`${service.url}/v1/scans/${slow}/events`);
    expect(events.headers.get('content-type')).toContain('text/event-stream');
    const cancelled = await fetch(`${service.url}/v1/scans/${slow}`, { method: 'DELETE' });
    expect(await cancelled.json()).toMatchObject({ state: 'cancelled' });
    const text = await events.text();
    const told = text
      .split('\n\n')
      .flatMap((block) => /^event: (\w+)\nid: \w+\ndata: (\{.*\})$/.exec(block)?.slice(1) ?? []);
    expect(told[0]).toBe('running');
    expect(told.at(-2)).toBe('cancelled');
    expect(JSON.parse(told.at(-1) ?? '')).toMatchObject({ id: slow, state: 'cancelled' });

    // The worker comes back from AWS, finds the scan over and leaves it; the next one runs.
    const third = (await (await postScan(service.url, { region: 'us-east-1', days: 0 })).json()) as ScanRecord;
    await scanWhen(service.url, third.id, (scan) => scan.state === 'succeeded');
    expect(await scanWhen(service.url, slow, () => true)).toMatchObject({ state: 'cancelled' });
    expect((await get(`${service.url}/v1/scans/${slow}/snapshot`)).status).toBe(404);
  });

  test('a failure of AWS ends the scan with our words; the list shows every scan once, newest first', async () => {
    faults['DescribeVpcEndpoints'] = [{ kind: 'error', code: 'UnauthorizedOperation', status: 403 }];
    const failed = (await (await postScan(service.url, { region: 'us-east-1', days: 0 })).json()) as ScanRecord;
    const over = await scanWhen(service.url, failed.id, (scan) => isOver(scan.state));
    expect(over).toMatchObject({ state: 'failed', error: { code: 'TG2003' } });
    const listed = (await allPages<ScanRecord>(`${service.url}/v1/scans?limit=1`)).map((scan) => scan.id);
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed).toEqual(listed.toSorted().reverse());
    expect(listed[0]).toBe(failed.id);
    expect(listed).toContain(id);
  });
});
