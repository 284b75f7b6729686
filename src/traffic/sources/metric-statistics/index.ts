import { decodeText } from '../../../core/decode-text.ts';
import { parseText } from '../../../core/document.ts';
import { TollgateError } from '../../../core/errors.ts';
import { FindingLog } from '../../../core/finding.ts';
import type { TrafficFile, TrafficReading, TrafficSource, TrafficTarget } from '../../traffic-source.ts';
import { isMetricData, type MetricPage, metricPages, seriesOfPages } from './metric-data.ts';
import { recordedPoints } from './recorded.ts';
import { refuseMixed, type StatisticsAnswer } from './refuse-mixed.ts';
import { answersOf } from './series.ts';
import { totalsOf } from './totals-of.ts';

/** The answer names its metric and no endpoint: the file's name does. */
const NAME = /(vpce-[0-9a-z]+)[^/\\]*\.json$/;
/** Less than a day says nothing of a month. */
const LEAST_SPAN_MS = 86_400_000;

/**
 * Answers of CloudWatch as its command prints them: of `get-metric-statistics`, where vpce-0abc.json holds those of vpce-0abc, and of
 * `get-metric-data`, where labels name the endpoints.
 */
export const metricStatistics: TrafficSource = {
  kind: 'metric-statistics',
  accepts: (name) => /\.json$/i.test(name),
  read: readStatistics,
};

async function readStatistics(
  files: readonly TrafficFile[],
  targets: readonly TrafficTarget[],
): Promise<TrafficReading> {
  const { strangers, toTraffic } = await import('../throughput-file/to-traffic.ts');
  const findings = new FindingLog();
  const bytes: StatisticsAnswer[] = [];
  const pages: MetricPage[] = [];
  for (const file of files) {
    const { value } = await parseText(decodeText(await file.read(), file.name), file.name);
    if (isMetricData(value)) {
      pages.push(...metricPages(value, file.name));
      continue;
    }
    const endpoint = NAME.exec(file.name)?.[1];
    if (endpoint === undefined) throw nameless(file.name);
    const points = recordedPoints(value, file.name);
    if (points.column === 'bytes' && points.statistic === 'Sum') bytes.push({ name: file.name, endpoint, points });
    else
      findings.add(
        'TG1207',
        file.name,
        `${file.name} tells the ${points.statistic} of ${points.column}, and no bytes.`,
      );
  }
  bytes.push(...answersOf(seriesOfPages(pages), findings));
  refuseMixed(bytes);
  const from = files.map((file) => file.name).join(', ');
  const totals = totalsOf(bytes);
  for (const [endpoint, rows] of strangers(totals, targets)) {
    findings.add('TG1204', endpoint, `${from} measures ${endpoint} (${rows} rows), which is not in the network.`);
  }
  const { window } = totals;
  if (window && window.end - window.start < LEAST_SPAN_MS) {
    const minutes = Math.round((window.end - window.start) / 60_000);
    findings.add(
      'TG1207',
      from,
      `${from} covers ${minutes} minutes, which tell nothing of a month: record a day or more.`,
    );
    return { profile: new Map(), findings: findings.findings };
  }
  return { profile: toTraffic(totals, targets, from, 'metric-statistics'), findings: findings.findings };
}

const nameless = (name: string): TollgateError =>
  new TollgateError('TG1005', `${name} is no answer of GetMetricData, and its name tells no endpoint.`, {
    location: { file: name },
    hint: 'Give what `aws cloudwatch get-metric-data` prints, or name a file of `get-metric-statistics` after its endpoint (vpce-0a1b2c3d.json).',
  });
