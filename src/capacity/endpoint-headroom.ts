import type { Endpoint } from '../topology/topology.ts';
import type { ZoneStatistics } from '../traffic/throughput.ts';
import type { Base, EndpointLoad, EndpointLoadOptions, Statistic } from './endpoint-load.ts';
import { endpointZones } from './endpoint-zones.ts';
import { type Level, type LevelOrUnknown, levelOf, worstLevel } from './level.ts';
import { bandwidthOf, type ZoneBandwidth } from './limits.ts';
import { type SaturationEvidence, saturationEvidence } from './saturation.ts';
import { type AfterFailure, afterWorstFailure, type WorstUtilisation, worstUtilisation } from './zone-failure.ts';

/** One zone. Rates are bits per second; utilisation is a share of the chosen capacity, which may exceed 1. */
export interface ZoneHeadroom {
  readonly az: string;
  readonly bandwidth: ZoneBandwidth;
  /** Undefined where nothing was measured. */
  readonly measured: ZoneStatistics | undefined;
  /** The load the level speaks of: the chosen statistic, or the zone's part of a stated peak; undefined = unknown. */
  readonly loadBps: number | undefined;
  readonly utilisation: number | undefined;
  readonly headroomBps: number | undefined;
  readonly afterFailure: AfterFailure | undefined;
  readonly evidence: SaturationEvidence | undefined;
  readonly level: LevelOrUnknown;
}

export interface EndpointHeadroom {
  readonly endpoint: Endpoint;
  readonly region: string | undefined;
  readonly source: 'measured' | 'stated' | 'unknown';
  readonly level: LevelOrUnknown;
  /** Level with the worst single zone gone; critical where no other zone exists. */
  readonly n1Level: LevelOrUnknown;
  readonly zones: readonly ZoneHeadroom[];
  /** Fullest zone at the highest rate measured or stated, which no percentile hides: now and with the worst zone down. */
  readonly peak: WorstUtilisation | undefined;
  /** Zones of the history that the endpoint has not: they count in nothing here. */
  readonly foreign: readonly ZoneStatistics[];
  /** All zones together: loads added as though they peaked together. */
  readonly whole: { readonly loadBps: number; readonly capacityBps: number } | undefined;
  /** Mean rate of the busiest zone over the mean of all zones: 1 = even, the number of zones = all in one. */
  readonly imbalance: number | undefined;
}

interface Zone {
  readonly az: string;
  readonly measured: ZoneStatistics | undefined;
}

/** Headroom of one endpoint; undefined where AWS documents no bandwidth for its type. */
export function endpointHeadroom(load: EndpointLoad, options: EndpointLoadOptions): EndpointHeadroom | undefined {
  const bandwidth = bandwidthOf(load.endpoint);
  if (!bandwidth) return undefined;
  const { zones: seen, foreign } = endpointZones(load.endpoint.azs, load.measured ?? []);
  const measured = seen.some((zone) => zone.seen) || load.measured?.length === 0;
  const periods = Math.max(0, ...seen.map((zone) => (zone.seen ? zone.seen.samples + zone.seen.gaps : 0)));
  const statistics = seen.map(
    (zone): Zone => ({
      az: zone.az,
      measured: measured ? (zone.seen ?? silent(load.endpoint.id, zone.az, periods)) : undefined,
    }),
  );
  const loads = statistics.map((zone) => ({
    ...zone,
    loadBps: zone.measured ? pick(zone.measured, options.statistic) : statedShare(load, statistics.length),
  }));
  const after = failures(loads, bandwidth, options.base);
  const zones = loads.map((zone, index) => zoneHeadroom(zone, bandwidth, after[index], options));
  const known = zones.some((zone) => zone.loadBps !== undefined);
  return {
    endpoint: load.endpoint,
    region: load.region,
    source: measured ? 'measured' : known ? 'stated' : 'unknown',
    level: worstLevel(zones.map((zone) => zone.level)),
    n1Level: n1LevelOf(zones, options),
    zones,
    peak: known ? peakOf(zones, capacity(bandwidth, options.base)) : undefined,
    foreign,
    whole: known
      ? {
          loadBps: zones.reduce((total, zone) => total + (zone.loadBps ?? 0), 0),
          capacityBps: zones.length * capacity(bandwidth, options.base),
        }
      : undefined,
    imbalance: imbalanceOf(zones),
  };
}

