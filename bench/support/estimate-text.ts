import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from '../../src/core/json-document.ts';
import { estimate } from '../../src/model/estimate.ts';
import type { RateCard } from '../../src/rates/rate-card.ts';
import { buildReport, type ReportOptions } from '../../src/report/build-report.ts';
import { networkFindings } from '../../src/topology/network-findings.ts';
import { readTopology } from '../../src/topology/validate/read-topology.ts';
import { SAMPLE_REGIONS } from '../sample-network.ts';

const cards = new Map<string, RateCard>(
  SAMPLE_REGIONS.map((region) => {
    const file = join(import.meta.dirname, '..', '..', 'pricing-cache', 'aws', `${region}.json`);
    return [region, JSON.parse(readFileSync(file, 'utf8')) as RateCard];
  }),
);

/** Document in to document out, as every face does it. */
export function estimateText(text: string, options?: ReportOptions): string {
  const { value } = parseJson(text, 'network.json');
  const topology = readTopology(value, { file: 'network.json', lineOf: () => undefined });
  const findings = networkFindings(topology, []);
  return JSON.stringify(buildReport(estimate({ topology, cards, findings }), 'pricing-cache', options));
}
