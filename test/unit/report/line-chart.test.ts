import { expect, test } from 'vitest';
import { lineChart } from '../../../src/report/line-chart.ts';
import { plotOf } from '../../../src/report/line-chart-parts.ts';
import { fc } from '../../support/property.ts';

const values = fc.array(fc.double({ min: 0, max: 1e12, noNaN: true }), { minLength: 1, maxLength: 40 });
const chartOf = (lines: readonly (readonly number[])[], ceiling: number) => ({
  title: 'load',
  lines: lines.map((each, index) => ({ name: `zone ${index}`, values: each })),
  levels: [{ name: 'ceiling', value: ceiling, kind: 'ceiling' as const }],
  value: String,
  ends: ['a', 'b'] as const,
});

test('the axis begins at zero, has three to six even ticks, and holds every value and limit', () => {
  fc.assert(
    fc.property(
      fc.array(values, { minLength: 1, maxLength: 4 }),
      fc.double({ min: 1, max: 1e12, noNaN: true }),
      (lines, ceiling) => {
        const { ticks } = plotOf(chartOf(lines, ceiling));
        expect(ticks[0]).toBe(0);
        expect(ticks.length).toBeGreaterThanOrEqual(3);
        expect(ticks.length).toBeLessThanOrEqual(6);
        expect((ticks.at(-1) ?? 0) * (1 + 1e-9)).toBeGreaterThanOrEqual(Math.max(ceiling, ...lines.flat()));
      },
    ),
  );
});

test('half of the highest tick stands in the middle: the axis is linear', () => {
  const plot = plotOf(chartOf([[0, 8]], 8));
  const [low, middle, high] = [0, 4, 8].map((value) => Number(plot.y(value)));
  expect((low ?? 0) - (middle ?? 0)).toBe((middle ?? 0) - (high ?? 0));
});

test('every number of the picture is finite, whatever the values are', () => {
  fc.assert(
    fc.property(fc.array(values, { minLength: 1, maxLength: 4 }), (lines) => {
      expect(lineChart(chartOf(lines, 1))).not.toMatch(/NaN|Infinity/);
    }),
  );
  expect(lineChart({ ...chartOf([[0, 0]], 0), levels: [] })).not.toMatch(/NaN|Infinity/);
});

test('lines differ in stroke, not by colour alone', () => {
  const svg = lineChart(
    chartOf(
      [
        [1, 2],
        [2, 3],
        [3, 4],
      ],
      5,
    ),
  );
  const dashes = [...svg.matchAll(/<polyline [^>]*?(stroke-dasharray="[^"]*")?>/g)].map(([, dash]) => dash ?? 'full');
  expect(new Set(dashes).size).toBe(3);
});
