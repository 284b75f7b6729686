import { decodeText } from '../../../core/decode-text.ts';
import { parseText } from '../../../core/document.ts';
import { FindingLog } from '../../../core/finding.ts';
import type { TrafficFile, TrafficReading, TrafficSource, TrafficTarget } from '../../traffic-source.ts';
import { recordedPoints } from './recorded.ts';
import { type Answer, refuseMixed } from './refuse-mixed.ts';
import { totalsOf } from './totals-of.ts';

/** The answer names its metric and no endpoint: the file's name does. */
const NAME = /(vpce-[0-9a-z]+)[^/\\]*\.json$/;
/** Less than a day says nothing of a month. */
const LEAST_SPAN_MS = 86_400_000;

/** Answers of GetMetricStatistics as `aws cloudwatch get-metric-statistics` prints them: vpce-0abc.json holds those of vpce-0abc. */
export const metricStatistics: TrafficSource = {
  kind: 'metric-statistics',
  accepts: (name) => NAME.test(name),
  read: readStatistics,
};

async function readStatistics(
  files: readonly TrafficFile[],
  targets: readonly TrafficTarget[],
): Promise<TrafficReading> {
  const { strangers, toTraffic } = await import('../throughput-file/to-traffic.ts');
  const findings = new FindingLog();
  const bytes: Answer[] = [];
  for (const file of files) {
    const endpoint = NAME.exec(file.name)?.[1] ?? '';
    const document = await parseText(decodeText(await file.read(), file.name), file.name);
    const points = recordedPoints(document.value, file.name);
    if (points.column === 'bytes' && points.statistic === 'Sum') bytes.push({ name: file.name, endpoint, points });
    else
      findings.add(
        'TG1207',
        file.name,
        `${file.name} tells the ${points.statistic} of ${points.column}, and no bytes.`,
      );
  }
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
