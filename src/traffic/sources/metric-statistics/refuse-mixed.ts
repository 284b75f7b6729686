import { TollgateError } from '../../../core/errors.ts';
import type { RecordedPoints } from './recorded.ts';

/** What one file holds of an endpoint. */
export interface StatisticsAnswer {
  readonly name: string;
  readonly endpoint: string;
  readonly points: RecordedPoints;
}

/**
 * Files of one endpoint must be pages of one series, which follow each other and may share points at their seams: one at another
 * period would be counted twice, and one of a subnet would hide that of another. Throws TG1005.
 */
export function refuseMixed(answers: readonly StatisticsAnswer[]): void {
  for (const parts of Map.groupBy(answers, ({ endpoint }) => endpoint).values()) {
    const told = new Map<number, number | undefined>();
    let until = Number.NEGATIVE_INFINITY;
    for (const { name, points } of parts.toSorted((a, b) => firstOf(a) - firstOf(b))) {
      const isPage = points.starts.every((start, index) => start > until || told.get(start) === points.values[index]);
      if (!isPage) throw mixed(name);
      points.starts.forEach((start, index) => void told.set(start, points.values[index]));
      until = Math.max(until, points.starts.at(-1) ?? until);
    }
  }
}

const firstOf = ({ points }: StatisticsAnswer): number => points.starts[0] ?? 0;

const mixed = (name: string): TollgateError =>
  new TollgateError('TG1005', `${name} tells another series of the endpoint than the files before it.`, {
    location: { file: name },
    hint: 'Record one series for each endpoint: without the dimension Subnet Id, at one period.',
  });
