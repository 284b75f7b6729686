import { afterEach, expect, test } from 'vitest';
import type { ThroughputHistory } from '../../../src/traffic/throughput.ts';
import { wholeDays } from '../../../src/traffic/throughput-days.ts';
import { historyOf, percentile, type Row } from '../../support/history.ts';

const DAY = 86_400;
const ENDPOINTS = [{ id: 'e', names: ['e'], nearBps: 8e9 }];
let history: ThroughputHistory | undefined;
afterEach(async () => {
  await history?.close();
  history = undefined;
});

const hours = (count: number, bytes: (hour: number) => number | undefined, from = 0): Row[] =>
  Array.from({ length: count }, (_, hour) => hour).flatMap((hour) => {
    const value = bytes(hour);
    return value === undefined
      ? []
      : [{ endpoint: 'e', az: 'a', start: from + hour * 3600, period: 3600, bytes: value }];
  });

test('each whole UTC day has its bytes and its busy rate', async () => {
  history = await historyOf(hours(72, (hour) => (hour + 1) * 450));
  const [series] = await history.daily({ window: { start: 0, end: 3 * DAY }, endpoints: ENDPOINTS });
  expect(series).toMatchObject({ endpoint: 'e', az: 'a', firstDay: 0 });
  expect(series?.bytes).toEqual([0, 1, 2].map((day) => 450 * (300 + day * 576)));
  const second = Array.from({ length: 24 }, (_, hour) => 25 + hour);
  expect(series?.busyBps[1]).toBeCloseTo(percentile(second, 0.99), 9);
});

test('days without rows are zero and days with gaps count the empty periods', async () => {
  history = await historyOf(hours(72, (hour) => (hour < 24 || (hour >= 48 && hour % 2 === 0) ? 450 : undefined)));
  const [series] = await history.daily({ window: { start: 0, end: 3 * DAY }, endpoints: ENDPOINTS });
  expect(series?.bytes).toEqual([24 * 450, 0, 12 * 450]);
  expect(series?.busyBps).toEqual([1, 0, 1]);
});

test('days that the window cuts are left out', async () => {
  history = await historyOf(hours(60, () => 450, 6 * 3600));
  const window = { start: 6 * 3600, end: 66 * 3600 };
  const [series] = await history.daily({ window, endpoints: ENDPOINTS });
  expect(series).toMatchObject({ firstDay: 1, bytes: [24 * 450] });
  expect(wholeDays({ start: 1, end: DAY })).toEqual({ first: 1, count: 0 });
});

test('rows of several lengths are summed to the coarsest before the busy rate is taken', async () => {
  const minutes = Array.from({ length: 1440 }, (_, index) => ({
    endpoint: 'e',
    az: 'a',
    start: DAY + index * 60,
    period: 60,
    bytes: index === 5 ? 45_000 : 0,
  }));
  history = await historyOf([...hours(24, () => 450), ...minutes]);
  const [series] = await history.daily({ window: { start: 0, end: 2 * DAY }, endpoints: ENDPOINTS });
  const day = [100, ...Array(23).fill(0)];
  expect(series?.busyBps[1]).toBeCloseTo(percentile(day, 0.99), 9);
});

test('rows longer than a day tell no day', async () => {
  history = await historyOf([{ endpoint: 'e', az: 'a', start: 0, period: 2 * DAY, bytes: 10 }]);
  expect(await history.daily({ window: { start: 0, end: 2 * DAY }, endpoints: ENDPOINTS })).toEqual([]);
});

test('the span runs from the first row to the end of the last', async () => {
  history = await historyOf(hours(5, () => 1, 3600));
  expect(await history.span()).toEqual({ start: 3600, end: 6 * 3600 });
  const empty = await historyOf([]);
  expect(await empty.span()).toBeUndefined();
  await empty.close();
});
