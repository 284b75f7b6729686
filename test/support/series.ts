/** Seeded numbers in [0, 1): mulberry32, the same on every machine. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Seeded numbers of the standard normal distribution (Box and Muller). */
export function seededNormal(seed: number): () => number {
  const random = seeded(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

const WEEKDAYS = [1, 1.05, 1.1, 1.08, 1, 0.7, 0.6];
const weekly = (day: number): number => WEEKDAYS[day % 7] ?? 1;

/** Shapes that traffic takes, each from a seed: `days` values around 100. */
export const SHAPES: Readonly<Record<string, (seed: number, days: number) => number[]>> = {
  flat: make((day, noise) => 100 + 5 * noise() + 0 * day),
  weekly: make((day, noise) => 100 * weekly(day) + 4 * noise()),
  growing: make((day, noise) => 60 + day * 0.8 + 3 * noise()),
  'weekly and growing': make((day, noise) => (60 + day * 0.8) * weekly(day) + 4 * noise()),
  shrinking: make((day, noise) => Math.max(0, 200 - day * 1.2) * weekly(day) + 4 * noise()),
  step: make((day, noise) => (day < 40 ? 60 : 120) * weekly(day) + 4 * noise()),
  bursts: make((day, noise) => 100 * weekly(day) + 3 * noise() + (Math.abs(noise()) > 2 ? 150 : 0)),
  'random walk': walk(4),
  'exponential growth': make((day, noise) => 50 * 1.012 ** day * weekly(day) * (1 + 0.03 * noise())),
  saturating: make((day, noise) => (150 - 100 * Math.exp(-day / 30)) * weekly(day) + 3 * noise()),
};

function make(value: (day: number, noise: () => number) => number) {
  return (seed: number, days: number): number[] => {
    const noise = seededNormal(seed);
    return Array.from({ length: days }, (_, day) => Math.max(0, value(day, noise)));
  };
}

function walk(step: number) {
  return (seed: number, days: number): number[] => {
    const noise = seededNormal(seed);
    let level = 100;
    return Array.from({ length: days }, (_, day) => {
      level = Math.max(0, level + step * noise());
      return level * weekly(day);
    });
  };
}
