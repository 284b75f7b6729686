import type { EndpointForecast } from '../../capacity/capacity-forecast.ts';
import { Decimal } from '../../core/decimal.ts';
import { TollgateError } from '../../core/errors.ts';
import { quantityText } from '../../core/money.ts';
import { billedGb, HOURS_PER_MONTH } from '../../core/quantity.ts';
import type { Topology } from '../../topology/topology.ts';
import type { EndpointTraffic, TrafficProfile } from '../../traffic/traffic.ts';
import { type NetworkInputs, withHistory } from '../inputs/network-inputs.ts';
import type { Services } from '../services.ts';
import { forecastNetwork } from '../shared/forecast-network.ts';

const HOURS_PER_DAY = 24;

export interface Future {
  readonly topology: Topology;
  readonly profile: TrafficProfile;
}

/**
 * The network at a month ahead: bytes as forecast, peaks grown like the high end of the bytes (so that headroom errs to the safe
 * side), flows grown with their endpoint. Endpoints without a history keep what is known of today. Throws TG3005 without a history.
 */
export function futureOf(
  request: NetworkInputs,
  months: number,
  today: TrafficProfile,
  services: Pick<Services, 'rates' | 'forecasters'>,
): Promise<Future> {
  return withHistory(request, async ({ reading, history, findings }) => {
    if (!history) {
      throw new TollgateError('TG3005', 'Deciding for a month ahead needs measured throughput, and there is none.', {
        hint: 'Give --traffic FILE.csv or .parquet, or a snapshot made by `tollgate scan`; or leave out the horizon.',
      });
    }
    const request = { reading, history, findings, months, thresholds: [] };
    const forecast = await forecastNetwork(request, services.rates, await services.forecasters());
    const days = forecast.months.at(-1)?.days ?? 0;
    const profile = new Map(today);
    const growth = new Map<string, Decimal>();
    for (const each of forecast.endpoints) {
      const { id } = each.endpoint;
      const grown = grownTraffic(each, days, today.get(id));
      if (!grown) continue;
      profile.set(id, grown.traffic);
      growth.set(id, grown.growth);
    }
    return { profile, topology: withGrownFlows(reading.topology, growth) };
  });
}

/** A month's bytes for a month of 730 h, and how much that is of today's. */
function grownTraffic(
  { months }: EndpointForecast,
  days: number,
  today: EndpointTraffic | undefined,
): { traffic: EndpointTraffic; growth: Decimal } | undefined {
  const last = months.at(-1);
  if (!last || !today || days === 0) return undefined;
  const scale = HOURS_PER_MONTH.div(days * HOURS_PER_DAY);
  const monthlyGb = billedGb(Math.round(last.point)).times(scale);
  if (today.monthlyGb.isZero()) return { traffic: { ...today, monthlyGb }, growth: new Decimal(1) };
  const rise = Decimal.max(billedGb(Math.round(last.high)).times(scale).div(today.monthlyGb), 1);
  const zones = today.peakGbpsByZone && new Map([...today.peakGbpsByZone].map(([az, peak]) => [az, peak.times(rise)]));
  const { byZone: _, ...rest } = today;
  return {
    growth: monthlyGb.div(today.monthlyGb),
    traffic: {
      ...rest,
      monthlyGb,
      ...(today.peakGbps && { peakGbps: today.peakGbps.times(rise) }),
      ...(zones && { peakGbpsByZone: zones }),
    },
  };
}

function withGrownFlows(topology: Topology, growth: ReadonlyMap<string, Decimal>): Topology {
  if (!topology.flows) return topology;
  const flows = topology.flows.map((flow) => {
    const factor = growth.get(flow.endpoint);
    return factor ? { ...flow, monthlyGb: quantityText(new Decimal(flow.monthlyGb).times(factor)) } : flow;
  });
  return { ...topology, flows };
}
