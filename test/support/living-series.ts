import { seeded, seededNormal } from './series.ts';

/** A made series and what followed it. Gaps are days without a row, which a history holds as zeros. */
export interface LivingSeries {
  readonly seed: number;
  readonly history: number[];
  readonly truth: number[];
  readonly ceiling: number;
  /** Days of the history that no row covers. */
  readonly missing: ReadonlySet<number>;
}

const AHEAD = 28;

/**
 * Traffic with a life, from a seed: a weekly season, growth or none, up to two lasting changes of level by a factor of 0.3 to 3 (the
 * last at least ten days before the end), and a gap in every third.
 */
export function livingSeries(seed: number): LivingSeries {
  const random = seeded(seed);
  const noise = seededNormal(seed + 10_000);
  const days = 40 + Math.floor(random() * 80);
  const base = 20 + random() * 60;
  const growth = seed % 2 === 0 ? (random() - 0.3) * 0.004 * base : 0;
  const season = Array.from({ length: 7 }, (_, day) => (day < 5 ? 1 + 0.1 * random() : 0.4 + 0.5 * random()));
  const noiseShare = 0.01 + 0.06 * random();
  const changes = Array.from({ length: seed % 3 }, () => ({
    day: 14 + Math.floor(random() * (days - 24)),
    factor: random() < 0.5 ? 0.3 + 0.4 * random() : 1.5 + 1.5 * random(),
  }));
  const gap = {
    from: 10 + Math.floor(random() * (days - 25)),
    days: seed % 3 === 0 ? 1 + Math.floor(random() * 5) : 0,
  };
  const missing = new Set(Array.from({ length: gap.days }, (_, index) => gap.from + index));
  const value = (day: number): number => {
    const level = changes.reduce((at, change) => (day >= change.day ? at * change.factor : at), base + growth * day);
    return Math.max(0, level * (season[day % 7] ?? 1) * (1 + noiseShare * noise()));
  };
  const all = Array.from({ length: days + AHEAD }, (_, day) => value(day));
  const ceiling = 1.1 * Math.max(...all);
  const history = all.slice(0, days).map((each, day) => (missing.has(day) ? 0 : each));
  return { seed, history, truth: all.slice(days), ceiling, missing };
}
