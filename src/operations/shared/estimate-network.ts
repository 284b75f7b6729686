import type { Decimal } from '../../core/decimal.ts';
import { TollgateError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import { type Estimate, type EstimateInput, estimate, estimateTogether } from '../../model/estimate.ts';
import { regionsOf } from '../../model/regions-of.ts';
import type { RateCard } from '../../rates/rate-card.ts';
import type { RateSource } from '../../rates/rate-source.ts';
import { profileAge } from '../../traffic/history-age.ts';
import { mergeTraffic, type TrafficProfile } from '../../traffic/traffic.ts';
import type { NetworkReading } from '../inputs/load-network.ts';

export interface EstimateRequest {
  /** The network; what was measured with it counts unless `traffic` tells otherwise. */
  readonly reading: NetworkReading;
  readonly traffic?: { readonly profile: TrafficProfile; readonly findings: readonly Finding[] } | undefined;
  readonly hours?: Decimal | undefined;
  readonly billingDate?: string | undefined;
  /** What counts as now, RFC 3339: how long ago measured traffic ended is told by it. */
  readonly asOf?: string | undefined;
}

/** Use case: price a network that has been read. Asks the rate source only for the Regions the network touches. */
export async function estimateNetwork(request: EstimateRequest, rates: RateSource): Promise<Estimate> {
  const { cards, findings } = await loadCards(regionsOf(request.reading.topology), rates);
  return estimate(inputOf(request, cards, findings));
}

/** Use case: price networks whose bytes share the pools of one billing family. What the rates tell is told with the first. */
export async function estimateNetworks(
  requests: readonly EstimateRequest[],
  rates: RateSource,
): Promise<readonly Estimate[]> {
  const regions = new Set(requests.flatMap(({ reading }) => regionsOf(reading.topology)));
  const { cards, findings } = await loadCards([...regions].sort(), rates);
  return estimateTogether(requests.map((request, index) => inputOf(request, cards, index === 0 ? findings : [])));
}

const inputOf = (
  request: EstimateRequest,
  cards: ReadonlyMap<string, RateCard>,
  rateFindings: readonly Finding[],
): EstimateInput => ({
  topology: request.reading.topology,
  cards,
  traffic: trafficOf(request),
  findings: [
    ...request.reading.findings,
    ...(request.traffic?.findings ?? []),
    ...profileAge(trafficOf(request) ?? new Map(), request.asOf),
    ...rateFindings,
  ],
  hours: request.hours,
  billingDate: request.billingDate,
});

function trafficOf({ reading, traffic }: EstimateRequest): TrafficProfile | undefined {
  if (reading.measured === undefined) return traffic?.profile;
  return traffic === undefined ? reading.measured.profile : mergeTraffic(reading.measured.profile, traffic.profile);
}

/** Rate cards of the Regions. A Region without prices is left out: its lines become price-unknown, with a finding. */
export async function loadCards(
  regions: readonly string[],
  rates: RateSource,
): Promise<{ cards: ReadonlyMap<string, RateCard>; findings: readonly Finding[] }> {
  const cards = new Map<string, RateCard>();
  const findings: Finding[] = [];
  for (const region of regions) {
    try {
      const reading = await rates.rateCard(region);
      cards.set(region, reading.card);
      findings.push(...reading.findings);
    } catch (error) {
      if (!(error instanceof TollgateError) || error.code !== 'TG1303') throw error;
    }
  }
  return { cards, findings };
}
