import type { ZoneStatistics } from '../../src/traffic/throughput.ts';

/** Statistics of a zone that carries one constant rate, with what the test cares about on top. */
export function zoneStatistics(az: string, bps: number, more: Partial<ZoneStatistics> = {}): ZoneStatistics {
  return {
    endpoint: 'e',
    az,
    samples: 288,
    gaps: 0,
    periodSeconds: 300,
    finestPeriodSeconds: 60,
    bytes: (bps / 8) * 86_400,
    meanBps: bps,
    p50Bps: bps,
    p95Bps: bps,
    p99Bps: bps,
    peakBps: bps,
    firstRow: 0,
    outlineBps: [],
    ...more,
  };
}
