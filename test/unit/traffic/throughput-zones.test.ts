import { afterEach, expect, test } from 'vitest';
import type { AskedEndpoint, ThroughputHistory } from '../../../src/traffic/throughput.ts';
import { historyOf, percentile, type Row } from '../../support/history.ts';
import { fc } from '../../support/property.ts';

const DAY = 86_400;
let history: ThroughputHistory | undefined;
afterEach(async () => {
  await history?.close();
  history = undefined;
});

const asked = (more: Partial<AskedEndpoint> = {}): AskedEndpoint => ({ id: 'e', names: ['e'], nearBps: 8e9, ...more });

/** Rows of one day in five-minute periods; `bytes` undefined = no row. */
const day = (bytes: (index: number) => number | undefined, az = 'a', period = 300): Row[] =>
  Array.from({ length: DAY / period }, (_, index) => ({ index, value: bytes(index) })).flatMap(({ index, value }) =>
    value === undefined ? [] : [{ endpoint: 'e', az, start: index * period, period, bytes: value }],
  );

async function statistics(rows: readonly Row[], endpoint = asked(), window = { start: 0, end: DAY }) {
  history = await historyOf(rows);
  return history.statistics({ window, endpoints: [endpoint] }, 4);
}

test('a constant rate is its own percentile, mean and peak', async () => {
  const [zone] = await statistics(day(() => 37_500));
  expect(zone).toMatchObject({ samples: 288, gaps: 0, p50Bps: 1000, p95Bps: 1000, p99Bps: 1000, peakBps: 1000 });
  expect(zone).toMatchObject({ meanBps: 1000, periodSeconds: 300, finestPeriodSeconds: 300, firstRow: 0 });
  expect(zone?.outlineBps).toEqual([1000, 1000, 1000, 1000]);
  expect(zone).not.toHaveProperty('losses');
});

test('a step shows in the median and in the outline', async () => {
  const [zone] = await statistics(day((index) => (index < 144 ? 37_500 : 75_000)));
  expect(zone?.p50Bps).toBe(1500);
  expect(zone?.outlineBps).toEqual([1000, 1000, 2000, 2000]);
});

test('linear growth has the percentiles of its ramp', async () => {
  const [zone] = await statistics(day((index) => index * 37_500));
  expect(zone?.p50Bps).toBeCloseTo(143_500, 6);
  expect(zone?.p99Bps).toBeCloseTo(0.99 * 287_000, 6);
});

test('periods without a row are zero traffic', async () => {
  const rows = day((index) => (index % 2 === 0 ? 37_500 * (index + 1) : undefined));
  const [zone] = await statistics(rows);
  const dense = Array.from({ length: 288 }, (_, index) => (index % 2 === 0 ? 1000 * (index + 1) : 0));
  expect(zone).toMatchObject({ samples: 144, gaps: 144 });
  expect(zone?.p50Bps).toBeCloseTo(percentile(dense, 0.5), 6);
  expect(zone?.p99Bps).toBeCloseTo(percentile(dense, 0.99), 6);
});

test('a burst of one minute a day stands in the peak, not in the percentiles', async () => {
  const [zone] = await statistics(day((index) => (index === 700 ? 75_000_000 : 7_500), 'a', 60));
  expect(zone).toMatchObject({ peakBps: 1e7, p99Bps: 1000, periodSeconds: 60, finestPeriodSeconds: 60 });
});

test('p95 follows the billing convention of five-minute samples where rows are finer', async () => {
  const minutes = Array.from({ length: 1440 }, (_, index) => (index % 5 === 0 ? 60_000 : 0));
  const [zone] = await statistics(day((index) => minutes[index] || undefined, 'a', 60));
  expect(zone?.p95Bps).toBe((60_000 * 8) / 300);
  expect(zone?.p99Bps).toBe(8000);
});

test('rows of several lengths are compared at the coarsest, the peak at the finest', async () => {
  const coarse = day(() => 300_000, 'a', 3600).slice(0, 12);
  const fine = day((index) => (index === 1000 ? 600_000 : 6_000), 'a', 60).slice(720);
  const [zone] = await statistics([...coarse, ...fine]);
  const hours = [...Array(12).fill(300_000), ...Array(12).fill(360_000)];
  hours[16] += 594_000;
  const rates = hours.map((bytes) => (bytes * 8) / 3600);
  expect(zone).toMatchObject({ samples: 732, gaps: 0, periodSeconds: 3600, finestPeriodSeconds: 60, peakBps: 80_000 });
  expect(zone?.p99Bps).toBeCloseTo(percentile(rates, 0.99), 6);
});

test('an endpoint created inside the window is judged by its life alone', async () => {
  const rows = day((index) => (index >= 144 ? 37_500 : undefined));
  const [zone] = await statistics(rows, asked({ createdAt: DAY / 2 }));
  expect(zone).toMatchObject({ samples: 144, gaps: 0, p50Bps: 1000, meanBps: 1000 });
});

