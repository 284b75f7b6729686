import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodeText } from '../../src/core/decode-text.ts';
import { parseText } from '../../src/core/document.ts';
import { problemSchema } from '../../src/http/problem/problem.ts';
import { estimate } from '../../src/model/estimate.ts';
import { regionsOf } from '../../src/model/regions-of.ts';
import { loadNetwork } from '../../src/operations/inputs/load-network.ts';
import { buildReport } from '../../src/report/build-report.ts';
import { readNetwork } from '../../src/topology/read-document.ts';
import { readInventory } from '../../src/topology/sources/ec2-inventory/read.ts';
import { openBill } from '../../src/traffic/sources/billing-export/open-bill.ts';
import { recordedPoints } from '../../src/traffic/sources/metric-statistics/recorded.ts';
import { bundledCards } from '../support/estimating.ts';
import { JSON_TYPE, testApp } from '../support/http-app.ts';
import { readTemplate } from '../support/read-template.ts';

const FOLDER = join('..', 'shared', 'samples');
const here = existsSync(FOLDER);
if (!here) process.stdout.write(`No samples in ${FOLDER}: this suite skips.\n`);

const sample = (path: string): Buffer => readFileSync(join(FOLDER, path));
const json = (path: string) => JSON.parse(sample(path).toString('utf8'));

async function estimateOf(path: string) {
  const document = await parseText(decodeText(sample(path), path), path);
  const { topology, findings } = await readNetwork(document);
  return buildReport(estimate({ topology, cards: bundledCards(regionsOf(topology)), findings }), 'snapshot');
}

describe.skipIf(!here)('samples of other people', () => {
  test('a plan of two endpoints that exist: 2 x 2 x 730 x 0.01 = 29.20, their data unknown', async () => {
    const { endpoints, totals } = await estimateOf('plans/ssm-project-plan.json');
    expect(endpoints.map(({ azCount, region }) => [azCount, region])).toEqual([
      [2, 'us-east-1'],
      [2, 'us-east-1'],
    ]);
    expect(totals).toEqual({ monthly: '29.20', baseline: '29.20', usage: '0.00', unknownLines: 2 });
    const { topology } = await loadNetwork({ name: 'plan.json', content: sample('plans/ssm-project-plan.json') });
    expect(topology.natGateways?.map(({ az, existing }) => [az, existing])).toEqual([
      ['use1-az1', true],
      ['use1-az2', true],
    ]);
  });

  test('an endpoint without a type is a free gateway endpoint', async () => {
    const { totals, findings } = await estimateOf('plans/checkov-plan-vpc-endpoint.json');
    expect(totals).toEqual({ monthly: '0.00', baseline: '0.00', usage: '0.00', unknownLines: 0 });
    expect(findings.map(({ code }) => code)).toContain('TG1153');
  });

  test.each([
    ['cfn/localstack-ec2-vpc-endpoint.yml', 1, 2],
    ['cfn/stepfunctions-fargate-vpc.yaml', 7, 14],
    ['cfn/cdk-facvpc-endpoints.template.json', 2, 4],
  ])('%s: %i interface endpoints, %i network interfaces', async (path, endpoints, interfaces) => {
    const { topology } = await readTemplate(sample(path).toString('utf8'), { region: 'us-east-1' });
    const found = topology.endpoints.filter((each) => each.type === 'Interface');
    expect([found.length, found.flatMap((each) => each.azs ?? []).length]).toEqual([endpoints, interfaces]);
  });

  test('a recording of EC2 and one of CloudWatch', () => {
    const { data } = json('inventory/two-az-DescribeVpcEndpoints.json');
    const { topology, findings } = readInventory(data, 'recording.json', undefined);
    expect([topology.region, topology.endpoints[0]?.azs?.length, findings]).toEqual(['ap-southeast-2', 2, []]);
    expect(recordedPoints(json('metrics/custodian-GetMetricStatistics-privatelink.json'), 'x.json').values).toEqual([
      240,
    ]);
  });

  test('a bill without resource ids has no PrivateLink lines', async () => {
    const path = join(FOLDER, 'billing', 'cur-legacy-anonymous.csv');
    const bill = await openBill([{ path, name: 'sample' }]);
    try {
      expect(bill.hasResourceIds).toBe(false);
    } finally {
      bill.close();
    }
  });

  test('each gets an answer from the service: an estimate or a problem document', async () => {
    const app = await testApp();
    const files = readdirSync(FOLDER, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
    for (const { parentPath, name } of files) {
      const headers = /\.ya?ml$/.test(name) ? { 'content-type': 'application/yaml' } : JSON_TYPE;
      const payload = readFileSync(join(parentPath, name));
      const response = await app.inject({ method: 'POST', url: '/v1/estimates', headers, payload });
      expect([name, response.statusCode < 500]).toEqual([name, true]);
      if (response.statusCode >= 400) problemSchema.parse(response.json());
    }
  });
});
