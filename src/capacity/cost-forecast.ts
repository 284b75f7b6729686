import { Decimal, sum } from '../core/decimal.ts';
import type { Finding } from '../core/finding.ts';
import { quantityText } from '../core/money.ts';
import { billedGb, HOURS_PER_MONTH } from '../core/quantity.ts';
import { type Estimate, estimate } from '../model/estimate.ts';
import type { RateCard } from '../rates/rate-card.ts';
import type { Topology } from '../topology/topology.ts';
import { type EndpointTraffic, mergeTraffic, type TrafficProfile } from '../traffic/traffic.ts';
import type { EndpointForecast } from './capacity-forecast.ts';
import type { Ranged } from './forecast.ts';
import type { Month } from './months.ts';

const HOURS_PER_DAY = 24;

/** A pool that reaches a price tier it did not reach the month before. */
export interface TierCrossing {
  readonly region: string;
  readonly product: string;
  /** "2027-03". */
  readonly month: string;
  /** Where the tier begins, in billed GB a month, and the price of a GB in it. */
  readonly fromGb: Decimal;
  readonly price: Decimal;
}

export interface MonthCost {
  readonly month: Month;
  readonly hours: Decimal;
  /** Billed GB forecast for the endpoints with a history. */
  readonly gb: { readonly point: Decimal; readonly low: Decimal; readonly high: Decimal };
  readonly cost: Estimate;
  /** Totals with every endpoint at the low or high end of its interval. */
  readonly low: Decimal;
  readonly high: Decimal;
}

export interface CostForecast {
  readonly months: readonly MonthCost[];
  readonly tiers: readonly TierCrossing[];
  readonly findings: readonly Finding[];
}

export interface CostForecastInput {
  readonly topology: Topology;
  readonly cards: ReadonlyMap<string, RateCard>;
  readonly months: readonly Month[];
  readonly endpoints: readonly EndpointForecast[];
  /** Traffic of endpoints without a history: stated in files, or measured as one total. It wins over what the topology states. */
  readonly traffic?: TrafficProfile | undefined;
  /** Findings of the readers: what they leave out has an unknown line each month. */
  readonly findings?: readonly Finding[] | undefined;
  readonly billingDate?: string | undefined;
}

/**
 * Prices each month: its own hours (a 31-day month has 744), the bytes that are forecast, pool tiers and all. Endpoints without a
 * history keep what files or the topology state. Low and high take every endpoint at the same end, which is wider than chance. Pure.
 */
export function costForecast(input: CostForecastInput): CostForecast {
  const months = input.months.map((month, index) => monthCost(input, month, index));
  return { months, tiers: tierCrossings(months), findings: months[0]?.cost.findings.findings ?? [] };
}

function monthCost(
  { topology, cards, endpoints, traffic = new Map(), findings, billingDate }: CostForecastInput,
  month: Month,
  index: number,
): MonthCost {
  const hours = new Decimal(month.days * HOURS_PER_DAY);
  const price = (end: keyof Ranged): Estimate =>
    estimate({
      topology: withGrownFlows(topology, endpoints, index, end),
      cards,
      traffic: mergeTraffic(traffic, trafficOf(endpoints, index, end)),
      findings,
      hours,
      billingDate,
    });
  const gb = (end: keyof Ranged): Decimal =>
    sum(endpoints.map(({ months }) => billedGb(Math.round(months[index]?.[end] ?? 0))));
  return {
    month,
    hours,
    gb: { point: gb('point'), low: gb('low'), high: gb('high') },
    cost: price('point'),
    low: price('low').totals.low,
    high: price('high').totals.high,
  };
}

function trafficOf(endpoints: readonly EndpointForecast[], index: number, end: keyof Ranged): TrafficProfile {
  return new Map(
    endpoints.map(({ endpoint, months, bytes }): [string, EndpointTraffic] => [
      endpoint.id,
      {
        monthlyGb: billedGb(Math.round(months[index]?.[end] ?? 0)),
        provenance: { source: 'throughput-file', samples: bytes.length },
      },
    ]),
  );
}

/** Stated flows grow with the bytes of their endpoint, so that what hangs on them (Transit Gateway, zones) grows too. */
function withGrownFlows(
  topology: Topology,
  endpoints: readonly EndpointForecast[],
  index: number,
  end: keyof Ranged,
): Topology {
  if (topology.flows === undefined) return topology;
  const growth = new Map(endpoints.map((each) => [each.endpoint.id, growthOf(each, index, end)]));
  const flows = topology.flows.map((flow) => {
    const factor = growth.get(flow.endpoint);
    if (factor === undefined) return flow;
    return { ...flow, monthlyGb: quantityText(new Decimal(flow.monthlyGb).times(factor)) };
  });
  return { ...topology, flows };
}

/** Bytes of a month over those of a month of 730 h at the mean of the history. */
function growthOf({ bytes, months }: EndpointForecast, index: number, end: keyof Ranged): Decimal {
  const measured = bytes.reduce((total, day) => total + day, 0);
  if (measured === 0) return new Decimal(1);
  const mean = new Decimal(measured).div(bytes.length).times(HOURS_PER_MONTH).div(HOURS_PER_DAY);
  return new Decimal(Math.round(months[index]?.[end] ?? 0)).div(mean);
}

/** The first month of each pool only shows where it stands; later months tell when it reaches a further tier. */
function tierCrossings(months: readonly MonthCost[]): readonly TierCrossing[] {
  const reached = new Map<string, Decimal>();
  const crossings: TierCrossing[] = [];
  for (const { month, cost } of months) {
    for (const pool of cost.pools) {
      const band = pool.bands.at(-1)?.band;
      if (!band) continue;
      const key = `${pool.region}\u0000${pool.product}`;
      const before = reached.get(key);
      if (before && band.from.greaterThan(before)) {
        crossings.push({
          region: pool.region,
          product: pool.product,
          month: month.month,
          fromGb: band.from,
          price: band.price,
        });
      }
      reached.set(key, before?.greaterThan(band.from) ? before : band.from);
    }
  }
  return crossings;
}
