import type { FindingLog } from '../core/finding.ts';
import { isoInstant } from '../core/time.ts';
import type { TimeSpan, ZoneStatistics } from '../traffic/throughput.ts';
import type { EndpointHeadroom } from './endpoint-headroom.ts';
import type { EndpointLoadOptions } from './endpoint-load.ts';
import { levelOf } from './level.ts';
import { unusualSilence } from './silence.ts';

const DAY = 86_400;
const HOUR = 3600;
const gbps = (bps: number): string => `${(bps / 1e9).toFixed(2)} Gbps`;
const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;

/** Share of the time that a statistic leaves out above it. */
const LEFT_OUT = { p50: 0.5, p95: 0.05, p99: 0.01, peak: 0 } as const;

/** A zone of the history in which the endpoint has no network interface. */
export function tellForeign(
  id: string,
  zone: ZoneStatistics,
  window: TimeSpan | undefined,
  findings: FindingLog,
): void {
  const until = zone.lastEnd === undefined ? '' : ` until ${isoInstant(zone.lastEnd)}`;
  // Rows to the very end mean that no other zone has been measured with this load yet.
  const lasts = window !== undefined && zone.lastEnd !== undefined && window.end - zone.lastEnd < DAY;
  const rest = lasts ? `; its load moves to the zones that are left, and no row shows that yet` : '';
  findings.add(
    'TG3070',
    id,
    `The history has ${zone.az} for ${id}${until} (peak ${gbps(zone.peakBps)}), where it has no network interface now: ` +
      `headroom leaves that zone out${rest}.`,
  );
}

/** A peak that is critical while the chosen statistic is not: the statistic leaves out what happens in the rest of the time. */
export function tellPeak(
  { endpoint, peak, zones, level, n1Level }: EndpointHeadroom,
  { statistic, base, thresholds }: EndpointLoadOptions,
  findings: FindingLog,
): void {
  if (!peak) return;
  const isCritical = (utilisation: number | undefined): boolean =>
    utilisation !== undefined && levelOf(utilisation, thresholds) === 'critical';
  const now = isCritical(peak.now) && level !== 'critical';
  const then = isCritical(peak.n1) && n1Level !== 'critical';
  if (!now && !then) return;
  const shown = Math.max(0, ...zones.map((zone) => zone.utilisation ?? 0));
  const down = peak.n1 === undefined ? '' : ` and ${percent(peak.n1)} with a zone down`;
  const share = LEFT_OUT[statistic];
  findings.add(
    'TG3071',
    endpoint.id,
    `At its peak the fullest zone of ${endpoint.id} uses ${percent(peak.now)} of its ${base}${down}; its ${statistic} of ` +
      `${percent(shown)} leaves out up to ${percent(share)} of the time, ${(share * 1440).toFixed(0)} minutes a day.`,
  );
}

/** Zones whose rows begin a day or more after those of their siblings: their figures are over their own life. */
export function tellAddedZones(
  { endpoint, zones }: EndpointHeadroom,
  window: TimeSpan | undefined,
  findings: FindingLog,
): void {
  if (!window) return;
  const seen = zones.flatMap(({ measured }) => (measured && measured.samples > 0 ? [measured] : []));
  const first = Math.min(...seen.map((zone) => zone.firstRow));
  for (const { az, firstRow } of seen) {
    if (firstRow - first < DAY) continue;
    const at = isoInstant(firstRow);
    findings.add('TG3072', endpoint.id, `${az} of ${endpoint.id} is first seen at ${at}; its figures count from then.`);
  }
}

/** Hours in which no zone has a row, unlike the rest of the window. */
export function tellSilence(
  { endpoint, zones }: EndpointHeadroom,
  window: TimeSpan | undefined,
  findings: FindingLog,
): void {
  if (!window) return;
  const outlines = zones.flatMap(({ measured }) =>
    measured && measured.outlineBps.length > 0 ? [measured.outlineBps] : [],
  );
  const slices = Math.max(0, ...outlines.map((outline) => outline.length));
  const seconds = slices === 0 ? 0 : Math.max(1, Math.ceil((window.end - window.start) / slices));
  const active = Array.from({ length: slices }, (_, slice) => outlines.some((outline) => (outline[slice] ?? 0) > 0));
  const silence = unusualSilence(active, Math.ceil(DAY / Math.max(1, seconds)));
  if (!silence) return;
  const [from, to] = [silence.from, silence.from + silence.length].map((slice) => window.start + slice * seconds);
  const hours = Math.round((silence.length * seconds) / HOUR);
  findings.add(
    'TG3073',
    endpoint.id,
    `No zone of ${endpoint.id} has a row for about ${hours} hours, from ${isoInstant(from ?? 0)} to ${isoInstant(to ?? 0)}: likely a gap in ` +
      'the measurement. The figures count it as no traffic.',
  );
}
