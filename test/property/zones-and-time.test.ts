import { expect, test } from 'vitest';
import { forecastSeries } from '../../src/capacity/forecast.ts';
import { seasonalNaive } from '../../src/capacity/forecasting/seasonal-naive.ts';
import { bridged, likelyGaps } from '../../src/capacity/silence.ts';
import { forecastOf, headroomOf, oneEndpoint, type ThroughputRow } from '../support/capacity.ts';
import { ets } from '../support/ets.ts';
import { livingSeries } from '../support/living-series.ts';
import { fc } from '../support/property.ts';

const ZONES = ['use1-az1', 'use1-az2', 'use1-az3', 'use1-az4'];
const FROM = Date.parse('2026-08-01T00:00:00Z');

/** Hourly rows of some zones over two days, each from its first hour to its last, in Gbps. */
const history = fc.array(
  fc.record({
    first: fc.integer({ min: 0, max: 30 }),
    hours: fc.integer({ min: 1, max: 40 }),
    gbps: fc.integer({ min: 0, max: 90 }),
  }),
  { minLength: 4, maxLength: 4 },
);

const rowsOf = (zones: readonly { first: number; hours: number; gbps: number }[], names: readonly string[]) =>
  zones.flatMap(({ first, hours, gbps }, index) =>
    names.includes(ZONES[index] ?? '')
      ? Array.from({ length: hours }, (_, hour): ThroughputRow => {
          const start = new Date(FROM + (first + hour) * 3_600_000).toISOString();
          return { endpoint: 'app-logs', az: ZONES[index] ?? '', start, seconds: 3600, bytes: gbps * 450_000_000_000 };
        })
      : [],
  );

// The window must not move with the zones that are in it.
const frame = { from: '2026-08-01T00:00:00Z', to: '2026-08-04T00:00:00Z' };
const anchor = (at: number): ThroughputRow => ({
  endpoint: 'other',
  az: 'use1-az1',
  start: new Date(FROM + at * 3_600_000).toISOString(),
  seconds: 3600,
  bytes: 0,
});
const framed = (rows: readonly ThroughputRow[]) => [anchor(0), ...rows, anchor(71)];

// Each run asks a database several times.
const PATIENCE = 120_000;

test(
  'removing a zone from the network never raises the capacity reported',
  async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 2, max: 4 }), async (zones, count) => {
        const rows = framed(rowsOf(zones, ZONES));
        const capacity = async (azs: readonly string[]): Promise<number> =>
          (await headroomOf(oneEndpoint({ azs }), rows, frame)).endpoints[0]?.whole?.capacityBps ?? 0;
        const [more, fewer] = [await capacity(ZONES.slice(0, count)), await capacity(ZONES.slice(0, count - 1))];
        expect(fewer).toBeLessThanOrEqual(more);
        const named = await capacity(['us-east-1a', 'us-east-1b', 'us-east-1c'].slice(0, count - 1));
        expect(named).toBeLessThanOrEqual((count - 1) * 100e9);
      }),
      { numRuns: process.env['FULL'] === '1' ? 20 : 6 },
    );
  },
  PATIENCE,
);

test(
  'history of a foreign zone changes nothing but a finding',
  async () => {
    await fc.assert(
      fc.asyncProperty(history, async (zones) => {
        const own = ZONES.slice(0, 2);
        const network = oneEndpoint({ azs: own });
        const [without, with_] = [rowsOf(zones, own), rowsOf(zones, ZONES)].map(framed);
        const before = await headroomOf(network, without, frame);
        const after = await headroomOf(network, with_, frame);
        const rest = after.findings.filter((each) => each.code !== 'TG3070');
        const endpoints = after.endpoints.map((each) => ({ ...each, foreignZones: [] }));
        expect({ ...after, endpoints, findings: rest }).toEqual(before);
        expect(after.findings.filter((each) => each.code === 'TG3070')).toHaveLength(2);
      }),
      { numRuns: process.env['FULL'] === '1' ? 20 : 6 },
    );
  },
  PATIENCE,
);

test('a foreign zone gets no load forecast, and the loads of the others stay what they are', async () => {
  const daily = (az: string, days: readonly [number, number]): ThroughputRow[] =>
    Array.from({ length: days[1] - days[0] }, (_, day) => {
      const start = new Date(FROM + (days[0] + day) * 86_400_000).toISOString();
      return { endpoint: 'app-logs', az, start, seconds: 86_400, bytes: (10 + (day % 7)) * 1e12 };
    });
  const own = [...daily('use1-az1', [0, 40]), ...daily('use1-az2', [0, 40])];
  const before = await forecastOf(oneEndpoint(), own, { months: 2 });
  const after = await forecastOf(oneEndpoint(), [...own, ...daily('use1-az3', [0, 20])], { months: 2 });
  expect(after.endpoints[0]?.zones).toEqual(before.endpoints[0]?.zones);
});

const COUNT = process.env['FULL'] === '1' ? 200 : 60;

test(
  `the intervals of ${COUNT} series with a life hold at least as often as they claim, and stay inside what is possible`,
  () => {
    let held = 0;
    let seen = 0;
    const ratios: number[] = [];
    for (let seed = 1; seed <= COUNT; seed += 1) {
      const { history: measured, truth, ceiling, missing } = livingSeries(seed);
      const gaps = likelyGaps(measured);
      expect(new Set(gaps.flatMap(({ from, days }) => Array.from({ length: days }, (_, day) => from + day)))).toEqual(
        missing,
      );
      const series = bridged(measured, gaps);
      const found = forecastSeries(series, truth.length, [ets], ceiling);
      const naive = seasonalNaive.forecast(series, truth.length) ?? [];
      if (!found) throw new Error(`no forecast of ${seed}`);
      expect(found.mase ?? Number.NaN).toBeLessThanOrEqual(1.05 * (found.naiveMase ?? 0));
      expect(Math.max(...found.high)).toBeLessThanOrEqual(ceiling);
      expect(found.total(1, truth.length).high).toBeLessThanOrEqual(ceiling * truth.length);
      expect(Math.min(...found.low)).toBeGreaterThanOrEqual(0);
      for (const [day, value] of truth.entries()) {
        seen += 1;
        if (value >= (found.low[day] ?? 0) && value <= (found.high[day] ?? 0)) held += 1;
      }
      ratios.push(error(truth, found.point) / error(truth, naive));
    }
    expect(held / seen).toBeGreaterThanOrEqual(0.9);
    expect(ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length).toBeLessThanOrEqual(1.05);
  },
  PATIENCE,
);

const error = (truth: readonly number[], said: readonly number[]): number =>
  truth.reduce((sum, value, day) => sum + Math.abs(value - (said[day] ?? 0)), 0);
