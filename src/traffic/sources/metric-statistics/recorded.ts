import { z } from 'zod';
import { TollgateError } from '../../../core/errors.ts';
import { recordedTime } from '../../../core/recorded-time.ts';
import type { MetricColumn } from '../../metric-source.ts';
import { FACTS } from '../cloudwatch/facts.ts';

const STATISTICS = ['Sum', 'Maximum', 'Average', 'Minimum', 'SampleCount'] as const;
type Statistic = (typeof STATISTICS)[number];

const time = z.union([z.iso.datetime({ offset: true }).transform((text) => new Date(text)), recordedTime()]);
const answerSchema = z.object({
  Label: z.string(),
  Datapoints: z.array(
    z.object({ Timestamp: time, ...Object.fromEntries(STATISTICS.map((name) => [name, z.number().optional()])) }),
  ),
});
/** Recorders wrap an answer in { data: ... }; the AWS CLI prints the answer itself. */
const recordingSchema = z.union([z.object({ data: answerSchema }).transform(({ data }) => data), answerSchema]);

/** Datapoints of one metric as somebody recorded them, oldest first. `starts` are seconds since 1970 UTC. */
export interface RecordedPoints {
  readonly column: MetricColumn;
  /** What the values are: a recorder may have asked for another statistic than a scan does. */
  readonly statistic: Statistic;
  readonly starts: readonly number[];
  readonly values: readonly number[];
}

/**
 * Reads a recorded answer of GetMetricStatistics (`aws cloudwatch get-metric-statistics`, or a recording of it). The statistic a
 * scan asks for is taken where the answer has it. Throws TG1005 for anything else, or a metric that is none of PrivateLink's.
 */
export function recordedPoints(recording: unknown, name: string): RecordedPoints {
  const parsed = recordingSchema.safeParse(recording);
  if (!parsed.success) throw unreadable(name, 'it is no answer of GetMetricStatistics');
  const { Label, Datapoints } = parsed.data;
  const known = [...FACTS.endpoint.metrics, ...FACTS.service.metrics].find((metric) => metric.name === Label);
  if (known === undefined) throw unreadable(name, 'its metric is none of PrivateLink');
  const points = Datapoints.map((point) => point as { readonly Timestamp: Date } & Partial<Record<Statistic, number>>);
  const held = (statistic: Statistic): boolean => points.every((point) => point[statistic] !== undefined);
  const statistic = [known.statistic, ...STATISTICS].find(held);
  if (statistic === undefined) throw unreadable(name, 'no statistic is there for every point');
  const sorted = points.toSorted((a, b) => a.Timestamp.getTime() - b.Timestamp.getTime());
  return {
    column: known.column,
    statistic,
    starts: sorted.map((point) => Math.floor(point.Timestamp.getTime() / 1000)),
    values: sorted.flatMap((point) => point[statistic] ?? []),
  };
}

const unreadable = (name: string, why: string): TollgateError =>
  new TollgateError('TG1005', `${name} cannot be read: ${why}.`, { location: { file: name } });
