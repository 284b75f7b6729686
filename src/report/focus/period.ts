/** A stretch of time as FOCUS writes it: start inside, end outside, UTC. */
export interface Period {
  readonly start: string;
  readonly end: string;
}

const text = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z');

/** A month, YYYY-MM. */
export function periodOf(month: string): Period {
  const [year = 1970, number = 1] = month.split('-').map(Number);
  return { start: text(Date.UTC(year, number - 1, 1)), end: text(Date.UTC(year, number, 1)) };
}

/** Days from the first to the last, both inside. */
export const periodOfDays = (from: string, to: string): Period => ({
  start: text(Date.parse(from)),
  end: text(Date.parse(to) + 86_400_000),
});

/** Hours of a month, YYYY-MM. */
export const hoursOf = (month: string): number => {
  const { start, end } = periodOf(month);
  return (Date.parse(end) - Date.parse(start)) / 3_600_000;
};
