import { z } from 'zod';
import { TollgateError } from '../../../core/errors.ts';
import type { Series } from './series.ts';

/** GetMetricData, API reference of CloudWatch (2010-08-01). */
const pageSchema = z.object({
  MetricDataResults: z.array(
    z.object({
      Id: z.string(),
      Label: z.string().default(''),
      Timestamps: z.array(z.iso.datetime({ offset: true })).default([]),
      Values: z.array(z.number()).default([]),
      StatusCode: z.string().default('Complete'),
    }),
  ),
  NextToken: z.string().nullish(),
});
const fileSchema = z.union([pageSchema.transform((page) => [page]), z.array(pageSchema).min(1)]);

export interface MetricPage {
  readonly name: string;
  readonly series: readonly Series[];
  /** Whether CloudWatch says that another page follows. */
  readonly hasNext: boolean;
}

/** Whether a document is an answer of GetMetricData, or a list of its pages. */
export const isMetricData = (value: unknown): boolean =>
  [value].flat().some((page) => typeof page === 'object' && page !== null && 'MetricDataResults' in page);

/** Reads `aws cloudwatch get-metric-data` as JSON. Throws TG1005. */
export function metricPages(value: unknown, name: string): readonly MetricPage[] {
  const parsed = fileSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw unreadable(name, `it is no answer of GetMetricData (${issue?.path.join('.')}: ${issue?.message})`);
  }
  return parsed.data.map(({ MetricDataResults, NextToken }) => ({
    name,
    hasNext: (NextToken ?? '') !== '',
    series: MetricDataResults.map(({ Id, Label, Timestamps, Values, StatusCode }) => {
      if (Timestamps.length !== Values.length) throw unreadable(name, `${Id} has more times than values, or fewer`);
      const points = Timestamps.map(
        (time, index) => [Math.floor(Date.parse(time) / 1000), Values[index] ?? 0] as const,
      );
      return { file: name, id: Id, label: Label, status: StatusCode, points };
    }),
  }));
}

/** The series of all pages. Partial data is whole where a next page was given. Throws TG4075 where the last page names a next one. */
export function seriesOfPages(pages: readonly MetricPage[]): readonly Series[] {
  const last = pages.at(-1);
  if (last === undefined) return [];
  if (pages.every(({ hasNext }) => hasNext)) {
    throw new TollgateError('TG4075', `${last.name} has a NextToken, and the page that it names is not given.`, {
      location: { file: last.name },
      hint: 'Ask for the next page with `--next-token`, until an answer has none, and give every page.',
    });
  }
  const isPaged = pages.some(({ hasNext }) => hasNext);
  return pages.flatMap(({ series }) =>
    series.map((each) => (isPaged && each.status === 'PartialData' ? { ...each, status: 'Complete' } : each)),
  );
}

const unreadable = (name: string, why: string): TollgateError =>
  new TollgateError('TG1005', `${name} cannot be read: ${why}.`, { location: { file: name } });
