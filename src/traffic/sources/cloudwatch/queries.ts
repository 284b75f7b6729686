import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { MetricColumn, MetricTarget } from '../../metric-source.ts';
import { type AgeBand, ageBands } from './age-bands.ts';
import { FACTS } from './facts.ts';

/** One series to ask for. `az` undefined = the whole target: a check of the zones, never added to them. */
export interface SeriesQuery {
  readonly target: MetricTarget;
  readonly span: readonly [number, number];
  readonly az: string | undefined;
  readonly column: MetricColumn;
  readonly band: AgeBand;
  readonly query: Omit<MetricDataQuery, 'Id'>;
}

/** The check of the zone split needs totals only: a point a day, or an hour where the band holds no two full days. */
const CHECK_PERIODS = [
  { periodSeconds: 86_400, least: 2 },
  { periodSeconds: 3600, least: 1 },
] as const;

/** Every series of the targets, oldest spans first within a target. Metric units are not sent: they are not documented. */
export function seriesQueries(targets: readonly MetricTarget[], now: number): readonly SeriesQuery[] {
  return targets.flatMap((target) =>
    target.spans.flatMap((span) => ageBands(span[0], span[1], now).flatMap((band) => queriesOf(target, span, band))),
  );
}

function queriesOf(target: MetricTarget, span: SeriesQuery['span'], band: AgeBand): SeriesQuery[] {
  const { namespace, metrics } = FACTS[target.kind];
  const of = (
    metric: (typeof metrics)[number],
    az: string | undefined,
    dimension: string | undefined,
    over: AgeBand,
  ): SeriesQuery => ({
    target,
    span,
    az,
    column: metric.column,
    band: over,
    query: {
      MetricStat: {
        Metric: { Namespace: namespace, MetricName: metric.name, Dimensions: dimensionsOf(target, dimension) },
        Period: over.periodSeconds,
        Stat: metric.statistic,
      },
      ReturnData: true,
    },
  });
  const zones = target.zones.flatMap(({ az, dimension }) => metrics.map((metric) => of(metric, az, dimension, band)));
  const check = checkBand(band);
  const bytes = metrics.find((metric) => metric.column === 'bytes');
  return check === undefined || bytes === undefined ? zones : [...zones, of(bytes, undefined, undefined, check)];
}

/** The full days or hours of a band: what both dimension sets are compared over. */
export function checkBand(band: AgeBand): AgeBand | undefined {
  for (const { periodSeconds, least } of CHECK_PERIODS) {
    const start = Math.ceil(band.start / periodSeconds) * periodSeconds;
    const end = Math.floor(band.end / periodSeconds) * periodSeconds;
    if (end - start >= least * periodSeconds) return { periodSeconds, start, end };
  }
  return undefined;
}

/** The exact dimension sets: names carry spaces, and a set with one dimension more or less names another metric. */
function dimensionsOf(target: MetricTarget, zone: string | undefined): { Name: string; Value: string }[] {
  if (target.kind === 'service') {
    const service = [{ Name: 'Service Id', Value: target.id }];
    return zone === undefined ? service : [{ Name: 'Az', Value: zone }, ...service];
  }
  return [
    { Name: 'Endpoint Type', Value: target.type },
    { Name: 'Service Name', Value: target.service },
    ...(zone === undefined ? [] : [{ Name: 'Subnet Id', Value: zone }]),
    { Name: 'VPC Endpoint Id', Value: target.id },
    { Name: 'VPC Id', Value: target.vpc },
  ];
}
