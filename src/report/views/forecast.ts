import { Amount } from '../../core/amount.ts';
import { Decimal } from '../../core/decimal.ts';
import type { Finding } from '../../core/finding.ts';
import { quantityCell } from '../cells.ts';
import type { EndpointForecastDocument, ForecastDocument, ZoneForecastDocument } from '../forecast-document.ts';
import { lineChart } from '../line-chart.ts';
import { daysText, rateText, shareText } from '../measures.ts';
import type { Section, Table, View } from '../view.ts';
import { counted, money, sentence } from '../words.ts';
import { forecastRecords } from './forecast-records.ts';

/** Charts are drawn of the zones that fill up first only, and of those that carry something. */
const MOST_CHARTS = 12;
const LEAST_SHARE = 0.01;
const DAY_MS = 86_400_000;

export interface ForecastViewOptions {
  /** Most endpoints in the tables, the first to fill up first; absent = all. */
  readonly maxEndpoints?: number | undefined;
}

/** What people see of a forecast: the cost of each month, tiers reached, and when each zone fills up. */
export function viewForecast(document: ForecastDocument, options: ForecastViewOptions = {}): View {
  const soonest = document.endpoints.toSorted((a, b) => firstCrossing(a) - firstCrossing(b));
  const listed = soonest.slice(0, options.maxEndpoints);
  const left = soonest.length - listed.length;
  return {
    title: 'Forecast of VPC endpoints',
    headline: headlineOf(document),
    sections: [
      monthSection(document),
      ...tierSection(document),
      {
        title: 'When zones fill up',
        text: left === 0 ? [] : [`${counted(left, 'other endpoint')} not listed; --all lists every one.`],
        ...pictures(listed, document.window),
        table: zoneTable(listed, document),
      },
    ],
    findings: document.findings as readonly Finding[],
    findingsOmitted: Object.values(document.findingsOmitted ?? {}).reduce((all, each) => all + each, 0),
    footnote: footnoteOf(document),
    records: () => forecastRecords(document),
  };
}

function firstCrossing({ zones }: EndpointForecastDocument): number {
  const days = zones.flatMap((zone) => zone.thresholds.map((each) => each.days ?? Number.POSITIVE_INFINITY));
  return Math.min(Number.MAX_VALUE, ...days);
}

function headlineOf({ months, currency, endpoints, horizonMonths }: ForecastDocument): string {
  const [first, last] = [months[0], months.at(-1)];
  const print = printer(currency);
  const cost =
    first && last
      ? `${sentence(costOf(first).words(print))} in ${first.month}, ${costOf(last).words(print)} in ${last.month}`
      : 'no months';
  const crossing = endpoints.filter(({ zones }) =>
    zones.some((zone) => (zone.thresholds.at(-1)?.days ?? null) !== null),
  );
  const fills =
    crossing.length === 0
      ? `none reaches its last threshold within ${counted(horizonMonths, 'month')}`
      : `${counted(crossing.length, 'endpoint')} ${crossing.length === 1 ? 'reaches its' : 'reach their'} last threshold`;
  return `${cost}; ${fills}`;
}

type MonthDocument = ForecastDocument['months'][number];

/** A figure of a month with the lines that it leaves out: the expected cost unless another is given. */
const costOf = ({ monthly, unknownLines }: MonthDocument, figure = monthly): Amount => Amount.of(figure, unknownLines);

const printer =
  (currency: string) =>
  (amount: Decimal): string =>
    money(amount.toFixed(2), currency);

function monthSection({ months, currency }: ForecastDocument): Section {
  const hasList = months.some((month) => month.list !== undefined);
  const print = printer(currency);
  return {
    title: 'Cost by month',
    table: {
      columns: [
        { title: 'Month', align: 'left' },
        { title: 'Hours', align: 'right' },
        { title: 'GB', align: 'right' },
        ...(hasList ? [{ title: 'At list price', align: 'right' as const }] : []),
        { title: `${hasList ? 'Effective' : 'Monthly'} ${currency}`, align: 'right' },
        { title: 'Low', align: 'right' },
        { title: 'High', align: 'right' },
      ],
      rows: months.map((month) => [
        month.month,
        month.hours,
        quantityCell(new Decimal(month.gb).toFixed(0)),
        ...(hasList ? [costOf(month, month.list).cell(print)] : []),
        costOf(month).cell(print),
        costOf(month, month.low).cell(print),
        costOf(month, month.high).cell(print),
      ]),
    },
  };
}

function tierSection({ tiers, currency }: ForecastDocument): readonly Section[] {
  if (tiers.length === 0) return [];
  return [
    {
      title: 'Price tiers reached',
      text: tiers.map(
        ({ region, month, fromGb, price, product }) =>
          `${region} passes ${quantityCell(fromGb)} GB of ${product} in ${month}: the GB above cost ${money(price, currency)}.`,
      ),
    },
  ];
}

