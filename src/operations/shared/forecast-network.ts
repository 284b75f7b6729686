import { capacityForecast, type EndpointForecast } from '../../capacity/capacity-forecast.ts';
import { type CostForecast, costForecast } from '../../capacity/cost-forecast.ts';
import type { Forecaster } from '../../capacity/forecasting/forecaster.ts';
import { type Month, monthsFrom } from '../../capacity/months.ts';
import { type Finding, FindingLog } from '../../core/finding.ts';
import { regionsOf } from '../../model/regions-of.ts';
import type { RateSource } from '../../rates/rate-source.ts';
import type { TopologyReading } from '../../topology/topology-source.ts';
import type { ThroughputHistory, TimeSpan } from '../../traffic/throughput.ts';
import type { TrafficProfile } from '../../traffic/traffic.ts';
import { askHistory, type HistoryWindowOptions, strangersOf, windowFindings } from '../inputs/ask-history.ts';
import { loadCards } from './estimate-network.ts';

const DAY_SECONDS = 86_400;

export interface ForecastRequest {
  readonly reading: TopologyReading;
  /** Measured throughput; the caller closes it. */
  readonly history: ThroughputHistory;
  readonly findings?: readonly Finding[] | undefined;
  /** Traffic of endpoints that the history does not hold. */
  readonly traffic?: TrafficProfile | undefined;
  readonly window?: HistoryWindowOptions | undefined;
  /** Whole calendar months to look ahead. */
  readonly months: number;
  /** Shares of the ceiling whose crossing is forecast, ascending. */
  readonly thresholds: readonly number[];
  readonly billingDate?: string | undefined;
}

export interface Forecast {
  readonly window: TimeSpan;
  readonly months: readonly Month[];
  readonly endpoints: readonly EndpointForecast[];
  readonly cost: CostForecast;
  readonly findings: FindingLog;
}

/** Use case: when each zone fills up, and what each coming month costs. `forecasters` are methods beside the built-in ones. */
export async function forecastNetwork(
  request: ForecastRequest,
  rates: RateSource,
  forecasters: readonly Forecaster[],
): Promise<Forecast> {
  const { reading, history, thresholds, billingDate } = request;
  const { topology } = reading;
  const query = await askHistory(history, topology, request.window ?? {});
  const daily = Map.groupBy(await history.daily(query), (series) => series.endpoint);
  const now = query.window.end / DAY_SECONDS;
  const months = monthsFrom(Math.floor(now), request.months);
  const { endpoints, findings } = capacityForecast({
    endpoints: topology.endpoints.map((endpoint) => ({ endpoint, daily: daily.get(endpoint.id) ?? [] })),
    months,
    thresholds,
    now,
    forecasters,
  });
  const { cards, findings: rateFindings } = await loadCards(regionsOf(topology), rates);
  const cost = costForecast({
    topology,
    cards,
    months,
    endpoints,
    traffic: request.traffic,
    findings: reading.findings,
    billingDate,
  });
  const log = new FindingLog();
  log.addAll([
    ...findings.findings,
    ...windowFindings(query, request.window ?? {}),
    ...reading.findings,
    ...(request.findings ?? []),
    ...(await strangersOf(history, query)),
  ]);
  log.addAll([...rateFindings, ...cost.findings]);
  return { window: query.window, months, endpoints, cost, findings: log };
}
