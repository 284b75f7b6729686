import { describe, expect, test } from 'vitest';
import { Decimal } from '../../../src/core/decimal.ts';
import {
  historyOfMeasured,
  type Measured,
  type MeasuredSummary,
  measuredSchema,
  profileOfMeasured,
  toMeasured,
} from '../../../src/traffic/measured.ts';
import type { TrafficProfile } from '../../../src/traffic/traffic.ts';

const WINDOW = { start: Date.UTC(2026, 10, 1) / 1000, end: Date.UTC(2026, 10, 16) / 1000 };
const text = { start: '2026-11-01T00:00:00.000Z', end: '2026-11-16T00:00:00.000Z' };

const profile: TrafficProfile = new Map([
  [
    'vpce-1',
    {
      monthlyGb: new Decimal('1234.5'),
      byZone: new Map([
        ['use1-az1', new Decimal('1000')],
        ['use1-az2', new Decimal('234.5')],
      ]),
      peakGbps: new Decimal('1.25'),
      peakGbpsByZone: new Map([['use1-az1', new Decimal('1.25')]]),
      provenance: { source: 'cloudwatch', window: text, samples: 42, gaps: 7 },
    },
  ],
  [
    'vpce-idle',
    {
      monthlyGb: new Decimal(0),
      byZone: new Map(),
      peakGbpsByZone: new Map(),
      provenance: { source: 'cloudwatch', window: text, samples: 0, gaps: 0 },
    },
  ],
]);

const statistics = {
  endpoint: 'vpce-1',
  az: 'use1-az1',
  samples: 42,
  gaps: 7,
  periodSeconds: 60,
  finestPeriodSeconds: 60,
  bytes: 10,
  meanBps: 1,
  p50Bps: 1,
  p95Bps: 2,
  p99Bps: 3,
  peakBps: 4,
  firstRow: WINDOW.start,
  outlineBps: [1, 2, 3],
  losses: { dropped: 1, droppedNear: 0, resets: 2, resetsNear: 0, bytesNear: 0, periodsNear: 0 },
};
const summary: MeasuredSummary = {
  profile,
  statistics: [statistics],
  daily: [{ endpoint: 'vpce-1', az: 'use1-az1', firstDay: 20_758, bytes: [1, 2], busyBps: [3, 4] }],
  connections: [{ endpoint: 'vpce-1', az: 'use1-az1', activePeak: 9, newPerSecond: 0.5 }],
};

/** Through a file, as a snapshot goes. */
const stored = (): Measured => measuredSchema.parse(JSON.parse(JSON.stringify(toMeasured(WINDOW, summary))));

describe('measured traffic in a snapshot', () => {
  test('the profile comes back as it was', () => {
    expect(profileOfMeasured(stored())).toEqual(profile);
  });

  test('the history answers for its window', async () => {
    const history = historyOfMeasured(stored());
    expect(await history.span()).toEqual(WINDOW);
    expect(await history.names()).toEqual(
      new Map([
        ['vpce-1', 42],
        ['vpce-idle', 0],
      ]),
    );
    const query = { window: WINDOW, endpoints: [{ id: 'vpce-1', names: ['vpce-1'], nearBps: 1 }] };
    expect(await history.statistics(query, 3)).toEqual([statistics]);
    expect(await history.daily(query)).toEqual(summary.daily);
  });

  test('an endpoint asked for by another name is found and answered under its own id; others are left out', async () => {
    const history = historyOfMeasured(stored());
    const query = (names: string[]) => ({
      window: WINDOW,
      endpoints: [{ id: 'aws_vpc_endpoint.ssm', names, nearBps: 1 }],
    });
    expect((await history.statistics(query(['vpce-1']), 3)).map((zone) => zone.endpoint)).toEqual([
      'aws_vpc_endpoint.ssm',
    ]);
    expect(await history.statistics(query(['vpce-2']), 3)).toEqual([]);
  });
});
