import { expect, test } from 'vitest';
import { planDocument } from '../../src/operations/recommend/plan-document.ts';
import { forecastOf, headroomOf, hourly, oneEndpoint, type ThroughputRow, throughputCsv } from '../support/capacity.ts';
import { ets } from '../support/ets.ts';
import { frozenRates } from '../support/frozen-rates.ts';

// Every expected figure is worked by hand in zones-and-time/arithmetic.md.
const FROM = Date.parse('2026-08-01T00:00:00Z');
const ZONES = ['use1-az1', 'use1-az2'];

/** Five-minute rows of a zone: the rate in Gbps at a day and a five minutes of it. */
const rowsOf = (az: string, days: readonly [number, number], gbps: (day: number, slot: number) => number) =>
  Array.from({ length: (days[1] - days[0]) * 288 }, (_, index): ThroughputRow => {
    const slot = days[0] * 288 + index;
    const start = new Date(FROM + slot * 300_000).toISOString();
    const rate = gbps(Math.floor(slot / 288), slot % 288);
    return { endpoint: 'app-logs', az, start, seconds: 300, bytes: rate * 37_500_000_000 };
  });

const coded = (
  findings: readonly { readonly code: string; readonly message: string }[],
  code: string,
): readonly string[] => findings.filter((each) => each.code === code).map((each) => each.message);

test('a burst of ten minutes a day is found by headroom as recommendations find it', async () => {
  const rows = ZONES.flatMap((az) => rowsOf(az, [0, 10], (_, slot) => (slot === 36 || slot === 37 ? 80 : 2)));
  const document = await headroomOf(oneEndpoint(), rows);
  const [endpoint] = document.endpoints;
  expect(endpoint).toMatchObject({
    level: 'ok',
    n1Level: 'ok',
    peak: { utilisation: 0.8, n1Utilisation: 1.6, level: 'warning', n1Level: 'critical' },
  });
  expect(endpoint?.zones[0]).toMatchObject({ samples: 2880, utilisation: 0.02, n1Utilisation: 0.04 });
  expect(coded(document.findings, 'TG3071')).toEqual([
    'At its peak the fullest zone of app-logs uses 80 % of its ceiling and 160 % with a zone down; its p99 of 2 % leaves out up to 1 % of the time, 14 minutes a day.',
  ]);
  const network = { ...oneEndpoint({ vpc: 'app' }), vpcs: [{ id: 'app', account: '111122223333' }] };
  const file = { name: 'traffic.csv', read: async () => Buffer.from(throughputCsv(rows)) };
  const plan = await planDocument(
    { network: { name: 'network', content: JSON.stringify(network) }, files: [file] },
    {},
    { rates: frozenRates(), forecasters: async () => [ets] },
  );
  expect(coded(plan.findings, 'TG4052')).toHaveLength(1);
});

test('a zone that the network no longer has counts in nothing and is named', async () => {
  const rows = [...rowsOf('use1-az1', [0, 10], (day) => (day < 5 ? 15 : 45)), ...rowsOf('use1-az3', [0, 5], () => 30)];
  const document = await headroomOf(oneEndpoint({ azs: ['use1-az1'] }), rows);
  const [endpoint] = document.endpoints;
  expect(endpoint).toMatchObject({
    n1Level: 'critical',
    whole: { loadBps: 45e9, capacityBps: 100e9 },
    foreignZones: [{ az: 'use1-az3', until: '2026-08-06T00:00:00Z', peakBps: 30e9 }],
  });
  expect(endpoint?.zones.map((zone) => [zone.az, zone.p99Bps])).toEqual([['use1-az1', 45e9]]);
  const codes = document.findings.map((each) => each.code);
  expect(codes).toEqual(expect.arrayContaining(['TG3056', 'TG3070']));
});

test('a zone that was added counts over its own life', async () => {
  const rows = [...rowsOf('use1-az1', [0, 10], () => 12), ...rowsOf('use1-az2', [8, 10], () => 12)];
  const document = await headroomOf(oneEndpoint(), rows);
  const added = document.endpoints[0]?.zones[1];
  expect(added).toMatchObject({ p50Bps: 12e9, p99Bps: 12e9, meanBps: 12e9, samples: 576, gaps: 0 });
  expect(document.endpoints[0]?.imbalance).toBe(1);
  expect(coded(document.findings, 'TG3072')).toEqual([
    'use1-az2 of app-logs is first seen at 2026-08-09T00:00:00Z; its figures count from then.',
  ]);
});

test('after a change of level the forecast starts from the new one, inside what is possible', async () => {
  const rows = ZONES.flatMap((az) =>
    Array.from({ length: 60 }, (_, day): ThroughputRow => {
      const start = new Date(FROM + day * 86_400_000).toISOString();
      return { endpoint: 'app-logs', az, start, seconds: 86_400, bytes: day < 44 ? 270e12 : 108e12 };
    }),
  );
  const document = await forecastOf(oneEndpoint(), rows, { months: 1 });
  expect(coded(document.findings, 'TG3074')).toEqual([
    'The traffic of app-logs changed on 2026-09-14 from about 502914 to 201166 GB a day; its forecast starts from the new level.',
  ]);
  const [month] = document.months;
  expect(month).toMatchObject({ month: '2026-10', hours: '744', baseline: '14.88' });
  expect(Number(month?.gb)).toBeCloseTo(6_236_136, 0);
  expect(Number(month?.gbLow)).toBeLessThan(6_236_136);
  expect(Number(month?.gbHigh)).toBeGreaterThan(6_236_136);
  expect(Number(month?.low)).toBeGreaterThan(14.88);
  expect(Number(month?.gbHigh)).toBeLessThanOrEqual(62_361_360);
  expect(document.endpoints[0]?.bytes.mase).toBe(0);
});

test('a silence of all zones is a likely gap, in headroom and in the forecast', async () => {
  const rows = ZONES.flatMap((az) =>
    hourly('app-logs', az, '2026-08-01T00:00:00Z', 30 * 24, (hour) => {
      const day = Math.floor(hour / 24);
      return day >= 12 && day < 15 ? undefined : 5e9;
    }),
  );
  const headroom = await headroomOf(oneEndpoint(), rows);
  expect(coded(headroom.findings, 'TG3073')).toEqual([
    'No zone of app-logs has a row for about 72 hours, from 2026-08-13T00:00:00Z to 2026-08-16T00:00:00Z: likely a gap in the measurement. The figures count it as no traffic.',
  ]);
  const forecast = await forecastOf(oneEndpoint(), rows, { months: 1 });
  expect(coded(forecast.findings, 'TG3073')).toHaveLength(1);
  const [month] = forecast.endpoints[0]?.bytes.months ?? [];
  expect(Number(month?.gb) / 30).toBeCloseTo(100_582.84, 2);
});
