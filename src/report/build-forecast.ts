import type { EndpointForecast, ZoneForecast } from '../capacity/capacity-forecast.ts';
import type { CostForecast, MonthCost } from '../capacity/cost-forecast.ts';
import { INTERVAL_LEVEL, type SeriesForecast } from '../capacity/forecast.ts';
import { WEEK } from '../capacity/forecasting/forecaster.ts';
import type { Month } from '../capacity/months.ts';
import type { FindingLog } from '../core/finding.ts';
import { shortService } from '../core/ids.ts';
import { amountText, quantityText } from '../core/money.ts';
import { BYTES_PER_BILLED_GB, billedGb } from '../core/quantity.ts';
import { isoInstant } from '../core/time.ts';
import { isDiscounted } from '../model/totals.ts';
import type { TimeSpan } from '../traffic/throughput.ts';
import { ratesDocument } from './build-report.ts';
import type { EndpointForecastDocument, ForecastDocument, ZoneForecastDocument } from './forecast-document.ts';

const HISTORY_DAYS = 90;
const DAY_SECONDS = 86_400;

/** What a forecast of a network is made of. */
export interface ForecastParts {
  readonly window: TimeSpan;
  readonly months: readonly Month[];
  readonly endpoints: readonly EndpointForecast[];
  readonly cost: CostForecast;
  readonly findings: FindingLog;
}

/** Turns a forecast into its document: exact strings for money, plain numbers for measurements, nothing rounded. */
export function buildForecast(forecast: ForecastParts, ratesSource: string): ForecastDocument {
  const { window, months, endpoints, cost, findings } = forecast;
  const first = cost.months[0]?.cost;
  const document: ForecastDocument = {
    schema: 'tollgate/forecast@1',
    currency: first?.currency ?? 'USD',
    window: { start: isoInstant(window.start), end: isoInstant(window.end) },
    horizonMonths: months.length,
    intervalLevel: INTERVAL_LEVEL,
    rates: first ? ratesDocument(first, ratesSource) : { source: ratesSource, publishedAt: '', version: '' },
    months: cost.months.map(monthOf),
    tiers: cost.tiers.map((tier) => ({
      region: tier.region,
      product: tier.product,
      month: tier.month,
      fromGb: quantityText(tier.fromGb),
      price: amountText(tier.price),
    })),
    endpoints: endpoints.map((endpoint) => endpointOf(endpoint, months)),
    findings: [...findings.findings],
  };
  if (Object.keys(findings.omitted).length > 0) document.findingsOmitted = { ...findings.omitted };
  return document;
}

const monthOf = ({ month, hours, cost, low, high, gb }: MonthCost): ForecastDocument['months'][number] => ({
  month: month.month,
  hours: quantityText(hours),
  monthly: amountText(cost.totals.monthly.knownPart),
  low: amountText(low),
  high: amountText(high),
  baseline: amountText(cost.totals.baseline),
  usage: amountText(cost.totals.usage),
  ...(isDiscounted(cost.totals) && {
    list: amountText(cost.totals.list),
    listBaseline: amountText(cost.totals.listBaseline),
  }),
  gb: quantityText(gb.point),
  gbLow: quantityText(gb.low),
  gbHigh: quantityText(gb.high),
  unknownLines: cost.totals.monthly.leftOut,
});

function endpointOf(forecast: EndpointForecast, months: readonly Month[]): EndpointForecastDocument {
  const { endpoint, zones, bytes, bytesForecast } = forecast;
  const growth = bytesForecast?.growth;
  return {
    id: endpoint.id,
    ...(endpoint.service !== undefined && { service: shortService(endpoint.service) }),
    ...(endpoint.region !== undefined && { region: endpoint.region }),
    ...(endpoint.vpc !== undefined && { vpc: endpoint.vpc }),
    bytes: {
      ...modelOf(bytesForecast, bytes.length, forecast.firstDay),
      growthGbPerDay: growth === undefined ? null : growth / BYTES_PER_BILLED_GB,
      months: forecast.months.map(({ point, low, high }, index) => ({
        month: months[index]?.month ?? '',
        gb: gbText(point),
        low: gbText(low),
        high: gbText(high),
      })),
    },
    zones: zones.map(zoneOf),
  };
}

const gbText = (bytes: number): string => quantityText(billedGb(Math.round(bytes)));

const zoneOf = ({ az, ceilingBps, firstDay, history, load, thresholds }: ZoneForecast): ZoneForecastDocument => ({
  ...modelOf(load, history.length, firstDay),
  az,
  ceilingBps,
  growthBpsPerDay: load?.growth ?? null,
  thresholds: thresholds.map((each) => ({ ...each })),
  historyBps: history.slice(-HISTORY_DAYS),
  weeks: { point: weekly(load?.point), low: weekly(load?.low), high: weekly(load?.high) },
});

const modelOf = (forecast: SeriesForecast | undefined, days: number, firstDay: number) => ({
  method: forecast?.method ?? ('none' as const),
  mase: forecast?.mase ?? null,
  naiveMase: forecast?.naiveMase ?? null,
  coverage: forecast?.coverage ?? null,
  widenedBy: forecast?.widenedBy ?? 1,
  historyDays: days,
  levelChanges: (forecast?.changes ?? []).map(({ day, before, after }) => ({
    day: isoInstant((firstDay + day) * DAY_SECONDS).slice(0, 10),
    before,
    after,
  })),
});

/** Highest value of each whole week: the days of a part of one may all be quiet ones. */
const weekly = (values: readonly number[] = []): number[] =>
  Array.from({ length: Math.floor(values.length / WEEK) || Math.sign(values.length) }, (_, week) =>
    Math.max(...values.slice(week * WEEK, (week + 1) * WEEK)),
  );
