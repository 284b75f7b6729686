import type { EndpointHeadroom, ZoneHeadroom } from '../capacity/endpoint-headroom.ts';
import type { Headroom } from '../capacity/headroom.ts';
import { LEVELS, type LevelOrUnknown, levelOf, type Thresholds } from '../capacity/level.ts';
import { LIMITS } from '../capacity/limits.ts';
import { shortService } from '../core/ids.ts';
import { isoInstant } from '../core/time.ts';
import type { EndpointHeadroomDocument, HeadroomDocument, ZoneHeadroomDocument } from './headroom-document.ts';

/** Turns headroom into its document: nothing is rounded or computed. */
export function buildHeadroom({ window, options, endpoints, findings }: Headroom): HeadroomDocument {
  const document: HeadroomDocument = {
    schema: 'tollgate/headroom@1',
    window: window ? { start: isoInstant(window.start), end: isoInstant(window.end) } : null,
    statistic: options.statistic,
    base: options.base,
    thresholds: { ...options.thresholds },
    limits: {
      asOf: LIMITS.asOf,
      source: LIMITS.bandwidth.Interface.source,
      direction: LIMITS.direction,
      undocumented: [...LIMITS.undocumented],
    },
    totals: {
      levels: count(endpoints.map((endpoint) => endpoint.level)),
      n1Levels: count(endpoints.map((endpoint) => endpoint.n1Level)),
    },
    endpoints: endpoints.map((endpoint) => endpointOf(endpoint, options.thresholds)),
    findings: [...findings.findings],
  };
  if (Object.keys(findings.omitted).length > 0) document.findingsOmitted = { ...findings.omitted };
  return document;
}

function count(levels: readonly LevelOrUnknown[]): Record<LevelOrUnknown, number> {
  const of = (level: LevelOrUnknown): number => levels.filter((each) => each === level).length;
  const [ok, watch, warning, critical] = LEVELS;
  return {
    [ok]: of(ok),
    [watch]: of(watch),
    [warning]: of(warning),
    [critical]: of(critical),
    unknown: of('unknown'),
  };
}

function endpointOf(
  { endpoint, region, whole, ...found }: EndpointHeadroom,
  thresholds: Thresholds,
): EndpointHeadroomDocument {
  const { id, name, type, service, vpc, account } = endpoint;
  return {
    id,
    ...(name !== undefined && { name }),
    type,
    ...(service !== undefined && { service: shortService(service) }),
    ...(region !== undefined && { region }),
    ...(vpc !== undefined && { vpc }),
    ...(account !== undefined && { account }),
    source: found.source,
    level: found.level,
    n1Level: found.n1Level,
    peak: peakOf(found, thresholds),
    foreignZones: found.foreign.map(({ az, lastEnd, peakBps }) => ({
      az,
      until: lastEnd === undefined ? null : isoInstant(lastEnd),
      peakBps,
    })),
    whole: whole ? { ...whole, utilisation: whole.loadBps / whole.capacityBps } : null,
    imbalance: found.imbalance ?? null,
    zones: found.zones.map(zoneOf),
  };
}

/** Like the level with a zone down, that of the peak is critical where no other zone exists. */
function peakOf({ peak }: Pick<EndpointHeadroom, 'peak'>, thresholds: Thresholds): EndpointHeadroomDocument['peak'] {
  if (!peak) return null;
  return {
    utilisation: peak.now,
    n1Utilisation: peak.n1 ?? null,
    level: levelOf(peak.now, thresholds),
    n1Level: peak.n1 === undefined ? 'critical' : levelOf(peak.n1, thresholds),
  };
}

function zoneOf(zone: ZoneHeadroom): ZoneHeadroomDocument {
  const { measured, bandwidth, afterFailure, evidence } = zone;
  return {
    az: zone.az,
    p50Bps: measured?.p50Bps ?? null,
    p95Bps: measured?.p95Bps ?? null,
    p99Bps: measured?.p99Bps ?? null,
    peakBps: measured?.peakBps ?? null,
    meanBps: measured?.meanBps ?? null,
    baselineBps: bandwidth.baselineBps,
    ceilingBps: bandwidth.ceilingBps,
    loadBps: zone.loadBps ?? null,
    utilisation: zone.utilisation ?? null,
    headroomBps: zone.headroomBps ?? null,
    headroomShare: zone.utilisation === undefined ? null : 1 - zone.utilisation,
    n1Utilisation: afterFailure?.utilisation ?? null,
    n1Failed: afterFailure?.failed ?? null,
    level: zone.level,
    samples: measured?.samples ?? 0,
    gaps: measured?.gaps ?? 0,
    periodSeconds: measured?.periodSeconds || null,
    finestPeriodSeconds: measured?.finestPeriodSeconds || null,
    evidence: evidence ? { ...evidence } : null,
    outlineBps: [...(measured?.outlineBps ?? [])],
  };
}
