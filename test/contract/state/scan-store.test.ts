import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EndpointRecord } from '../../../src/operations/resources/scans/endpoint-record.ts';
import type { ScanStore } from '../../../src/operations/resources/scans/service-ports.ts';
import type { Database } from '../../../src/state/database.ts';
import { createScanStore } from '../../../src/state/scan-store.ts';
import { engines } from '../../support/databases.ts';

const WANTED = { account: 'self', region: 'us-east-1', parameters: { days: 15, maxQueryCostUsd: '1.00' } };

const endpoint = (id: string, scanId: string, more: Partial<EndpointRecord['cost']> = {}): EndpointRecord => ({
  id,
  account: '111122223333',
  region: 'us-east-1',
  scanId,
  capturedAt: '2026-11-23T00:00:00.000Z',
  currency: 'USD',
  cost: {
    id,
    type: 'Interface',
    vpc: 'vpc-1',
    service: 'ssm',
    tags: { team: 'a' },
    monthly: '14.60',
    unknownLines: 0,
    lines: [],
    ...more,
  },
  traffic: null,
  headroom: null,
  month: null,
  health: [],
});

describe.each(engines())('scan store on $name', (engine) => {
  let database: Database;
  let store: ScanStore;
  beforeAll(() => engine.start());
  afterAll(() => engine.stop());
  beforeEach(async () => {
    database = await engine.open();
    store = createScanStore(database.db);
  });
  afterEach(() => database.close());

  test('a scan goes from queued to its end, and its times say when', async () => {
    const { id } = await store.create(WANTED);
    expect(await store.get(id)).toMatchObject({ ...WANTED, state: 'queued', startedAt: null, error: null });
    expect(await store.start(id)).toMatchObject({ state: 'running' });
    expect(await store.progress(id, { phase: 'metrics', done: 2, all: 5 })).toBe('running');
    await store.finish(id, { state: 'failed', error: { code: 'TG2002', detail: 'expired' } });
    const record = await store.get(id);
    expect(record).toMatchObject({
      state: 'failed',
      error: { code: 'TG2002', detail: 'expired' },
      progress: { phase: 'metrics', done: 2, all: 5 },
    });
    expect(Date.parse(record?.finishedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(record?.startedAt ?? ''));
  });

  test('one scan of an account and Region at a time; another Region or a finished one is no obstacle', async () => {
    const { id } = await store.create(WANTED);
    await expect(store.create(WANTED)).rejects.toMatchObject({ code: 'TG2203' });
    await store.create({ ...WANTED, region: 'eu-west-1' });
    await store.start(id);
    await expect(store.create(WANTED)).rejects.toMatchObject({ code: 'TG2203' });
    await store.finish(id, { state: 'succeeded' });
    await store.create(WANTED);
  });

  test('a cancelled scan stays cancelled: a late worker neither starts nor finishes it', async () => {
    const { id } = await store.create(WANTED);
    expect(await store.cancel(id)).toMatchObject({ state: 'cancelled' });
    expect(await store.start(id)).toBeUndefined();
    await store.finish(id, { state: 'succeeded' });
    expect(await store.get(id)).toMatchObject({ state: 'cancelled' });
    expect(await store.cancel(randomUUID())).toBeUndefined();
  });

  test('a worker that comes too late keeps nothing of a cancelled scan', async () => {
    const scan = await store.create(WANTED);
    await store.cancel(scan.id);
    await store.keep(scan, '{}', [endpoint('vpce-1', scan.id)]);
    expect(await store.snapshot(scan.id)).toBeUndefined();
    expect(await store.endpoints({}, { limit: 10 })).toEqual([]);
  });

  test('a run that crashed starts again and keeps its first start', async () => {
    const { id } = await store.create(WANTED);
    const first = await store.start(id);
    expect((await store.start(id))?.startedAt).toBe(first?.startedAt);
  });

  test('the list pages from the newest on, without repeating or skipping', async () => {
    const made: string[] = [];
    for (const region of ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'eu-west-1'])
      made.unshift((await store.create({ ...WANTED, region })).id);
    const pages: string[] = [];
    let after: string | undefined;
    for (;;) {
      const page = await store.list({ limit: 2, after });
      pages.push(...page.map((record) => record.id));
      const last = page.at(-1);
      if (!last) break;
      after = last.id;
    }
    expect(pages).toEqual(made);
  });

  test('endpoints of the newest scan replace those of the one before, and can be filtered', async () => {
    const first = await store.create(WANTED);
    await store.keep(first, '{"first":true}', [
      endpoint('vpce-1', first.id),
      endpoint('vpce-2', first.id, { vpc: 'vpc-2', tags: {} }),
    ]);
    await store.finish(first.id, { state: 'succeeded' });
    expect((await store.endpoints({ vpc: 'vpc-2' }, { limit: 10 })).map((each) => each.id)).toEqual(['vpce-2']);
    expect((await store.endpoints({ tag: 'team=a' }, { limit: 10 })).map((each) => each.id)).toEqual(['vpce-1']);
    expect((await store.endpoints({ tag: 'team' }, { limit: 10 })).map((each) => each.id)).toEqual(['vpce-1']);
    expect(await store.endpoints({ service: 'kms' }, { limit: 10 })).toEqual([]);
    const second = await store.create(WANTED);
    await store.keep(second, '{"second":true}', [endpoint('vpce-3', second.id), endpoint('vpce-2', second.id)]);
    expect((await store.endpoints({}, { limit: 10 })).map((each) => each.id)).toEqual(['vpce-2', 'vpce-3']);
    expect((await store.endpoints({}, { limit: 1, after: 'vpce-2' })).map((each) => each.id)).toEqual(['vpce-3']);
    expect(await store.endpoint('vpce-1')).toBeUndefined();
    expect((await store.endpoint('vpce-2'))?.scanId).toBe(second.id);
    expect(await store.snapshot(first.id)).toBe('{"first":true}');
    expect([await store.keptBefore(second), await store.keptBefore(first)]).toEqual([first.id, undefined]);
    const other = await store.create({ ...WANTED, account: '444455556666' });
    await store.keep(other, '{"other":true}', []);
    expect(await store.newestSnapshots('us-east-1')).toEqual(['{"other":true}', '{"second":true}']);
    expect([await store.keptRegions(), await store.newestSnapshots('eu-west-1')]).toEqual([['us-east-1'], []]);
    expect([await store.newestKept(WANTED), await store.keptBefore({ ...second, region: 'eu-west-1' })]).toEqual([
      second.id,
      undefined,
    ]);
  });

  test('a filter is a value, never SQL', async () => {
    const { id } = await store.create(WANTED);
    const scan = await store.get(id);
    if (!scan) throw new Error('lost');
    await store.keep(scan, '{}', [endpoint('vpce-1', id, { tags: { "o'k": "x' or 1=1 --" } })]);
    expect(await store.endpoints({ vpc: "' or 1=1 --" }, { limit: 10 })).toEqual([]);
    expect(await store.endpoints({ tag: "o'k=x' or 1=1 --" }, { limit: 10 })).toHaveLength(1);
  });
});
