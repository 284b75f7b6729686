import { forecastSeries } from '../src/capacity/forecast.ts';
import { ets } from '../test/support/ets.ts';
import { SHAPES } from '../test/support/series.ts';
import { type Benchmark, processorClock, timed } from './harness.ts';

/** Every shape of the tests, a year ahead, from histories of 30, 60 and 90 days. */
const SERIES = Object.values(SHAPES).flatMap((shape) =>
  [30, 60, 90].flatMap((days) => [1, 2, 3].map((seed) => shape(seed, days))),
);

/** Forecasts with their back-test in a second of one processor: an absolute figure, because the requirement is one. */
function perSecond(): number {
  const all = (): void => {
    for (const series of SERIES) forecastSeries(series, 365, [ets]);
  };
  all();
  return Math.max(...Array.from({ length: 3 }, () => (SERIES.length * 1000) / timed(all, processorClock)));
}

export const benchmarks: readonly Benchmark[] = [
  { name: 'forecasts with back-test in a second of one processor', better: 'higher', measure: perSecond },
];
