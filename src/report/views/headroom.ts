import type { Finding } from '../../core/finding.ts';
import type { EndpointHeadroomDocument, HeadroomDocument, ZoneHeadroomDocument } from '../headroom-document.ts';
import { lineChart } from '../line-chart.ts';
import { rateText, shareText } from '../measures.ts';
import type { Section, Table, View } from '../view.ts';
import { counted } from '../words.ts';
import { headroomRecords } from './headroom-records.ts';

/** Charts are drawn of the fullest endpoints only, and of those that carry something. */
const MOST_CHARTS = 12;
const LEAST_SHARE = 0.01;

export interface HeadroomViewOptions {
  /** Most endpoints in the tables, the fullest first; absent = all. */
  readonly maxEndpoints?: number | undefined;
}

/** What people see of headroom: the verdict, each endpoint, each zone, and pictures where the format has them. */
export function viewHeadroom(document: HeadroomDocument, options: HeadroomViewOptions = {}): View {
  const fullest = document.endpoints.toSorted((a, b) => severity(b) - severity(a));
  const listed = fullest.slice(0, options.maxEndpoints);
  const left = fullest.length - listed.length;
  return {
    title: 'Headroom of VPC endpoints',
    headline: headlineOf(document),
    sections: [endpointSection(listed, left, document), { title: 'Zones', table: zoneTable(listed) }],
    findings: document.findings as readonly Finding[],
    findingsOmitted: Object.values(document.findingsOmitted ?? {}).reduce((all, each) => all + each, 0),
    footnote: footnoteOf(document),
    records: () => headroomRecords(document),
  };
}

const ORDER = ['unknown', 'ok', 'watch', 'warning', 'critical'];

/** Worst level first, then the worst level with a zone gone, then the fullest. */
const severity = ({ level, n1Level, zones }: EndpointHeadroomDocument): number =>
  ORDER.indexOf(level) * 1e6 +
  ORDER.indexOf(n1Level) * 1e4 +
  Math.max(0, ...zones.map((zone) => zone.utilisation ?? 0));

function headlineOf({ totals, endpoints }: HeadroomDocument): string {
  const { levels, n1Levels } = totals;
  const levelsText = (['critical', 'warning', 'watch'] as const)
    .filter((level) => levels[level] > 0)
    .map((level) => `${levels[level]} ${level}`);
  const today = levelsText.length === 0 ? 'none near its capacity' : levelsText.join(', ');
  const unknown = levels.unknown === 0 ? '' : `, ${levels.unknown} unknown`;
  const lost = n1Levels.critical === 0 ? '' : `; ${n1Levels.critical} critical if a zone fails`;
  const peaks = endpoints.filter(hidesPeak).length;
  const peak = peaks === 0 ? '' : `; ${peaks} critical at the peak`;
  return `${counted(endpoints.length, 'endpoint')}: ${today}${unknown}${lost}${peak}`;
}

/** Whether the peak is critical where the statistic that the level speaks of is not. */
const hidesPeak = ({ peak, level, n1Level }: EndpointHeadroomDocument): boolean =>
  (peak?.level === 'critical' && level !== 'critical') || (peak?.n1Level === 'critical' && n1Level !== 'critical');

function endpointSection(
  listed: readonly EndpointHeadroomDocument[],
  left: number,
  document: HeadroomDocument,
): Section {
  return {
    title: 'Endpoints',
    ...pictures(listed, document),
    text:
      left === 0
        ? []
        : [`The fullest ${listed.length} are listed, ${counted(left, 'other')} not; --all lists every one.`],
    table: {
      columns: [
        { title: 'Endpoint', align: 'left' },
        { title: 'Level', align: 'left' },
        { title: 'If a zone fails', align: 'left' },
        { title: 'Fullest zone', align: 'right' },
        { title: 'Fullest then', align: 'right' },
        { title: 'All zones', align: 'right' },
        { title: `Of ${document.base}`, align: 'right' },
        { title: 'Imbalance', align: 'right' },
      ],
      rows: listed.map((endpoint) => [
        endpoint.name ?? endpoint.id,
        endpoint.level,
        endpoint.n1Level,
        shareText(most(endpoint.zones, 'utilisation')),
        endpoint.zones.length < 2 ? 'no other zone' : shareText(most(endpoint.zones, 'n1Utilisation')),
        rateText(endpoint.whole?.loadBps),
        rateText(endpoint.whole?.capacityBps),
        endpoint.imbalance === null ? '' : `${endpoint.imbalance.toFixed(2)} x`,
      ]),
    },
  };
}