test('rows before the stated creation prove it wrong and still count', async () => {
  const [zone] = await statistics(
    day(() => 37_500),
    asked({ createdAt: DAY / 2, deletedAt: DAY / 2 + 60 }),
  );
  expect(zone).toMatchObject({ samples: 288, gaps: 0 });
});

test('a zone that died is idle while its endpoint lives on', async () => {
  const dead = day((index) => (index < 72 ? 37_500 : undefined), 'b');
  const zones = await statistics([...day(() => 37_500), ...dead]);
  const b = zones.find((zone) => zone.az === 'b');
  expect(b).toMatchObject({ samples: 72, gaps: 216, p50Bps: 0, p99Bps: 1000 });
});

test('drops and resets are told apart by the load they fell into', async () => {
  const rows = day((index) => (index === 9 ? 375_000_000_000 : 37_500)).map((row, index) => ({
    ...row,
    dropped: index === 9 ? 7 : 0,
    resets: 1,
  }));
  const [zone] = await statistics(rows);
  expect(zone?.losses).toEqual({
    dropped: 7,
    droppedNear: 7,
    resets: 288,
    resetsNear: 1,
    bytesNear: 375_000_000_000,
    periodsNear: 1,
  });
});

test('an endpoint is found by its address, and one that is not asked for stays out', async () => {
  const rows = [...day(() => 37_500), { endpoint: 'other', az: 'a', start: 0, period: 300, bytes: 1 }];
  const zones = await statistics(rows, asked({ id: 'mine', names: ['mine', 'e'] }));
  expect(zones.map((zone) => zone.endpoint)).toEqual(['mine']);
});

test('a zone whose rows come under two names of its endpoint is one zone', async () => {
  const rows = day((index) => (index + 1) * 37_500).map((row, index) => ({
    ...row,
    endpoint: index % 2 ? 'e' : 'alias',
  }));
  const zones = await statistics(rows, asked({ names: ['e', 'alias'] }));
  expect(zones).toHaveLength(1);
  expect(zones[0]).toMatchObject({ samples: 288, gaps: 0, p50Bps: 144_500, peakBps: 288_000 });
  expect(zones[0]?.outlineBps).toEqual([72_000, 144_000, 216_000, 288_000]);
});

test('every name of the history is known, with its rows, before and after statistics', async () => {
  const rows = [...day(() => 37_500), { endpoint: 'other', az: 'a', start: 0, period: 300, bytes: 1 }];
  await statistics(rows);
  const expected = new Map([
    ['e', 288],
    ['other', 1],
  ]);
  expect(await history?.names()).toEqual(expected);
  const fresh = await historyOf(rows);
  expect(await fresh.names()).toEqual(expected);
  await fresh.close();
});

test('rows outside the window do not count', async () => {
  const rows = day((index) => (index < 12 ? 37_500_000 : 37_500));
  const [zone] = await statistics(rows, asked(), { start: 3600, end: DAY });
  expect(zone).toMatchObject({ samples: 276, gaps: 0, peakBps: 1000 });
});

test('percentiles equal an independent computation, gaps included', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.option(fc.integer({ min: 0, max: 10 ** 12 })), { minLength: 2, maxLength: 60 }),
      fc.constantFrom(60, 300, 3600),
      async (values, period) => {
        const rows = values.flatMap((bytes, index) =>
          bytes === null ? [] : [{ endpoint: 'e', az: 'a', start: index * period, period, bytes }],
        );
        fc.pre(rows.length > 0);
        const one = await historyOf(rows);
        const window = { start: 0, end: values.length * period };
        const [zone] = await one.statistics({ window, endpoints: [asked()] }, 4);
        await one.close();
        const dense = values.map((bytes) => ((bytes ?? 0) * 8) / period);
        const close = (actual: number | undefined, p: number, of: readonly number[]): void => {
          const right = percentile(of, p);
          expect(Math.abs((actual ?? Number.NaN) - right)).toBeLessThanOrEqual(1e-9 * (1 + right));
        };
        close(zone?.p50Bps, 0.5, dense);
        close(zone?.p99Bps, 0.99, dense);
        const billing = period >= 300 ? dense : fiveMinutes(values);
        close(zone?.p95Bps, 0.95, billing);
        expect(zone?.gaps).toBe(values.length - rows.length);
      },
    ),
    { numRuns: 40 },
  );
});

const fiveMinutes = (minutes: readonly (number | null)[]): number[] =>
  Array.from({ length: Math.ceil(minutes.length / 5) }, (_, index) =>
    minutes.slice(index * 5, index * 5 + 5).reduce<number>((sum, bytes) => sum + ((bytes ?? 0) * 8) / 300, 0),
  );
