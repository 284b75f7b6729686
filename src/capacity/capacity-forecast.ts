import { FindingLog } from '../core/finding.ts';
import type { Endpoint } from '../topology/topology.ts';
import type { DailySeries } from '../traffic/throughput.ts';
import { type Crossing, crossing } from './crossing.ts';
import { endpointZones } from './endpoint-zones.ts';
import { forecastSeries, type Ranged, type SeriesForecast } from './forecast.ts';
import { tellHistory } from './forecast-findings.ts';
import type { Forecaster } from './forecasting/forecaster.ts';
import { bandwidthOf } from './limits.ts';
import type { Month } from './months.ts';
import { bridged, likelyGaps } from './silence.ts';

const DAY_SECONDS = 86_400;

/** When the busy rate of a zone reaches a share of its ceiling. */
export interface ThresholdCrossing extends Crossing {
  /** Share of the ceiling. */
  readonly at: number;
}

export interface ZoneForecast {
  readonly az: string;
  readonly ceilingBps: number;
  /** Day of the first of the history, counted from 1970. */
  readonly firstDay: number;
  /** Busy rate (p99 of the day's samples) of each whole day, bits per second. */
  readonly history: readonly number[];
  /** Undefined where the history is too short. */
  readonly load: SeriesForecast | undefined;
  /** Empty where there is no forecast. */
  readonly thresholds: readonly ThresholdCrossing[];
}

export interface EndpointForecast {
  readonly endpoint: Endpoint;
  /** Day of the first of `bytes`, counted from 1970. */
  readonly firstDay: number;
  /** Zones that the endpoint has; a zone of the history that it has not is left out, and named. */
  readonly zones: readonly ZoneForecast[];
  /** Bytes of all zones of each whole day; a day that is likely a gap in the measurement is as its weeks are. */
  readonly bytes: readonly number[];
  readonly bytesForecast: SeriesForecast | undefined;
  /** Bytes of each month asked for. Without a forecast they repeat the mean day, without an interval. */
  readonly months: readonly Ranged[];
}

export interface CapacityForecastInput {
  readonly endpoints: readonly { readonly endpoint: Endpoint; readonly daily: readonly DailySeries[] }[];
  readonly months: readonly Month[];
  /** Shares of the ceiling to look for. */
  readonly thresholds: readonly number[];
  /** End of the window in days since 1970, fractions included: days to a threshold count from there. */
  readonly now: number;
  readonly forecasters: readonly Forecaster[];
}

/** Forecasts load and bytes of every endpoint that has a daily history. Pure. */
export function capacityForecast(input: CapacityForecastInput): {
  readonly endpoints: readonly EndpointForecast[];
  readonly findings: FindingLog;
} {
  const findings = new FindingLog();
  const endpoints = input.endpoints
    .filter(({ daily }) => daily.length > 0)
    .map(({ endpoint, daily }) => endpointForecast(endpoint, daily, input, findings));
  return { endpoints, findings };
}

function endpointForecast(
  endpoint: Endpoint,
  daily: readonly DailySeries[],
  input: CapacityForecastInput,
  findings: FindingLog,
): EndpointForecast {
  const ceilingBps = bandwidthOf(endpoint)?.ceilingBps ?? Number.POSITIVE_INFINITY;
  const first = Math.min(...daily.map((zone) => zone.firstDay));
  const next = Math.max(...daily.map((zone) => zone.firstDay + zone.bytes.length));
  const horizon = horizonOf(input.months, next);
  const seen = daily.map((zone) => ({ ...zone, bytes: sumOf(zone.bytes), lastEnd: lastEndOf(zone), series: zone }));
  const { zones: own, foreign } = endpointZones(endpoint.azs, seen);
  // The bytes of a zone that is dropped move to the others, so they stay in the sum; its load is nobody's headroom any more.
  const measured = Array.from({ length: next - first }, (_, day) =>
    sumOf(daily.map((zone) => zone.bytes[first + day - zone.firstDay] ?? 0)),
  );
  const gaps = likelyGaps(measured);
  const bytes = bridged(measured, gaps);
  const mostBytes = (Math.max(1, own.length) * ceilingBps * DAY_SECONDS) / 8;
  const bytesForecast = forecastSeries(bytes, horizon, input.forecasters, mostBytes);
  const zones = own.flatMap(({ az, seen: found }): ZoneForecast[] => {
    if (!found) return [];
    const { firstDay, busyBps } = found.series;
    const shifted = gaps.map((gap) => ({ ...gap, from: gap.from + first - firstDay }));
    const history = bridged(busyBps, shifted);
    const load = forecastSeries(history, horizon, input.forecasters, ceilingBps);
    const offset = input.now - next;
    return [
      {
        az,
        ceilingBps,
        firstDay,
        history,
        load,
        thresholds:
          load && Number.isFinite(ceilingBps)
            ? input.thresholds.map((at) => ({ at, ...from(offset, crossing(load, history, at * ceilingBps)) }))
            : [],
      },
    ];
  });
  tellHistory({ endpoint, first, bytes, bytesForecast, zones, gaps, foreign: foreign.map(({ az }) => az) }, findings);
  const months = input.months.map((month) => monthOf(month, next, bytes, bytesForecast));
  return { endpoint, firstDay: first, zones, bytes, bytesForecast, months };
}

/** Days from the day after the history to the end of the last month. */
function horizonOf(months: readonly Month[], next: number): number {
  const last = months.at(-1);
  return last ? Math.max(1, last.firstDay + last.days - next) : 1;
}

/** Days after the end of the window instead of after the last whole day. */
function from(offset: number, { days, low, high }: Crossing): Crossing {
  const shift = (value: number | null): number | null => (value === null ? null : Math.max(0, value - offset));
  return { days: shift(days), low: shift(low), high: shift(high) };
}

function monthOf(month: Month, next: number, bytes: readonly number[], forecast: SeriesForecast | undefined): Ranged {
  if (forecast) return forecast.total(month.firstDay - next + 1, month.firstDay - next + month.days);
  const mean = bytes.length === 0 ? 0 : sumOf(bytes) / bytes.length;
  const same = mean * month.days;
  return { point: same, low: same, high: same };
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** End of the last day with a byte, seconds since 1970. */
const lastEndOf = ({ firstDay, bytes }: DailySeries): number =>
  (firstDay + bytes.findLastIndex((value) => value > 0) + 1) * DAY_SECONDS;
