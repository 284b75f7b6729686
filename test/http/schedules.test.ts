import { afterAll, beforeAll, expect, test } from 'vitest';
import { TollgateError } from '../../src/core/errors.ts';
import type { JobQueue } from '../../src/operations/resources/jobs/job-queue.ts';
import type { ScanService } from '../../src/operations/resources/scans/scan-service.ts';
import { ScanSchedules } from '../../src/operations/resources/schedules/scan-schedules.ts';
import type { Database } from '../../src/state/database.ts';
import { createIdempotencyStore } from '../../src/state/idempotency-store.ts';
import { openJobQueue } from '../../src/state/job-queue.ts';
import { createScheduleStore } from '../../src/state/schedule-store.ts';
import { sharedTestApp } from '../support/http-app.ts';
import { stateServices } from '../support/state-services.ts';
import { openEmbedded } from '../support/state-template.ts';

const WEEKLY = { cron: '17 3 * * 1', region: 'us-east-1' };
const KEPT = { ...WEEKLY, days: 15, maxQueryCostUsd: '1' };

let database: Database;
let queue: JobQueue;
let schedules: ScanSchedules;
const asked: unknown[] = [];
/** Runs what is due, as the clock of the queue would. */
let due: (key: string) => Promise<void>;

const request: ScanService['request'] = async (scan) => {
  asked.push(scan);
  if (asked.length > 1) throw new TollgateError('TG2203', 'One is under way.');
  return { id: '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b' } as Awaited<ReturnType<ScanService['request']>>;
};

beforeAll(async () => {
  database = await openEmbedded();
  queue = await openJobQueue(database, { onError: () => undefined });
  const parts = {
    store: createScheduleStore(database.db),
    scans: { request, refuseRole: () => undefined },
    now: () => new Date(),
  };
  const watched: JobQueue = {
    ...queue,
    planned: async (name, run) => {
      due = run;
      await queue.planned(name, run);
    },
  };
  schedules = new ScanSchedules({ ...parts, queue: watched });
  await schedules.work();
});
afterAll(async () => {
  await queue.stop();
  await database.close();
});

const app = sharedTestApp({
  services: {
    state: async () =>
      (await stateServices({
        schedules,
        idempotency: createIdempotencyStore(database.db, () => new Date()),
      }).state()) as never,
  },
});

const post = (payload: object) => app().inject({ method: 'POST', url: '/v1/schedules', payload });

test('several are kept beside each other, read, changed and removed, each change by its version', async () => {
  const first = await post(WEEKLY);
  expect(first.statusCode).toBe(201);
  expect(first.headers.etag).toBe('"1"');
  expect(first.json()).toMatchObject({ schedule: KEPT, version: 1, lastRun: null });
  const second = await post({ ...WEEKLY, account: '111122223333', role: 'reader', cron: '7 * * * *' });
  expect((await app().inject('/v1/schedules')).json().data).toEqual([second.json(), first.json()]);

  const url = String(first.headers.location);
  const put = (etag: string, cron: string) =>
    app().inject({ method: 'PUT', url, headers: { 'if-match': etag }, payload: { ...WEEKLY, cron } });
  const changed = await put('"1"', '0 4 * * *');
  expect([changed.statusCode, changed.headers.etag]).toEqual([200, '"2"']);
  const late = await put('"1"', '0 5 * * *');
  expect([late.statusCode, late.json().code]).toEqual([412, 'TG1552']);
  expect((await app().inject(url)).json().schedule.cron).toBe('0 4 * * *');
  const stale = await app().inject({ method: 'DELETE', url, headers: { 'if-match': '"1"' } });
  expect(stale.statusCode).toBe(412);
  expect((await app().inject({ method: 'DELETE', url })).statusCode).toBe(204);
  expect((await app().inject(url)).json().code).toBe('TG2202');
  expect((await app().inject({ method: 'DELETE', url: String(second.headers.location) })).statusCode).toBe(204);
});

test.each([
  [{ ...WEEKLY, cron: '61 3 * * 1' }, 'TG1553'],
  [{ ...WEEKLY, cron: '0 0 30 2 *' }, 'TG1553'],
  [{ ...WEEKLY, cron: '* * * * * *' }, 'TG1005'],
  [{ ...WEEKLY, account: 'all' }, 'TG1012'],
  [{ ...WEEKLY, role: 'reader' }, 'TG1012'],
  [{ ...WEEKLY, region: 'us-east-9' }, 'TG1102'],
])('%j is refused with %s and nothing is kept', async (payload, code) => {
  const answer = await post(payload);
  expect([answer.statusCode, answer.json().code]).toEqual([400, code]);
  expect((await app().inject('/v1/schedules')).json().data).toEqual([]);
});

test('a time that comes begins a scan, or notes that one was under way; a time of one that is removed begins none', async () => {
  const { id, version } = (await post({ ...WEEKLY, account: '111122223333', days: 1 })).json();
  await due(id);
  expect(asked).toEqual([
    { account: '111122223333', region: 'us-east-1', parameters: { days: 1, maxQueryCostUsd: '1' } },
  ]);
  const read = async () => (await app().inject(`/v1/schedules/${id}`)).json();
  expect(await read()).toMatchObject({
    version,
    lastRun: { scanId: '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b', code: null },
  });
  await due(id);
  expect(await read()).toMatchObject({ lastRun: { scanId: null, code: 'TG2203' } });
  await app().inject({ method: 'DELETE', url: `/v1/schedules/${id}` });
  await due(id);
  expect(asked).toHaveLength(2);
});
