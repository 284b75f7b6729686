import { expect, test } from 'vitest';
import { forecastDocumentSchema } from '../../../../src/report/forecast-document.ts';
import { forecastOf, hourly, oneEndpoint } from '../../../support/capacity.ts';

const FROM = '2026-10-02T00:00:00Z';
const rows = (days: number, bps: (hour: number) => number) =>
  ['use1-az1', 'use1-az2'].flatMap((az) => hourly('app-logs', az, FROM, days * 24, bps));

test('a noiseless line fills up on the exact day and costs what its bytes cost', async () => {
  const daily = (hour: number): number => 30e9 + 0.5e9 * Math.floor(hour / 24);
  const document = await forecastOf(oneEndpoint(), rows(30, daily), { months: 6 });
  expect(forecastDocumentSchema.parse(document)).toEqual(document);
  const zone = document.endpoints[0]?.zones[0];
  const last = 30e9 + 0.5e9 * 29;
  for (const [index, at] of [0.6, 0.75, 0.9].entries()) {
    const days = (at * 100e9 - last) / 0.5e9;
    expect(zone?.thresholds[index]?.at).toBe(at);
    expect(zone?.thresholds[index]?.days).toBeCloseTo(days, 6);
    expect(zone?.thresholds[index]?.low ?? Number.NaN).toBeLessThan(days);
    expect(zone?.thresholds[index]?.high ?? Number.NaN).toBeGreaterThan(days);
  }
  expect(zone).toMatchObject({ method: 'theil-sen', historyDays: 30 });
  expect(document.months.map((month) => [month.month, month.hours])).toEqual([
    ['2026-11', '720'],
    ['2026-12', '744'],
    ['2027-01', '744'],
    ['2027-02', '672'],
    ['2027-03', '744'],
    ['2027-04', '720'],
  ]);
});

test('a month costs its own hours and its forecast bytes, by the tiers of the pool', async () => {
  // 8e6 bits per second for a day = 86.4e9 bytes in each of two zones, every day: no growth.
  const document = await forecastOf(
    oneEndpoint(),
    rows(30, () => 8e6),
    { months: 1 },
  );
  const gb = (2 * 86.4e9 * 30) / 2 ** 30;
  const [month] = document.months;
  expect(month).toMatchObject({ month: '2026-11', hours: '720', baseline: '14.40' });
  expect(Number(month?.gb)).toBeCloseTo(gb, 6);
  expect(Number(month?.usage)).toBeCloseTo(gb * 0.01, 6);
  expect(Number(month?.monthly)).toBeCloseTo(14.4 + gb * 0.01, 6);
  // One per cent of noise is taken for granted, so the interval is no point.
  expect(Number(month?.low)).toBeLessThan(Number(month?.monthly));
  expect(Number(month?.low)).toBeGreaterThan(0.97 * Number(month?.monthly));
});

test('the month in which the pool passes its first tier is named', async () => {
  const growing = (hour: number): number => 0.8e9 + 0.02e9 * Math.floor(hour / 24);
  const document = await forecastOf(oneEndpoint(), rows(30, growing), { months: 12 });
  const [tier] = document.tiers;
  expect(tier).toMatchObject({ region: 'us-east-1', product: 'interface-endpoint-bytes', fromGb: '1048576' });
  const month = document.months.find((each) => each.month === tier?.month);
  const before = document.months[document.months.findIndex((each) => each.month === tier?.month) - 1];
  expect(Number(month?.gb)).toBeGreaterThan(1_048_576);
  expect(Number(before?.gb)).toBeLessThanOrEqual(1_048_576);
});

test('flows grow with the bytes of their endpoint, so that what hangs on them grows too', async () => {
  const network = {
    ...oneEndpoint({ vpc: 'hub' }),
    vpcs: [{ id: 'hub' }, { id: 'app' }],
    connectivity: { transitGateways: [{ id: 'tgw', vpcs: ['hub', 'app'] }] },
    flows: [{ from: { vpc: 'app', az: 'use1-az1' }, endpoint: 'app-logs', via: 'tgw', monthlyGb: '1000' }],
  };
  const growing = (hour: number): number => 5e6 + 1e5 * Math.floor(hour / 24);
  const grown = await forecastOf(network, rows(30, growing), { months: 12 });
  const usage = (index: number): number => Number(grown.months.at(index)?.usage);
  const gb = (index: number): number => Number(grown.months.at(index)?.gb);
  expect(usage(-1) / usage(0)).toBeCloseTo(gb(-1) / gb(0), 6);
});

test('a history too short is refused, not drawn on', async () => {
  const document = await forecastOf(
    oneEndpoint(),
    rows(9, (hour) => 1e9 + hour * 1e8),
  );
  expect(document.endpoints[0]?.zones[0]).toMatchObject({ method: 'none', thresholds: [], mase: null });
  expect(document.findings.map((finding) => finding.code)).toEqual(expect.arrayContaining(['TG3060', 'TG3062']));
  expect(document.months[0]).toMatchObject({ low: document.months[0]?.monthly, high: document.months[0]?.monthly });
});

test('days count from the end of the window, partial days set aside', async () => {
  const line = (hour: number): number => 30e9 + 0.5e9 * Math.floor(hour / 24);
  const [whole, partial] = await Promise.all(
    [30 * 24, 30 * 24 + 12].map((hours) =>
      forecastOf(oneEndpoint({ azs: ['use1-az1'] }), hourly('app-logs', 'use1-az1', FROM, hours, line), { months: 6 }),
    ),
  );
  const days = (document: typeof whole): number => document?.endpoints[0]?.zones[0]?.thresholds[0]?.days ?? Number.NaN;
  expect(days(whole) - days(partial)).toBeCloseTo(0.5, 6);
});

test('a load that grows hour by hour reaches its level within a day of the truth', async () => {
  const ramp = (hour: number): number => 30e9 + (0.5e9 * hour) / 24;
  const document = await forecastOf(oneEndpoint(), rows(30, ramp), { months: 6 });
  const truth = (60e9 - (30e9 + 0.5e9 * 30)) / 0.5e9;
  expect(Math.abs((document.endpoints[0]?.zones[0]?.thresholds[0]?.days ?? 0) - truth)).toBeLessThan(0.1);
});

test.each([
  [undefined, {}, 'TG3005'],
  [rows(20, () => 1e9), { months: 37 }, 'TG1012'],
  [rows(20, () => 1e9), { months: 0 }, 'TG1012'],
])('refuses what cannot be forecast (%#)', async (given, settings, code) => {
  await expect(forecastOf(oneEndpoint(), given, settings)).rejects.toMatchObject({ code });
});
