import type { RateSource } from '../../../rates/rate-source.ts';
import { buildReport } from '../../../report/build-report.ts';
import type { Snapshot } from '../../../report/snapshot-document.ts';
import { historyOfMeasured, type Measured, profileOfMeasured } from '../../../traffic/measured.ts';
import type { ZoneStatistics } from '../../../traffic/throughput.ts';
import { estimateNetwork } from '../../shared/estimate-network.ts';
import type { EndpointRecord } from './endpoint-record.ts';
import { headroomRecords } from './headroom-records.ts';
import { healthSignals } from './health-signals.ts';
import { type MonthToDate, monthRecord } from './month-to-date.ts';
import type { ScanRecord } from './scan-record.ts';

/** Prices a snapshot and joins cost, traffic and health by endpoint. */
export async function endpointRecords(
  scan: ScanRecord,
  snapshot: Snapshot,
  rates: RateSource,
  month?: MonthToDate,
): Promise<readonly EndpointRecord[]> {
  const { topology, traffic } = snapshot;
  const measured = traffic && { profile: profileOfMeasured(traffic), history: historyOfMeasured(traffic) };
  const report = buildReport(
    await estimateNetwork({ reading: { topology, findings: [], measured } }, rates),
    rates.kind,
  );
  const headroom = await headroomRecords(snapshot);
  const zones = Map.groupBy(traffic?.statistics ?? [], (zone) => zone.endpoint);
  const gb = new Map(traffic?.endpoints.map((each) => [each.id, each.monthlyGb]));
  const connections = new Map(traffic?.connections.map((each) => [`${each.endpoint} ${each.az}`, each]));
  const [scope] = snapshot.provenance.scopes;
  return report.endpoints.map((cost, index) => {
    const endpoint = topology.endpoints[index];
    const own = (zones.get(cost.id) ?? []) as readonly ZoneStatistics[];
    const monthlyGb = gb.get(cost.id);
    return {
      id: cost.id,
      account: endpoint?.account ?? scope?.account ?? scan.account,
      region: cost.region ?? scan.region,
      scanId: scan.id,
      capturedAt: snapshot.capturedAt,
      ...(endpoint?.state !== undefined && { state: endpoint.state }),
      cost,
      currency: report.currency,
      traffic:
        traffic && monthlyGb !== undefined
          ? {
              window: traffic.window,
              monthlyGb,
              zones: own.map((zone) => zoneRecord(zone, connections.get(`${zone.endpoint} ${zone.az}`))),
            }
          : null,
      headroom: headroom.get(cost.id) ?? null,
      month: month ? monthRecord(cost, month) : null,
      health: [...(endpoint ? healthSignals(endpoint, own) : [])],
    };
  });
}

const zoneRecord = (zone: ZoneStatistics, connections: Measured['connections'][number] | undefined) => ({
  az: zone.az,
  bytes: zone.bytes,
  meanBps: zone.meanBps,
  p99Bps: zone.p99Bps,
  peakBps: zone.peakBps,
  activeConnectionsPeak: connections?.activePeak ?? null,
  newConnectionsPerSecond: connections?.newPerSecond ?? null,
  packetsDropped: zone.losses?.dropped ?? null,
  resets: zone.losses?.resets ?? null,
});
