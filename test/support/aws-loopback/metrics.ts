import type { World } from './world.ts';

interface Query {
  readonly Id: string;
  readonly MetricStat: {
    readonly Metric: {
      readonly MetricName: string;
      readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
    };
    readonly Period: number;
  };
}

export interface MetricCall {
  readonly MetricDataQueries: readonly Query[];
  readonly StartTime: number;
  readonly EndTime: number;
  readonly MaxDatapoints?: number;
  readonly NextToken?: string;
}

interface Result {
  readonly Id: string;
  Timestamps: number[];
  Values: number[];
  StatusCode: string;
}

/** The exact dimension sets of PrivateLink, in any order: a set with one name more or less names nothing. */
const ZONE = ['Endpoint Type', 'Service Name', 'Subnet Id', 'VPC Endpoint Id', 'VPC Id'];
const WHOLE = ZONE.filter((name) => name !== 'Subnet Id');

/**
 * GetMetricData as documented: results in query order, at most MaxDatapoints of them on a page, the rest behind NextToken; start
 * inside, end outside; a period finer than the age allows is answered with silence.
 */
export function answerMetrics(
  world: World,
  call: MetricCall,
  now: number,
  pageSize: number,
): { MetricDataResults: Result[]; NextToken?: string } {
  const skip = call.NextToken === undefined ? 0 : Number(call.NextToken);
  const most = Math.min(call.MaxDatapoints ?? 100_800, pageSize);
  const results: Result[] = [];
  let seen = 0;
  let taken = 0;
  let more = false;
  for (const query of call.MetricDataQueries) {
    const series = pointsOf(world, query, call, now);
    const from = Math.max(0, skip - seen);
    const part = series.slice(from, from + most - taken);
    seen += series.length;
    taken += part.length;
    const isCut = from + part.length < series.length;
    if (part.length > 0 || series.length === 0 || isCut) {
      results.push({
        Id: query.Id,
        Timestamps: part.map(([time]) => time),
        Values: part.map(([, value]) => value),
        StatusCode: isCut ? 'PartialData' : 'Complete',
      });
    }
    more ||= isCut;
    if (more) break;
  }
  return { MetricDataResults: results, ...(more && { NextToken: String(skip + taken) }) };
}

/** The points of a series are made once, not for each page of it. */
const CACHE = new WeakMap<World, Map<string, [number, number][]>>();

function pointsOf(world: World, query: Query, { StartTime, EndTime }: MetricCall, now: number): [number, number][] {
  const { Metric, Period } = query.MetricStat;
  const isBytes = Metric.MetricName === 'BytesProcessed';
  if ((!isBytes && world.others === undefined) || !retained(StartTime, Period, now)) return [];
  const dimensions = new Map(Metric.Dimensions.map(({ Name, Value }) => [Name, Value]));
  const names = [...dimensions.keys()].sort().join();
  const endpoint = world.endpoints.find((each) => each.id === dimensions.get('VPC Endpoint Id'));
  if (!endpoint) return [];
  const subnet = dimensions.get('Subnet Id');
  const subnets =
    names === ZONE.join() && subnet !== undefined ? [subnet] : names === WHOLE.join() ? endpoint.subnets : [];
  const key = [isBytes, endpoint.id, subnet, Period, StartTime, EndTime].join(' ');
  const known = CACHE.get(world)?.get(key);
  if (known) return known;
  const points: [number, number][] = [];
  const step = Math.max(Period, world.stepSeconds ?? Period);
  for (let time = Math.ceil(StartTime / step) * step; time < EndTime; time += step) {
    const values = subnets.flatMap((each) => world.bytes(endpoint.id, each, time, Period) ?? []);
    if (values.length > 0)
      points.push([time, isBytes ? values.reduce((sum, value) => sum + value, 0) : (world.others ?? 0)]);
  }
  CACHE.set(world, (CACHE.get(world) ?? new Map()).set(key, points));
  return points;
}

const DAY = 86_400;
function retained(start: number, period: number, now: number): boolean {
  const age = now - start;
  const finest = age < 15 * DAY ? 60 : age < 63 * DAY ? 300 : age < 455 * DAY ? 3600 : Number.POSITIVE_INFINITY;
  return period % finest === 0;
}