function zoneTable(listed: readonly EndpointForecastDocument[], document: ForecastDocument): Table {
  const thresholds = document.endpoints
    .flatMap(({ zones }) => zones.map((zone) => zone.thresholds))
    .find((each) => each.length > 0);
  return {
    columns: [
      { title: 'Endpoint', align: 'left' },
      { title: 'Zone', align: 'left' },
      { title: 'Last week', align: 'right' },
      { title: 'Growth a week', align: 'right', spare: true },
      ...(thresholds ?? []).map(({ at }) => ({ title: `Reaches ${shareText(at)}`, align: 'left' as const })),
      { title: 'Method', align: 'left', spare: true },
      { title: 'MASE', align: 'right', spare: true },
    ],
    rows: listed.flatMap((endpoint) =>
      endpoint.zones.map((zone, index) => [
        index === 0 ? endpoint.id : '',
        zone.az,
        rateText(Math.max(0, ...zone.historyBps.slice(-7))),
        zone.growthBpsPerDay === null ? '' : signedRate(zone.growthBpsPerDay * 7),
        ...(thresholds ?? []).map((_, at) => crossingText(zone, at, document.horizonMonths)),
        zone.method === 'none' ? `history too short (${counted(zone.historyDays, 'day')})` : zone.method,
        zone.mase === null ? '' : zone.mase.toFixed(2),
      ]),
    ),
  };
}

const signedRate = (bps: number): string => `${bps < 0 ? '-' : '+'}${rateText(Math.abs(bps))}`;

/** "12 days (10 days to 16 days)", "not within 12 months (earliest 80 days)". */
function crossingText({ thresholds }: ZoneForecastDocument, at: number, months: number): string {
  const found = thresholds[at];
  if (!found) return '';
  const { days, low, high } = found;
  if (days === null) {
    const earliest = low === null ? '' : ` (earliest ${daysText(low)})`;
    return `not within ${counted(months, 'month')}${earliest}`;
  }
  if (days === 0 && (high === 0 || high === null)) return 'now';
  return `${daysText(days)} (${low === null ? '?' : daysText(low)} to ${high === null ? 'not within the horizon' : daysText(high)})`;
}

/** Charts of the zones whose rate can be seen against their ceiling; of the first where none can. */
function pictures(
  listed: readonly EndpointForecastDocument[],
  window: ForecastDocument['window'],
): { picture?: string } {
  const drawn = listed.flatMap(({ id, zones }) =>
    zones.filter((zone) => zone.weeks.point.length > 0).map((zone) => ({ id, zone })),
  );
  const [first] = drawn;
  if (first === undefined) return {};
  const seen = drawn.filter(({ zone }) => Math.max(...zone.weeks.high) >= LEAST_SHARE * zone.ceilingBps);
  return {
    picture: (seen.length === 0 ? [first] : seen.slice(0, MOST_CHARTS))
      .map(({ id, zone }) => chartOf(id, zone, window))
      .join('\n'),
  };
}

function chartOf(id: string, zone: ZoneForecastDocument, { start, end }: ForecastDocument['window']): string {
  const days = zone.historyBps;
  const count = Math.ceil(days.length / 7);
  const past = Array.from({ length: count }, (_, week) => {
    const until = days.length - 7 * (count - 1 - week);
    return Math.max(...days.slice(Math.max(0, until - 7), until));
  });
  const { point, low, high } = zone.weeks;
  const last = new Date(Date.parse(end) + 7 * point.length * DAY_MS).toISOString();
  return lineChart({
    title: `${id}, ${zone.az}: highest rate of each week`,
    lines: [{ name: 'measured, then expected', values: [...past, ...point] }],
    band: { name: 'range', low: [...past, ...low], high: [...past, ...high] },
    levels: [{ name: `ceiling ${rateText(zone.ceilingBps)}`, value: zone.ceilingBps, kind: 'ceiling' }],
    marks: [{ name: `data ends ${end.slice(0, 10)}`, at: Math.max(0, past.length - 1) }],
    value: rateText,
    ends: [start.slice(0, 10), last.slice(0, 10)],
  });
}

const footnoteOf = ({ window, intervalLevel, rates }: ForecastDocument): string =>
  `From the whole days of ${window.start} to ${window.end}. The forecast starts at the end of that data. Each series takes the method that did best in a back-test ` +
  `(seasonal naive, Theil-Sen or MSTL with ETS); intervals are meant to hold ${shareText(intervalLevel)} of the time. ` +
  `Months have their own hours. Low and high take every endpoint at the same end. Rates of ${rates.publishedAt} from ${rates.source}.`;
