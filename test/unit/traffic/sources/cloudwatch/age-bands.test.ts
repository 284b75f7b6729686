import { describe, expect, test } from 'vitest';
import { SETTLING_SECONDS } from '../../../../../src/traffic/metric-source.ts';
import { ageBands, alignedStart } from '../../../../../src/traffic/sources/cloudwatch/age-bands.ts';
import { fc } from '../../../../support/property.ts';

const DAY = 86_400;
const NOW = Date.UTC(2026, 10, 23, 8, 25, 17) / 1000;

/** The retention as CloudWatch documents it, written down a second time. */
const finestPeriodOf = (age: number): number =>
  age < 15 * DAY ? 60 : age < 63 * DAY ? 300 : age < 455 * DAY ? 3600 : Number.POSITIVE_INFINITY;

const moment = fc.integer({ min: NOW - 10_000, max: NOW + 500 * DAY });
const spans = fc.record({ now: moment, age: fc.nat(500 * DAY), length: fc.nat(500 * DAY) });

describe('age bands', () => {
  test('each period is still held, for a scan that takes up to three hours', () => {
    fc.assert(
      fc.property(spans, ({ now, age, length }) => {
        for (const { periodSeconds, start } of ageBands(now - age, now - age + length, now)) {
          expect(periodSeconds).toBeGreaterThanOrEqual(finestPeriodOf(now - start));
          expect(periodSeconds).toBeGreaterThanOrEqual(finestPeriodOf(now + 2 * 3600 - start));
        }
      }),
    );
  });

  test('bands follow one another without a gap or an overlap, from coarse to fine, and cover the span', () => {
    fc.assert(
      fc.property(spans, ({ now, age, length }) => {
        const [start, end] = [now - age, now - age + length];
        const bands = ageBands(start, end, now);
        bands.slice(1).forEach((band, index) => {
          expect(band.start).toBe(bands[index]?.end);
          expect(band.periodSeconds).toBeLessThan(bands[index]?.periodSeconds ?? 0);
        });
        const oldest = now - 455 * DAY + 4 * 3600;
        const newest = Math.floor(Math.min(end, now - SETTLING_SECONDS) / 60) * 60;
        if (Math.max(start, oldest) >= newest) return;
        expect(bands[0]?.start).toBeLessThanOrEqual(Math.max(start, oldest));
        expect(bands.at(-1)?.end).toBe(newest);
      }),
    );
  });

  test('bounds lie on the period of their band, but for the newest end, which lies on a minute', () => {
    fc.assert(
      fc.property(spans, ({ now, age, length }) => {
        const bands = ageBands(now - age, now - age + length, now);
        for (const [index, { periodSeconds, start, end }] of bands.entries()) {
          expect(start % periodSeconds).toBe(0);
          expect(end % (index === bands.length - 1 ? 60 : 3600)).toBe(0);
          expect(end).toBeGreaterThan(start);
        }
      }),
    );
  });

  test('the finest period an age has is used, but for the three hours before it goes', () => {
    const [coarse, middle, fine] = ageBands(NOW - 100 * DAY, NOW, NOW);
    expect([coarse?.periodSeconds, middle?.periodSeconds, fine?.periodSeconds]).toEqual([3600, 300, 60]);
    expect(NOW - (fine?.start ?? 0)).toBeGreaterThan(15 * DAY - 4 * 3600);
    expect(NOW - (middle?.start ?? 0)).toBeGreaterThan(63 * DAY - 4 * 3600);
  });

  test('what is not settled yet, in the future or older than the retention is not asked for', () => {
    expect(ageBands(NOW - 60, NOW, NOW)).toEqual([]);
    expect(ageBands(NOW + 60, NOW + 3600, NOW)).toEqual([]);
    expect(ageBands(NOW - 600 * DAY, NOW - 500 * DAY, NOW)).toEqual([]);
  });
});

describe('aligned start', () => {
  test('15, 63 and 455 days start inside the reach of their period: one band, not a sliver more', () => {
    for (const [days, period] of [
      [15, 60],
      [63, 300],
      [455, 3600],
    ] as const) {
      const bands = ageBands(alignedStart(NOW - days * DAY, NOW), NOW, NOW);
      expect(bands[0]?.periodSeconds).toBe(period);
    }
  });

  test('moves a start by four hours at most, and never beyond it by an hour', () => {
    fc.assert(
      fc.property(moment, fc.nat(455 * DAY), (now, age) => {
        const moved = alignedStart(now - age, now) - (now - age);
        expect(moved).toBeLessThanOrEqual(4 * 3600);
        expect(moved).toBeGreaterThan(-3600);
      }),
    );
  });
});
