import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Advisor, adviceOf } from '../../../../../src/operations/resources/recommendations/advice-of.ts';
import type { AdviceStore } from '../../../../../src/operations/resources/recommendations/advice-store.ts';
import { keepAdvice } from '../../../../../src/operations/resources/recommendations/keep-advice.ts';
import type { KeptScan } from '../../../../../src/operations/resources/scans/after-scan.ts';
import { EVENT_DATA, type TollgateEvent } from '../../../../../src/report/event-document.ts';
import type { Snapshot } from '../../../../../src/report/snapshot-document.ts';
import { createAdviceStore } from '../../../../../src/state/advice-store.ts';
import type { Database } from '../../../../../src/state/database.ts';
import { pglite } from '../../../../support/databases.ts';
import { frozenRates } from '../../../../support/frozen-rates.ts';
import { laterScan, SCAN } from '../../../../support/recommend/advice.ts';

const NOW = new Date('2026-11-20T00:00:00Z');
const signal = new AbortController().signal;
const services = { rates: frozenRates(), forecasters: async () => [] };
const advise: Advisor = (request) => adviceOf(request, services);

const engine = pglite();
beforeAll(() => engine.start());
afterAll(() => engine.stop());

let database: Database;
let store: AdviceStore;
const events: TollgateEvent[] = [];
const sink = { emit: async (given: readonly TollgateEvent[]) => void events.push(...given) };
beforeEach(async () => {
  database = await engine.open();
  store = createAdviceStore(database.db);
  events.length = 0;
});

/** One endpoint in so many zones, as a scan without metrics finds it. */
const snapshot = (zones: number, capturedAt: string): Snapshot => ({
  schema: 'tollgate/snapshot@1',
  capturedAt,
  topology: {
    schema: 'tollgate/topology@1',
    region: 'us-east-1',
    vpcs: [{ id: 'vpc-1', cidrs: ['10.0.0.0/16'] }],
    endpoints: [
      {
        id: 'vpce-1',
        vpc: 'vpc-1',
        type: 'Interface',
        service: 'com.amazonaws.us-east-1.ssm',
        azs: ['use1-az1', 'use1-az2', 'use1-az4'].slice(0, zones),
        traffic: { monthlyGb: '100', peakGbps: '0.1' },
      },
    ],
  },
  provenance: {
    scopes: [{ account: SCAN.account, region: 'us-east-1', endpoints: 1, metricCalls: 0, metricPoints: 0 }],
    queryCostUsd: '0',
  },
  findings: [],
});

const kept = (scan: typeof SCAN, zones: number): KeptScan => ({
  isNewest: true,
  scan: {
    id: scan.id,
    account: 'self',
    region: 'us-east-1',
    state: 'succeeded',
    parameters: { days: 0, maxQueryCostUsd: '1' },
    progress: { phase: 'summary', done: 1, all: 1 },
    error: null,
    requestedAt: scan.capturedAt,
    startedAt: scan.capturedAt,
    finishedAt: scan.capturedAt,
  },
  snapshot: snapshot(zones, scan.capturedAt),
});

const follow = (scan: typeof SCAN, zones: number, advisor = advise) =>
  keepAdvice({ store, advise: advisor, events: sink, now: () => NOW })(kept(scan, zones), signal);
const only = async () => {
  const [record, ...rest] = await store.list({}, { limit: 10 }, NOW);
  if (!record || rest.length > 0) throw new Error('not exactly one recommendation');
  return record;
};

test('the plan of a scan is kept, and what is new is told once', async () => {
  await follow(SCAN, 3);
  const record = await only();
  expect(record).toMatchObject({
    account: SCAN.account,
    status: 'open',
    proposed: true,
    recommendation: { move: 'drop-az', saving: { monthly: '7.30' } },
  });
  expect(events).toEqual([
    {
      schema: 'tollgate/event@1',
      id: expect.stringMatching(/^evt_[0-9a-f]{32}$/),
      type: 'recommendation.new',
      occurredAt: SCAN.capturedAt,
      data: {
        recommendation: record.id,
        account: '111122223333',
        region: 'us-east-1',
        move: 'drop-az',
        title: record.recommendation.title,
        monthlySaving: '7.30',
        currency: 'USD',
      },
    },
  ]);
  expect(() => EVENT_DATA['recommendation.new'].parse(events[0]?.data)).not.toThrow();
  await follow(laterScan(1), 3);
  expect(events).toHaveLength(1);
});

test('a step that is done again after a failure tells the same event, and changes nothing', async () => {
  await follow(SCAN, 3);
  const before = await only();
  await follow(SCAN, 3);
  expect(await only()).toEqual(before);
  expect(new Set(events.map((each) => each.id)).size).toBe(1);
});

test('an accepted one is compared with its promise at the next scan', async () => {
  await follow(SCAN, 3);
  const { id } = await only();
  await store.decide(id, { status: 'accepted', reason: null, expiresAt: null }, NOW);
  await follow(laterScan(1), 3);
  expect(await only()).toMatchObject({ proposed: true, realised: { monthly: '0.00', promised: '7.30', done: 0 } });
  await follow(laterScan(2), 2);
  const { id: scan, capturedAt } = laterScan(2);
  expect(await only()).toMatchObject({
    status: 'accepted',
    proposed: false,
    realised: { monthly: '7.30', promised: '7.30', seen: '7.30', done: 1, scan: { id: scan, capturedAt } },
  });
});

test('where planning fails nothing is marked, and the failure is told', async () => {
  await follow(SCAN, 3);
  await expect(follow(laterScan(1), 2, () => Promise.reject(new Error('no plan')))).rejects.toThrow('no plan');
  expect(await only()).toMatchObject({ proposed: true, lastScan: { id: SCAN.id } });
});
