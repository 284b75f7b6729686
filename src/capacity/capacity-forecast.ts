import { FindingLog } from '../core/finding.ts';
import type { Endpoint } from '../topology/topology.ts';
import type { DailySeries } from '../traffic/throughput.ts';
import { type Crossing, crossing } from './crossing.ts';
import { forecastSeries, LEAST_DAYS, type Ranged, type SeriesForecast, SHORT_DAYS } from './forecast.ts';
import type { Forecaster } from './forecasting/forecaster.ts';
import { bandwidthOf } from './limits.ts';
import type { Month } from './months.ts';

/** When the busy rate of a zone reaches a share of its ceiling. */
export interface ThresholdCrossing extends Crossing {
  /** Share of the ceiling. */
  readonly at: number;
}

export interface ZoneForecast {
  readonly az: string;
  readonly ceilingBps: number;
  /** Busy rate (p99 of the day's samples) of each whole day, bits per second. */
  readonly history: readonly number[];
  /** Undefined where the history is too short. */
  readonly load: SeriesForecast | undefined;
  /** Empty where there is no forecast. */
  readonly thresholds: readonly ThresholdCrossing[];
}

export interface EndpointForecast {
  readonly endpoint: Endpoint;
  readonly zones: readonly ZoneForecast[];
  /** Bytes of all zones of each whole day. */
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
  const ceilingBps = bandwidthOf(endpoint)?.ceilingBps;
  const first = Math.min(...daily.map((zone) => zone.firstDay));
  const next = Math.max(...daily.map((zone) => zone.firstDay + zone.bytes.length));
  const horizon = horizonOf(input.months, next);
  const bytes = Array.from({ length: next - first }, (_, day) =>
    daily.reduce((sum, zone) => sum + (zone.bytes[first + day - zone.firstDay] ?? 0), 0),
  );
  const bytesForecast = forecastSeries(bytes, horizon, input.forecasters);
  tell(endpoint, bytes.length, findings);
  const zones = daily.map((zone): ZoneForecast => {
    const load = forecastSeries(zone.busyBps, horizon, input.forecasters);
    const offset = input.now - next;
    return {
      az: zone.az,
      ceilingBps: ceilingBps ?? Number.POSITIVE_INFINITY,
      history: zone.busyBps,
      load,
      thresholds:
        load && ceilingBps !== undefined
          ? input.thresholds.map((at) => ({ at, ...from(offset, crossing(load, zone.busyBps, at * ceilingBps)) }))
          : [],
    };
  });
  const months = input.months.map((month) => monthOf(month, next, bytes, bytesForecast));
  return { endpoint, zones, bytes, bytesForecast, months };
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
  const mean = bytes.length === 0 ? 0 : bytes.reduce((sum, value) => sum + value, 0) / bytes.length;
  const same = mean * month.days;
  return { point: same, low: same, high: same };
}

function tell({ id }: Endpoint, days: number, findings: FindingLog): void {
  if (days < LEAST_DAYS) {
    findings.add('TG3060', id, `${id} has ${days} whole days of history; a forecast needs ${LEAST_DAYS}.`);
    findings.add('TG3062', id, `The months of ${id} repeat its mean day so far, without an interval.`);
  } else if (days < SHORT_DAYS) {
    findings.add('TG3061', id, `${id} has ${days} whole days of history, so its forecast is wide.`);
  }
}