function most(zones: readonly ZoneHeadroomDocument[], field: 'utilisation' | 'n1Utilisation'): number | null {
  const known = zones.map((zone) => zone[field]).filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}

/** What a narrow terminal does without. */
const SPARE = new Set(['p50', 'p95', 'Samples', 'Gaps']);

function zoneTable(listed: readonly EndpointHeadroomDocument[]): Table {
  const right = ['p50', 'p95', 'p99', 'Peak', 'In use', 'Headroom', 'If a zone fails', 'Samples', 'Gaps'];
  return {
    columns: [
      { title: 'Endpoint', align: 'left' },
      { title: 'Zone', align: 'left' },
      { title: 'Level', align: 'left' },
      ...right.map((title) => ({ title, align: 'right' as const, spare: SPARE.has(title) })),
    ],
    rows: listed.flatMap((endpoint) =>
      endpoint.zones.map((zone, index) => [
        index === 0 ? (endpoint.name ?? endpoint.id) : '',
        zone.az,
        zone.level,
        rateText(zone.p50Bps),
        rateText(zone.p95Bps),
        rateText(zone.p99Bps),
        rateText(zone.peakBps ?? (endpoint.source === 'stated' ? zone.loadBps : null)),
        shareText(zone.utilisation),
        rateText(zone.headroomBps),
        zone.n1Failed === null ? '' : shareText(zone.n1Utilisation),
        String(zone.samples),
        String(zone.gaps),
      ]),
    ),
  };
}

/** Charts of the endpoints whose load can be seen against their ceiling; of the fullest where none can. */
function pictures(listed: readonly EndpointHeadroomDocument[], { window }: HeadroomDocument): { picture?: string } {
  const drawn = listed.filter(({ zones }) => zones.some((zone) => zone.outlineBps.length > 0));
  const [first] = drawn;
  if (first === undefined) return {};
  const seen = drawn.filter(({ zones }) =>
    zones.some(({ outlineBps, ceilingBps }) => Math.max(0, ...outlineBps) >= LEAST_SHARE * ceilingBps),
  );
  return {
    picture: (seen.length === 0 ? [first] : seen.slice(0, MOST_CHARTS))
      .map(({ id, name, zones }) =>
        lineChart({
          title: `${name ?? id}: highest load of each zone`,
          lines: zones.map((zone) => ({ name: zone.az, values: zone.outlineBps })),
          levels: levelsOf(zones[0]),
          value: rateText,
          ends: [window?.start.slice(0, 10) ?? '', window?.end.slice(0, 10) ?? ''],
        }),
      )
      .join('\n'),
  };
}

const levelsOf = (zone: ZoneHeadroomDocument | undefined) =>
  zone
    ? [
        { name: `baseline ${rateText(zone.baselineBps)}`, value: zone.baselineBps, kind: 'baseline' as const },
        { name: `ceiling ${rateText(zone.ceilingBps)}`, value: zone.ceilingBps, kind: 'ceiling' as const },
      ]
    : [];

const footnoteOf = ({ statistic, base, window, thresholds, limits }: HeadroomDocument): string =>
  `Utilisation is ${statistic} over the ${base} of the zone` +
  `${window ? `, from ${window.start} to ${window.end}, missing periods counted as zero` : ''}. ` +
  `Levels: watch from ${shareText(thresholds.watch)}, warning ${shareText(thresholds.warning)}, critical ${shareText(thresholds.critical)}. ` +
  `Limits as of ${limits.asOf}. ${limits.direction} AWS does not document ${limits.undocumented.join('; nor ')}.`;