/** A zone without a row while its neighbours have some: it carried nothing. */
const silent = (endpoint: string, az: string, gaps: number): ZoneStatistics => ({
  endpoint,
  az,
  samples: 0,
  gaps,
  periodSeconds: 0,
  finestPeriodSeconds: 0,
  bytes: 0,
  meanBps: 0,
  p50Bps: 0,
  p95Bps: 0,
  p99Bps: 0,
  peakBps: 0,
  firstRow: 0,
  outlineBps: [],
});

const pick = (zone: ZoneStatistics, statistic: Statistic): number => zone[`${statistic}Bps`];

const statedShare = ({ statedPeakBps }: EndpointLoad, zones: number): number | undefined =>
  statedPeakBps === undefined || zones === 0 ? undefined : statedPeakBps / zones;

const capacity = (bandwidth: ZoneBandwidth, base: Base): number =>
  base === 'ceiling' ? bandwidth.ceilingBps : bandwidth.baselineBps;

function failures(
  zones: readonly { readonly az: string; readonly loadBps: number | undefined }[],
  bandwidth: ZoneBandwidth,
  base: Base,
): readonly (AfterFailure | undefined)[] {
  const capacityBps = capacity(bandwidth, base);
  return afterWorstFailure(
    zones.flatMap(({ az, loadBps }) => (loadBps === undefined ? [] : [{ az, loadBps, capacityBps }])),
  );
}

const peakOf = (zones: readonly ZoneHeadroom[], capacityBps: number): WorstUtilisation =>
  worstUtilisation(
    zones.map(({ az, measured, loadBps }) => ({ az, loadBps: measured?.peakBps ?? loadBps ?? 0, capacityBps })),
  );

function zoneHeadroom(
  zone: Zone & { readonly loadBps: number | undefined },
  bandwidth: ZoneBandwidth,
  afterFailure: AfterFailure | undefined,
  options: EndpointLoadOptions,
): ZoneHeadroom {
  const capacityBps = capacity(bandwidth, options.base);
  const utilisation = zone.loadBps === undefined ? undefined : zone.loadBps / capacityBps;
  const evidence = zone.measured && saturationEvidence(zone.measured.losses, zone.measured.bytes);
  const arithmetic = utilisation === undefined ? 'unknown' : levelOf(utilisation, options.thresholds);
  return {
    ...zone,
    bandwidth,
    utilisation,
    headroomBps: zone.loadBps === undefined ? undefined : capacityBps - zone.loadBps,
    afterFailure,
    evidence,
    level: worstLevel([arithmetic, ...(evidence ? [evidence.level] : [])]),
  };
}

function n1LevelOf(zones: readonly ZoneHeadroom[], options: EndpointLoadOptions): LevelOrUnknown {
  if (zones.length === 1) return zones[0]?.loadBps === undefined ? 'unknown' : 'critical';
  const after = zones.flatMap((zone): Level[] =>
    zone.afterFailure ? [levelOf(zone.afterFailure.utilisation, options.thresholds)] : [],
  );
  return after.length === 0 ? 'unknown' : worstLevel([...after, ...zones.map((zone) => zone.level)]);
}

function imbalanceOf(zones: readonly ZoneHeadroom[]): number | undefined {
  const means = zones.flatMap((zone) => (zone.measured ? [zone.measured.meanBps] : []));
  const total = means.reduce((sum, mean) => sum + mean, 0);
  return means.length < 2 || total === 0 ? undefined : (Math.max(...means) * means.length) / total;
}
