import { parse } from 'parse5';
import { expect, test } from 'vitest';
import { drawView } from '../../../../src/report/formats/index.ts';
import { lineChart } from '../../../../src/report/line-chart.ts';
import { viewForecast } from '../../../../src/report/views/forecast.ts';
import { viewHeadroom } from '../../../../src/report/views/headroom.ts';
import { forecastOf, headroomOf, hourly, oneEndpoint } from '../../../support/capacity.ts';
import { HOSTILE_NAMES } from '../../../support/hostile-names.ts';
import { elementsOf, textOf } from '../../../support/html-tree.ts';

const FROM = '2026-10-02T00:00:00Z';
const rows = (bps: (hour: number) => number, days = 30) =>
  ['use1-az1', 'use1-az2'].flatMap((az) => hourly('app-logs', az, FROM, days * 24, bps));
const growing = (hour: number): number => 30e9 + 0.5e9 * Math.floor(hour / 24);

test('headroom: the verdict says what is full today and what would be with a zone gone', async () => {
  const view = viewHeadroom(
    await headroomOf(
      oneEndpoint(),
      rows(() => 55e9),
    ),
  );
  expect(view.headline).toBe('1 endpoint: none near its capacity; 1 critical if a zone fails');
  expect(view.sections[0]?.table?.rows).toEqual([
    ['app-logs', 'ok', 'critical', '55.0 %', '110 %', '110 Gbps', '200 Gbps', '1.00 x'],
  ]);
  expect(view.sections[1]?.table?.rows[0]).toEqual([
    'app-logs',
    'use1-az1',
    'ok',
    ...Array(4).fill('55.0 Gbps'),
    '55.0 %',
    '45.0 Gbps',
    '110 %',
    '720',
    '0',
  ]);
  expect(view.footnote).toContain('AWS does not document whether the bandwidth holds for each direction');
});

test('headroom: unknown is not ok', async () => {
  const view = viewHeadroom(await headroomOf(oneEndpoint()));
  expect(view.headline).toBe('1 endpoint: none near its capacity, 1 unknown');
  expect(view.sections[0]?.table?.rows[0]?.slice(1, 5)).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
});

test('headroom: the fullest come first and what is not listed is counted', async () => {
  const network = {
    ...oneEndpoint(),
    endpoints: [1, 90, 40].map((peak) => ({
      id: `e${peak}`,
      type: 'Interface',
      azs: ['use1-az1'],
      traffic: { peakGbps: String(peak) },
    })),
  };
  const view = viewHeadroom(await headroomOf(network), { maxEndpoints: 2 });
  expect(view.sections[0]?.table?.rows.map((row) => row[0])).toEqual(['e90', 'e40']);
  expect(view.sections[0]?.text).toEqual(['The fullest 2 are listed, 1 other not; --all lists every one.']);
});

test('headroom: CSV carries one exact row for each zone', async () => {
  const csv = await drawView(
    'csv',
    viewHeadroom(
      await headroomOf(
        oneEndpoint(),
        rows(() => 55e9),
      ),
    ),
  );
  const [titles, first, second] = csv.split('\r\n');
  expect(titles).toContain('endpoint,service,region,vpc,source,endpoint_level,endpoint_n1_level,az,level,p50_bps');
  expect(first).toContain('app-logs,logs,us-east-1,,measured,ok,critical,use1-az1,ok,55000000000,');
  expect(second).toContain(',use1-az2,');
});

test('forecast: months, tiers and the days to each threshold with their interval', async () => {
  const view = viewForecast(await forecastOf(oneEndpoint(), rows(growing), { months: 6 }));
  expect(view.headline).toMatch(/^\$[\d,.]+ in 2026-11, \$[\d,.]+ in 2027-04; 1 endpoint reaches its last threshold$/);
  expect(view.sections.map((section) => section.title)).toEqual(['Cost by month', 'When zones fill up']);
  const zones = view.sections.at(-1)?.table;
  expect(zones?.columns.map((column) => column.title)).toContain('Reaches 90.0 %');
  expect(zones?.rows[0]).toEqual(expect.arrayContaining(['31 days (29 days to 33 days)', 'theil-sen', '+3.50 Gbps']));
});

test('forecast: a price tier that is reached is told with its month', async () => {
  const slow = (hour: number): number => 0.8e9 + 0.02e9 * Math.floor(hour / 24);
  const view = viewForecast(await forecastOf(oneEndpoint(), rows(slow), { months: 6 }));
  expect(view.sections[1]?.text?.[0]).toMatch(
    /^us-east-1 passes 1,048,576 GB of interface-endpoint-bytes in 2026-12: the GB above cost \$0\.006\.$/,
  );
});

test('forecast: a short history says so instead of a number', async () => {
  const view = viewForecast(await forecastOf(oneEndpoint(), rows(growing, 9), { months: 3 }));
  expect(view.sections.at(-1)?.table?.rows[0]).toContain('history too short (9 days)');
});

test.each(['table', 'markdown', 'csv', 'html'] as const)('%s draws both without losing an endpoint', async (format) => {
  const headroom = await drawView(format, viewHeadroom(await headroomOf(oneEndpoint(), rows(growing))));
  const forecast = await drawView(format, viewForecast(await forecastOf(oneEndpoint(), rows(growing), { months: 2 })));
  for (const text of [headroom, forecast]) expect(text).toContain('app-logs');
});

test('charts are well-formed, named, and carry no style that the page would refuse', async () => {
  const html = await drawView('html', viewHeadroom(await headroomOf(oneEndpoint(), rows(growing))));
  const elements = elementsOf(parse(html));
  const charts = elements.filter((element) => element.tagName === 'svg');
  expect(charts).toHaveLength(1);
  const [chart] = charts;
  const inside = chart ? elementsOf(chart) : [];
  expect(inside.filter((element) => element.tagName === 'polyline')).toHaveLength(2);
  expect(inside[0] && textOf(inside[0])).toBe('app-logs: highest load of each zone');
  const words = inside.filter((element) => element.tagName === 'text').map(textOf);
  expect(words).toEqual(
    expect.arrayContaining(['0 bps', '2026-10-02', 'baseline 10.0 Gbps', 'ceiling 100 Gbps', 'use1-az1']),
  );
  expect(inside.flatMap((element) => element.attrs).filter(({ name }) => name === 'style')).toEqual([]);
});

test.each(HOSTILE_NAMES)('a chart holds a hostile name as text only: %j', (name) => {
  const tagsOf = (title: string): readonly string[] =>
    elementsOf(
      parse(
        `<!doctype html><body>${lineChart({
          title,
          lines: [{ name: title, values: [1, 2] }],
          marks: [{ name: title, at: 1 }],
          band: { name: title, low: [1, 1], high: [2, 3] },
          levels: [{ name: title, value: 2, kind: 'ceiling' }],
          value: () => title,
          ends: [title, title],
        })}`,
      ),
    ).map((element) => element.tagName);
  expect(tagsOf(name)).toEqual(tagsOf('app-ssm'));
});
