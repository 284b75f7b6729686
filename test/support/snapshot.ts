import type { Snapshot } from '../../src/report/snapshot-document.ts';
import { toMeasured } from '../../src/traffic/measured.ts';
import type { DailySeries } from '../../src/traffic/throughput.ts';
import { zoneStatistics } from './throughput.ts';

const DAY = 86_400;
const WINDOW = { start: Date.UTC(2026, 9, 1) / 1000, end: Date.UTC(2026, 9, 31) / 1000 };

/** A snapshot of one measured endpoint with these loads (bits per second) by zone, and one gateway endpoint. */
export function measuredSnapshot(loads: Readonly<Record<string, number>>): Snapshot {
  const zones = Object.entries(loads);
  const daily = zones.map(
    ([az, bps]): DailySeries => ({
      endpoint: 'vpce-a',
      az,
      firstDay: WINDOW.start / DAY,
      bytes: Array(30).fill((bps / 8) * DAY),
      busyBps: Array(30).fill(bps),
    }),
  );
  return {
    schema: 'tollgate/snapshot@1',
    capturedAt: '2026-10-31T00:00:00.000Z',
    topology: {
      schema: 'tollgate/topology@1',
      region: 'us-east-1',
      endpoints: [
        { id: 'vpce-a', type: 'Interface', service: 'com.amazonaws.us-east-1.ssm', azs: Object.keys(loads) },
        { id: 'vpce-s3', type: 'Gateway', service: 'com.amazonaws.us-east-1.s3' },
      ],
    },
    traffic: toMeasured(WINDOW, {
      profile: new Map(),
      statistics: zones.map(([az, bps]) => zoneStatistics(az, bps, { endpoint: 'vpce-a', firstRow: WINDOW.start })),
      daily,
      connections: [],
    }),
    provenance: { scopes: [], queryCostUsd: '0.00' },
    findings: [],
  };
}
