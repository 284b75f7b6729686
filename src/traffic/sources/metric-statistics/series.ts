import type { FindingLog } from '../../../core/finding.ts';
import { FACTS } from '../cloudwatch/facts.ts';
import { refuseMixed, type StatisticsAnswer } from './refuse-mixed.ts';

/** One series as CloudWatch prints it. Points are pairs of seconds since 1970 UTC and a value. */
export interface Series {
  readonly file: string;
  readonly id: string;
  readonly label: string;
  readonly status: string;
  readonly points: readonly (readonly [start: number, value: number])[];
}

/** A query id has no hyphens: `bytes_vpce_0a1b_subnet_0c2d`. */
const ENDPOINT = /vpce[-_]([0-9a-z]+)/;
const SUBNET = /subnet[-_]([0-9a-z]+)/;
const BYTES = /BytesProcessed/i;
const OTHER_STATISTIC = /\b(?:Average|Avg|Maximum|Max|Minimum|Min|SampleCount|p\d{2}(?:\.\d+)?)\b/i;
const OTHERS = FACTS.endpoint.metrics.map(({ name }) => name).filter((name) => name !== 'BytesProcessed');

const ASK =
  'Give each query the label "BytesProcessed vpce-0a1b2c3d", with its subnet id where it is of one, and ask for the statistic Sum.';

/** Bytes of each endpoint once, by what its series are called; what is not counted is a finding. Throws TG1005. */
export function answersOf(series: readonly Series[], findings: FindingLog): readonly StatisticsAnswer[] {
  const named = series.flatMap((each) => nameOf(each, findings) ?? []);
  refuseMixed(named.map(({ answer, subnet }) => ({ ...answer, endpoint: `${answer.endpoint} ${subnet ?? ''}` })));
  return [...Map.groupBy(named, ({ answer }) => answer.endpoint)].map(([endpoint, own]) => {
    const [whole, zones] = [own.filter(({ subnet }) => !subnet), own.filter(({ subnet }) => subnet)];
    const added = addUp(zones);
    const name = [...new Set(own.map(({ answer }) => answer.name))].join(', ');
    if (whole.length === 0) return answerOf(name, endpoint, added);
    const points = pointsOf(whole);
    // The series of subnets tell the bytes of the whole endpoint again.
    if (zones.length > 0) compare(endpoint, points, added, findings);
    return answerOf(name, endpoint, points);
  });
}

interface Named {
  readonly answer: StatisticsAnswer;
  readonly subnet: string | undefined;
}

function nameOf(series: Series, findings: FindingLog): Named | undefined {
  const { id, label, file, status, points } = series;
  const text = `${label} ${id}`;
  const say = `${label === '' ? id : label} (${id}) of ${file}`;
  const endpoint = ENDPOINT.exec(text)?.[1];
  const other = OTHERS.find((metric) => text.toLowerCase().includes(metric.toLowerCase()));
  if (status !== 'Complete') findings.add('TG2053', say, `${say} is ${status}: it is left out. Ask again.`);
  else if (other !== undefined) findings.add('TG1207', say, `${say} tells ${other}, and no bytes.`);
  else if (endpoint === undefined || !BYTES.test(text))
    findings.add('TG2092', say, `${say} names no endpoint or no metric: it is left out. ${ASK}`);
  else if (OTHER_STATISTIC.test(label))
    findings.add('TG1207', say, `${say} is another statistic than the sum of the bytes: it is left out. ${ASK}`);
  else {
    const subnet = SUBNET.exec(text)?.[1];
    return { answer: answerOf(file, `vpce-${endpoint}`, new Map(points)), subnet };
  }
  return undefined;
}

function answerOf(name: string, endpoint: string, points: ReadonlyMap<number, number>): StatisticsAnswer {
  const sorted = [...points].sort(([a], [b]) => a - b);
  const [starts, values] = [sorted.map(([start]) => start), sorted.map(([, value]) => value)];
  return { name, endpoint, points: { column: 'bytes', statistic: 'Sum', starts, values } };
}

/** A point that two pages tell is one. */
const pointsOf = (parts: readonly Named[]): ReadonlyMap<number, number> =>
  new Map(
    parts.flatMap(({ answer: { points } }) => points.starts.map((start, i) => [start, points.values[i] ?? 0] as const)),
  );

function addUp(zones: readonly Named[]): ReadonlyMap<number, number> {
  const added = new Map<number, number>();
  for (const parts of Map.groupBy(zones, ({ subnet }) => subnet).values()) {
    for (const [start, value] of pointsOf(parts)) added.set(start, (added.get(start) ?? 0) + value);
  }
  return added;
}

const total = (points: ReadonlyMap<number, number>): number =>
  [...points.values()].reduce((sum, each) => sum + each, 0);

function compare(
  endpoint: string,
  whole: ReadonlyMap<number, number>,
  zones: ReadonlyMap<number, number>,
  findings: FindingLog,
): void {
  const [own, added] = [total(whole), total(zones)];
  if (Math.abs(own - added) <= own * 0.001) return;
  findings.add(
    'TG2052',
    endpoint,
    `${endpoint} carries ${own} bytes as a whole, and ${added} in the subnets of the file: the whole counts.`,
  );
}
