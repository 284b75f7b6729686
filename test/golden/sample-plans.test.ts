import { describe, expect, test } from 'vitest';
import { decodeText } from '../../src/core/decode-text.ts';
import { parseText } from '../../src/core/document.ts';
import { estimate } from '../../src/model/estimate.ts';
import { regionsOf } from '../../src/model/regions-of.ts';
import { buildReport } from '../../src/report/build-report.ts';
import { readNetwork } from '../../src/topology/read-document.ts';
import { bundledCards } from '../support/estimating.ts';
import { sample } from '../support/samples.ts';

async function estimateSample(path: string) {
  const document = await parseText(decodeText(sample(path), path), path);
  const { topology, findings } = await readNetwork(document);
  return buildReport(estimate({ topology, cards: bundledCards(regionsOf(topology)), findings }), 'snapshot');
}

describe('plans of Terraform', () => {
  test('two interface endpoints in two zones, 2 x 2 x 730 x 0.01 = 29.20, their data unknown', async () => {
    const { endpoints, totals, resources } = await estimateSample('plans/two-existing-endpoints.json');
    expect(endpoints.map(({ type, azCount, region, monthly }) => ({ type, azCount, region, monthly }))).toEqual([
      { type: 'Interface', azCount: 2, region: 'us-east-1', monthly: '14.60' },
      { type: 'Interface', azCount: 2, region: 'us-east-1', monthly: '14.60' },
    ]);
    expect(totals).toEqual({ monthly: '29.20', baseline: '29.20', usage: '0.00', unknownLines: 2 });
    const unknown = endpoints.flatMap(({ lines }) => lines.filter((line) => line.status === 'usage-unknown'));
    expect(unknown.map((line) => line.charge)).toEqual(['data-processed', 'data-processed']);
    expect(resources).toEqual([]);
  });

  test('one endpoint without a type is a gateway endpoint, not priced, and says why', async () => {
    const { endpoints, totals, findings } = await estimateSample('plans/endpoint-without-type.json');
    expect(endpoints.map((each) => each.lines.map(({ charge, status }) => `${charge} ${status}`))).toEqual([
      ['gateway free'],
    ]);
    expect(totals).toEqual({ monthly: '0.00', baseline: '0.00', usage: '0.00', unknownLines: 0 });
    expect(findings.map((finding) => finding.code)).toContain('TG1153');
  });
});
