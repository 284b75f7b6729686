import type { EndpointLoad, EndpointLoadOptions } from '../../capacity/endpoint-load.ts';
import { type Headroom, headroom } from '../../capacity/headroom.ts';
import type { Finding } from '../../core/finding.ts';
import { BITS_PER_GIGABIT } from '../../core/quantity.ts';
import { regionOf } from '../../topology/topology.ts';
import type { TopologyReading } from '../../topology/topology-source.ts';
import type { ThroughputHistory, ThroughputQuery, ZoneStatistics } from '../../traffic/throughput.ts';
import type { TrafficProfile } from '../../traffic/traffic.ts';
import { askHistory, type HistoryWindowOptions, strangersOf, windowFindings } from '../inputs/ask-history.ts';

/** Points of the small picture of each zone. */
const OUTLINE_POINTS = 60;

export interface HeadroomRequest {
  readonly reading: TopologyReading;
  /** Measured throughput, where there is some; the caller closes it. */
  readonly history?: ThroughputHistory | undefined;
  /** Traffic known without a history: a usage file, the profile of a snapshot. */
  readonly profile?: TrafficProfile | undefined;
  readonly findings?: readonly Finding[] | undefined;
  readonly window?: HistoryWindowOptions | undefined;
  readonly options: EndpointLoadOptions;
}

/** Use case: how full each zone of each endpoint is. Measured throughput wins over stated peaks. */
export async function headroomOfNetwork(request: HeadroomRequest): Promise<Headroom> {
  const { reading, history, profile, window, options } = request;
  const { topology } = reading;
  const query = history && (await askHistory(history, topology, window ?? {}));
  const measured = query && (await history.statistics(query, OUTLINE_POINTS));
  const strangers = query ? await strangersOf(history, query) : [];
  const byEndpoint = Map.groupBy(measured ?? [], (zone) => zone.endpoint);
  const loads = topology.endpoints.map((endpoint): EndpointLoad => {
    const peakGbps =
      profile?.get(endpoint.id)?.peakGbps?.toNumber() ?? Number(endpoint.traffic?.peakGbps ?? Number.NaN);
    return {
      endpoint,
      region: regionOf(endpoint, topology),
      measured: byEndpoint.get(endpoint.id) ?? (query && idle(query, endpoint.id)),
      statedPeakBps: Number.isNaN(peakGbps) ? undefined : peakGbps * BITS_PER_GIGABIT,
    };
  });
  const result = headroom({ window: query?.window, loads, options });
  const ofWindow = query ? windowFindings(query, window ?? {}) : [];
  result.findings.addAll([...ofWindow, ...reading.findings, ...(request.findings ?? []), ...strangers]);
  return result;
}

/** An endpoint without a row that is known to have lived in the window carried nothing; of any other nothing is known. */
function idle({ window, endpoints }: ThroughputQuery, id: string): readonly ZoneStatistics[] | undefined {
  const { createdAt, deletedAt } = endpoints.find((endpoint) => endpoint.id === id) ?? {};
  const lived = createdAt !== undefined && createdAt < window.end && (deletedAt ?? window.end) > window.start;
  return lived ? [] : undefined;
}
