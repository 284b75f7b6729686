import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Decimal } from '../../../../../src/core/decimal.ts';
import { createHistoryStore } from '../../../../../src/history/history-store.ts';
import { monthRecord, monthToDate } from '../../../../../src/operations/resources/scans/month-to-date.ts';
import type { EndpointDocument } from '../../../../../src/report/report.ts';
import type { Snapshot } from '../../../../../src/report/snapshot-document.ts';
import { toMeasured } from '../../../../../src/traffic/measured.ts';
import { servicesOfTest } from '../../../../support/http-app.ts';

const SCOPE = { account: '111122223333', region: 'us-east-1' };
const seconds = (text: string): number => Date.parse(text) / 1000;
const OCTOBER = seconds('2026-10-01T00:00:00Z');
const NOVEMBER = seconds('2026-11-01T00:00:00Z');
const END = seconds('2026-11-11T00:00:00Z');

const endpoint = (id: string, azs: readonly string[], more: object = {}) => ({
  id,
  type: 'Interface' as const,
  service: 'com.amazonaws.us-east-1.ssm',
  azs: [...azs],
  ...more,
});

const snapshot = (end = END): Snapshot => ({
  schema: 'tollgate/snapshot@1',
  capturedAt: new Date(end * 1000).toISOString(),
  topology: {
    schema: 'tollgate/topology@1',
    region: 'us-east-1',
    endpoints: [
      endpoint('vpce-a', ['use1-az1', 'use1-az2']),
      endpoint('vpce-b', ['use1-az1'], { createdAt: '2026-11-10T10:30:00Z' }),
      endpoint('vpce-c', ['use1-az1']),
    ],
  },
  traffic: toMeasured({ start: end - 86_400, end }, { profile: new Map(), statistics: [], daily: [], connections: [] }),
  provenance: { scopes: [{ ...SCOPE, endpoints: 3, metricCalls: 0, metricPoints: 0 }], queryCostUsd: '0.00' },
  findings: [],
});

/** 100 GB of November in two hours of two zones, and as much again in October, which is another month. */
async function history() {
  const root = mkdtempSync(join(tmpdir(), 'tollgate-month-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const store = createHistoryStore(root);
  const writer = await store.writer(SCOPE);
  for (const az of ['use1-az1', 'use1-az2']) {
    await writer.add({
      target: 'vpce-a',
      az,
      column: 'bytes',
      periodSeconds: 3600,
      starts: [NOVEMBER - 3600, NOVEMBER, END - 3600],
      values: [50 * 2 ** 30, 20 * 2 ** 30, 30 * 2 ** 30],
    });
  }
  await writer.flush([{ target: 'vpce-a', span: [OCTOBER, END] }]);
  await writer.close();
  await store.cover(SCOPE, [
    { target: 'vpce-a', span: [OCTOBER, END] },
    { target: 'vpce-b', span: [OCTOBER, END] },
    // Its first four days of November were never asked for.
    { target: 'vpce-c', span: [NOVEMBER + 4 * 86_400, END] },
  ]);
  return store;
}

const { rates } = servicesOfTest();
const costs = async (end?: number) => {
  const month = await monthToDate(snapshot(end), { history: await history(), rates });
  const told = [...month.endpoints].map(([id, { cost, unknownLines }]) => [id, cost.toFixed(4), unknownLines]);
  return { month: month.month, hoursLeft: month.hoursLeft.toFixed(), told };
};

// us-east-1: 0.01 USD an AZ-hour and 0.01 USD a GB. Ten days are 240 h, twenty are left: 480 h.
test('hours since the month or the endpoint began, and the bytes since then', async () => {
  expect(await costs()).toEqual({
    month: '2026-11',
    hoursLeft: '480',
    told: [
      // 2 AZ x 240 h x 0.01 + 100 GB x 0.01
      ['vpce-a', '5.8000', 0],
      // 1 AZ x 14 h x 0.01: its first hour began at 10:00
      ['vpce-b', '0.1400', 0],
      // 1 AZ x 240 h x 0.01, and bytes that nobody knows
      ['vpce-c', '2.4000', 1],
    ],
  });
});

test('a started hour is billed whole; a month that has just begun has cost nothing', async () => {
  const { hoursLeft, told } = await costs(END - 1800);
  // The last hour holds 30 GB in each zone: the row starts before the end and counts.
  expect([hoursLeft, told[0]]).toEqual(['480', ['vpce-a', '5.8000', 0]]);
  expect(await costs(NOVEMBER)).toMatchObject({
    month: '2026-11',
    hoursLeft: '720',
    told: [['vpce-a', '0.0000', 1], {}, {}],
  });
});

test('the rest of the month is expected at the run-rate, its bytes as they are forecast', async () => {
  const month = await monthToDate(snapshot(), { history: await history(), rates });
  const line = (category: string, monthly: string) => ({ status: 'priced', category, monthly });
  const lines = [line('baseline', '36.50'), line('usage', '36.50')];
  const cost = { id: 'vpce-a', lines, unknownLines: 0 } as unknown as EndpointDocument;
  // 5.80 + (36.50 + 36.50) x 480 / 730
  expect(monthRecord(cost, month)).toEqual({ month: '2026-11', toDate: '5.80', expected: '53.80', unknownLines: 0 });
  // Half as many bytes are forecast: 5.80 + (36.50 + 18.25) x 480 / 730
  const growth = new Map([['vpce-a', new Decimal('0.5')]]);
  expect(monthRecord(cost, { ...month, growth })).toMatchObject({ toDate: '5.80', expected: '41.80' });
  expect(monthRecord({ ...cost, id: 'vpce-c' }, month)).toMatchObject({ unknownLines: 1 });
  expect(monthRecord({ ...cost, id: 'vpce-new' }, month)).toBeNull();
});
