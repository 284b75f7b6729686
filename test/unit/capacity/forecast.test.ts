import { expect, test } from 'vitest';
import { crossing } from '../../../src/capacity/crossing.ts';
import { forecastSeries, LEAST_DAYS } from '../../../src/capacity/forecast.ts';
import { seasonalNaive } from '../../../src/capacity/forecasting/seasonal-naive.ts';
import { ets } from '../../support/ets.ts';
import { SHAPES, seededNormal } from '../../support/series.ts';

const days = (count: number, value: (day: number) => number): number[] =>
  Array.from({ length: count }, (_, day) => value(day));

function forecast(history: readonly number[], horizon = 365) {
  const found = forecastSeries(history, horizon, [ets]);
  if (!found) throw new Error('no forecast');
  return found;
}

test('a noiseless line crosses a level on the exact day, with an interval around it', () => {
  const history = days(30, (day) => 100 + 3 * day);
  const found = forecast(history);
  expect(found.point[0]).toBeCloseTo(190, 9);
  expect(found.growth).toBeCloseTo(3, 12);
  const { days: reached, low, high } = crossing(found, history, 500);
  expect(reached).toBeCloseTo((500 - 187) / 3, 9);
  expect(low ?? Number.NaN).toBeLessThan((500 - 187) / 3);
  expect(high ?? Number.NaN).toBeGreaterThan((500 - 187) / 3);
  expect((high ?? 0) - (low ?? 0)).toBeLessThan(20);
});

test('a noiseless weekly season with growth crosses where the season first peaks above the level', () => {
  const week = [0, 5, 9, 7, 2, -10, -13];
  const value = (day: number): number => 100 + 0.5 * day + (week[day % 7] ?? 0);
  const history = days(42, value);
  const truth = days(400, (day) => value(42 + day)).findIndex((each) => each >= 190);
  const reached = crossing(forecast(history), history, 190).days ?? Number.NaN;
  expect(reached).toBeGreaterThan(truth);
  expect(reached).toBeLessThanOrEqual(truth + 1);
});

test('a constant stays what it is, reaches nothing, and has an interval and a MASE all the same', () => {
  const history = days(28, () => 70);
  const found = forecast(history);
  expect(new Set(found.point)).toEqual(new Set([70]));
  expect(found.low[0]).toBeLessThan(70);
  expect(found.low[0]).toBeGreaterThan(68);
  expect(found.high[0]).toBeCloseTo(140 - (found.low[0] ?? 0), 9);
  expect(found.mase).toBe(0);
  expect(crossing(found, history, 90)).toEqual({ days: null, low: null, high: null });
  expect(crossing(found, history, 70)).toEqual({ days: 0, low: 0, high: null });
});

test('a zone that carries nothing is forecast to carry nothing', () => {
  const history = days(28, () => 0);
  expect(crossing(forecast(history), history, 1)).toEqual({ days: null, low: null, high: null });
});

test('after a step the forecast follows the new level, not the way there', () => {
  const found = forecast(
    days(60, (day) => (day < 25 ? 50 : 100)),
    30,
  );
  expect(found.point.every((value) => value >= 95 && value <= 105)).toBe(true);
});

test('after a step the interval is that of the new level, and the step is named', () => {
  const noise = seededNormal(5);
  const found = forecast(
    days(60, (day) => (day < 40 ? 20 : 40) * (1 + 0.03 * noise())),
    30,
  );
  expect(found.changes.map(({ day }) => day)).toEqual([40]);
  expect(Math.max(...found.high)).toBeLessThan(50);
  expect(Math.min(...found.low)).toBeGreaterThan(30);
});

test('no bound lies above the ceiling, for a day or a sum, but what was measured above it stays', () => {
  const found = forecastSeries(
    days(40, (day) => 60 + day),
    60,
    [ets],
    100,
  );
  expect(Math.max(...(found?.high ?? []), ...(found?.point ?? []))).toBe(100);
  expect(found?.total(1, 60).high).toBeLessThanOrEqual(6000);
  const over = forecastSeries(
    days(28, () => 120),
    7,
    [ets],
    100,
  );
  expect(Math.max(...(over?.high ?? []))).toBe(120);
});

