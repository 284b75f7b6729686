import { expect, test } from 'vitest';
import { headroomDocumentSchema } from '../../../../src/report/headroom-document.ts';
import { headroomOf, hourly, oneEndpoint } from '../../../support/capacity.ts';

const FROM = '2026-11-01T00:00:00Z';
const both = (bps: (hour: number) => number | undefined, hours = 48) => [
  ...hourly('app-logs', 'use1-az1', FROM, hours, bps),
  ...hourly('app-logs', 'use1-az2', FROM, hours, bps),
];

test('two zones at 55 % are ok today and critical with one gone', async () => {
  const document = await headroomOf(
    oneEndpoint(),
    both(() => 55e9),
  );
  expect(headroomDocumentSchema.parse(document)).toEqual(document);
  expect(document.endpoints[0]).toMatchObject({ level: 'ok', n1Level: 'critical', source: 'measured' });
  expect(document.endpoints[0]?.zones[0]).toMatchObject({
    p50Bps: 55e9,
    p95Bps: 55e9,
    p99Bps: 55e9,
    peakBps: 55e9,
    baselineBps: 10e9,
    ceilingBps: 100e9,
    utilisation: 0.55,
    headroomBps: 45e9,
    n1Utilisation: 1.1,
    samples: 48,
    gaps: 0,
  });
  expect(document.window).toEqual({ start: FROM, end: '2026-11-03T00:00:00Z' });
  expect(document.totals).toMatchObject({ levels: { ok: 1 }, n1Levels: { critical: 1 } });
  expect(document.findings.map((finding) => finding.code)).toEqual(['TG3051', 'TG3055', 'TG3058']);
});

test('a missing row counts as zero traffic of a live endpoint', async () => {
  const document = await headroomOf(oneEndpoint(), [
    ...hourly('app-logs', 'use1-az1', FROM, 48, (hour) => (hour % 2 === 0 ? 8e9 : undefined)),
    ...hourly('app-logs', 'use1-az2', FROM, 48, () => 1e9),
  ]);
  expect(document.endpoints[0]?.zones[0]).toMatchObject({ samples: 24, gaps: 24, p50Bps: 4e9, p99Bps: 8e9 });
});

test('a zone that died stands beside the one that lives', async () => {
  const rows = hourly('app-logs', 'use1-az1', FROM, 48, () => 8e9);
  const document = await headroomOf(oneEndpoint(), rows);
  expect(document.endpoints[0]?.zones.map((zone) => [zone.az, zone.p99Bps, zone.gaps])).toEqual([
    ['use1-az1', 8e9, 0],
    ['use1-az2', 0, 48],
  ]);
  expect(document.endpoints[0]?.imbalance).toBe(2);
});

test('an endpoint created inside the window is judged by its life', async () => {
  const rows = both((hour) => (hour >= 36 ? 8e9 : undefined));
  const born = await headroomOf(oneEndpoint({ createdAt: '2026-11-02T12:00:00Z' }), rows);
  expect(born.endpoints[0]?.zones[0]).toMatchObject({ samples: 12, gaps: 0, p50Bps: 8e9 });
  const unknown = await headroomOf(oneEndpoint(), [...rows, ...hourly('other', 'use1-az1', FROM, 48, () => 1)]);
  expect(unknown.endpoints[0]?.zones[0]).toMatchObject({ samples: 12, gaps: 36, p50Bps: 0 });
  expect(unknown.findings.map((finding) => finding.code)).toEqual(expect.arrayContaining(['TG3057', 'TG1204']));
});

test('an endpoint without a row is unknown, unless it is known to have lived then', async () => {
  const rows = hourly('other', 'use1-az1', FROM, 48, () => 8e9);
  const unknown = await headroomOf(oneEndpoint(), rows);
  expect(unknown.endpoints[0]).toMatchObject({ source: 'unknown', level: 'unknown' });
  const lived = await headroomOf(oneEndpoint({ createdAt: '2026-10-01T00:00:00Z' }), rows);
  expect(lived.endpoints[0]).toMatchObject({ source: 'measured', level: 'ok' });
});

test('rows are found by the address of a plan', async () => {
  const rows = hourly('module.net.aws_vpc_endpoint.logs', 'use1-az1', FROM, 48, () => 8e9);
  const document = await headroomOf(oneEndpoint({ address: 'module.net.aws_vpc_endpoint.logs' }), rows);
  expect(document.endpoints[0]?.source).toBe('measured');
});

test('without traffic a stated peak speaks', async () => {
  const document = await headroomOf(oneEndpoint({ traffic: { peakGbps: '130' } }));
  expect(document.window).toBeNull();
  expect(document.endpoints[0]).toMatchObject({ source: 'stated', level: 'watch', n1Level: 'critical' });
  expect(document.endpoints[0]?.zones[0]).toMatchObject({ p99Bps: null, loadBps: 65e9, utilisation: 0.65 });
});

test('the window, the statistic, the base and the thresholds are the user’s to choose', async () => {
  const rows = both((hour) => (hour < 24 ? 9e9 : 1e9));
  const options = { from: '2026-11-02', statistic: 'peak', base: 'baseline', watch: 0.05 } as const;
  const document = await headroomOf(oneEndpoint(), rows, options);
  expect(document.window?.start).toBe('2026-11-02T00:00:00Z');
  expect(document.endpoints[0]?.zones[0]).toMatchObject({ utilisation: 0.1, level: 'watch' });
  expect(document).toMatchObject({ statistic: 'peak', base: 'baseline', thresholds: { watch: 0.05, critical: 0.9 } });
});

test.each([
  [{ from: '2027-01-01' }, 'TG3005'],
  [{ from: 'yesterday' }, 'TG1012'],
  [{ watch: 2 }, 'TG3001'],
])('refuses %j', async (settings, code) => {
  const work = async () =>
    headroomOf(
      oneEndpoint(),
      both(() => 1e9),
      settings,
    );
  await expect(work()).rejects.toMatchObject({ code });
});