test('a shrinking load never falls below zero', () => {
  const found = forecast(days(30, (day) => 60 - 2 * day));
  expect(Math.min(...found.point, ...found.low)).toBe(0);
});

test('fewer than two weeks give no forecast, and two weeks a wide one', () => {
  const noise = seededNormal(7);
  const history = days(60, (day) => 100 + day + 5 * noise());
  expect(forecastSeries(history.slice(0, LEAST_DAYS - 1), 30, [ets])).toBeUndefined();
  const [short, long] = [forecast(history.slice(0, LEAST_DAYS)), forecast(history)];
  const width = (found: typeof short): number => (found.high[89] ?? 0) - (found.low[89] ?? 0);
  expect(short.mase).toBeUndefined();
  expect(width(short)).toBeGreaterThan(4 * width(long));
});

test('the sum of a month is more certain than its days, and holds them', () => {
  const noise = seededNormal(3);
  const found = forecast(days(60, () => 100 + 10 * noise()));
  const month = found.total(1, 30);
  expect(month.point).toBeCloseTo(
    found.point.slice(0, 30).reduce((sum, value) => sum + value, 0),
    6,
  );
  const daily = found.high.slice(0, 30).reduce((sum, value) => sum + value, 0);
  expect(month.high).toBeLessThan(daily);
  expect(month.low).toBeLessThan(month.point);
});

test('the day a noisy, seasonal, growing load reaches a level lies in its interval in at least 90 % of 200 trials', () => {
  const week = [0, 3, 6, 5, 0, -18, -24];
  const load = (day: number): number => 100 + 0.5 * day + (week[day % 7] ?? 0);
  const level = 160;
  const first = days(400, (day) => load(60 + day)).findIndex((value) => value >= level);
  const before = load(60 + first - 1);
  const truth = first + (level - before) / (load(60 + first) - before);
  let held = 0;
  for (let seed = 1; seed <= 200; seed += 1) {
    const noise = seededNormal(seed);
    const history = days(60, (day) => load(day) + 5 * noise());
    const { low, high } = crossing(forecast(history), history, level);
    if ((low ?? Infinity) <= truth && truth <= (high ?? Infinity)) held += 1;
  }
  expect(held).toBeGreaterThanOrEqual(180);
});

const cases = Object.keys(SHAPES).flatMap((shape) => [30, 60, 90].map((count) => [shape, count] as const));

test.each(cases)(
  '%s over %d days: the chosen method errs at most 5 %% more than seasonal naive in the back-test',
  (shape, count) => {
    for (let seed = 1; seed <= 10; seed += 1) {
      const found = forecast(SHAPES[shape]?.(seed, count) ?? [], 14);
      expect(found.mase).toBeDefined();
      expect(found.mase ?? 0).toBeLessThanOrEqual(1.05 * (found.naiveMase ?? 0));
    }
  },
);

test('over all shapes the chosen method beats seasonal naive on days it has not seen, and its interval holds', () => {
  const ratios: number[] = [];
  let held = 0;
  let seen = 0;
  for (const [shape, count] of cases) {
    let chosen = 0;
    let naive = 0;
    for (let seed = 1; seed <= 10; seed += 1) {
      const all = SHAPES[shape]?.(seed, count + 14) ?? [];
      const truth = all.slice(count);
      const found = forecast(all.slice(0, count), 14);
      const plain = seasonalNaive.forecast(all.slice(0, count), 14) ?? [];
      for (const [day, value] of truth.entries()) {
        chosen += Math.abs(value - (found.point[day] ?? 0));
        naive += Math.abs(value - (plain[day] ?? 0));
        seen += 1;
        if (value >= (found.low[day] ?? 0) && value <= (found.high[day] ?? 0)) held += 1;
      }
    }
    ratios.push(chosen / naive);
  }
  expect(ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length).toBeLessThan(0.8);
  expect(held / seen).toBeGreaterThanOrEqual(0.9);
}, 120_000);
