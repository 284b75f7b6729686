import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { costCategorySchema } from '../../src/operations/allocate/cost-categories.ts';
import { allocationDocumentSchema } from '../../src/report/allocation-document.ts';
import { budgetDocumentSchema } from '../../src/report/budget-document.ts';
import { discountsFileSchema } from '../../src/report/discounts-document.ts';
import { logText, request, scratchFolder, writeLog } from '../support/flow-logs.ts';
import { tollgate } from '../support/run-tollgate.ts';
import { curLegacyCsv, syntheticLines, syntheticTopology, toParquet } from '../support/synthetic-bill.ts';

const guide = readFileSync('docs/guides/finops.md', 'utf8');
const yaml = [...guide.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, text = '']) => text);

/** Everything the guide's commands read, under the names it gives them. */
async function scene(): Promise<string> {
  const folder = scratchFolder();
  const topology = syntheticTopology();
  const [first] = topology.endpoints;
  const [one, two] = topology.vpcs;
  const network = JSON.stringify({
    ...topology,
    vpcs: [
      { ...one, cidrs: ['10.0.0.0/16'] },
      { ...two, cidrs: ['10.9.0.0/16'] },
    ],
    networkInterfaces: [{ id: 'eni-a', endpoint: first?.id, az: 'use1-az1', addresses: ['10.0.1.5'] }],
    connectivity: { transitGateways: [{ id: 'tgw', vpcs: ['vpc-one', 'vpc-two'] }] },
  });
  const names = ['snapshot.json', 'network.yaml', 'plan.json', 'per-vpc.yaml', 'hub.yaml'];
  for (const name of names) writeFileSync(join(folder, name), network);
  const csv = curLegacyCsv(syntheticLines());
  for (const name of ['cur-00001.csv.gz', 'cur.csv.gz']) writeFileSync(join(folder, name), gzipSync(csv));
  writeFileSync(join(folder, 'cur.csv'), csv);
  writeFileSync(
    join(folder, 'throughput.csv'),
    `endpoint_id,az,start,period_seconds,bytes\n${first?.id},use1-az1,2026-06-01T00:00:00Z,3600,1000\n`,
  );
  mkdirSync(join(folder, 'export'));
  await toParquet(join(folder, 'cur.csv'), join(folder, 'export', 'cur.parquet'));
  mkdirSync(join(folder, 'logs', 'june'), { recursive: true });
  writeLog(join(folder, 'logs', 'june'), 'a.log.gz', logText([request('10.0.1.9', 25), request('10.9.0.7', 75)]));
  writeFileSync(join(folder, 'budget.yaml'), yaml.find((text) => text.includes('tollgate/budget@1')) ?? '');
  writeFileSync(join(folder, 'ce.json'), JSON.stringify(costExplorerAnswer()));
  return folder;
}

/** One day of Cost Explorer: 48 AZ-hours of endpoints at 0.01 USD. */
const costExplorerAnswer = (): object => ({
  GroupDefinitions: ['USAGE_TYPE', 'LINKED_ACCOUNT'].map((Key) => ({ Type: 'DIMENSION', Key })),
  ResultsByTime: [
    {
      TimePeriod: { Start: '2026-06-01', End: '2026-06-02' },
      Total: {},
      Groups: [
        {
          Keys: ['VpcEndpoint-Hours', '111122223333'],
          Metrics: {
            UnblendedCost: { Amount: '0.48', Unit: 'USD' },
            UsageQuantity: { Amount: '48', Unit: 'N/A' },
          },
        },
      ],
      Estimated: false,
    },
  ],
});

/** A command of the guide as arguments, as a shell reads them; what stands in brackets is given too. */
const argumentsOf = (line: string): readonly string[] =>
  execFileSync('bash', ['-c', `set -f; printf '%s\\n' ${line.replace(/[[\]]/g, '')}`], { encoding: 'utf8' })
    .trim()
    .split('\n');

test('every command of the guide runs as it is written', async () => {
  const folder = await scene();
  const lines = [...guide.matchAll(/^ {4}tollgate (.+)$/gm)].map(([, line = '']) => line);
  expect(lines.length).toBeGreaterThan(9);
  for (const line of lines) {
    const { code, out, err } = await tollgate(argumentsOf(line), { cwd: folder, main: resolve('src/main.ts') });
    // 2 is a gate that is exceeded: the budget is 500 USD, and one throughput row explains no month.
    expect([line, code === 0 || (code === 2 && /budget|max-residual/.test(line)), code === 0 ? '' : err]).toEqual([
      line,
      true,
      code === 0 ? '' : err,
    ]);
    expect(out.length > 0 || line.includes('--out-file'), line).toBe(true);
  }
}, 120_000);

test('flow logs share an endpoint as the guide says', async () => {
  const folder = await scene();
  const line = guide.match(/^ {4}tollgate (allocate .*--flow-logs.*)$/m)?.[1] ?? '';
  const { out } = await tollgate([...argumentsOf(line), '--format', 'json'], {
    cwd: folder,
    main: resolve('src/main.ts'),
  });
  const document = allocationDocumentSchema.parse(JSON.parse(out));
  const shared = document.parts.flatMap(({ value, items }) =>
    items.flatMap((item) => (item.rule === 'flows' && item.charge === 'endpoint-hours' ? [[value, item.amount]] : [])),
  );
  // 720 h x 2 AZ x 0.01 x 0.92 = 13.248: three quarters of the bytes come from the other account.
  expect(shared).toEqual(
    expect.arrayContaining([
      ['444455556666', '9.936'],
      ['111122223333', '3.312'],
    ]),
  );
});

test('every file that the guide shows is one', () => {
  const schemas = [budgetDocumentSchema, discountsFileSchema, costCategorySchema];
  expect(yaml.length).toBeGreaterThanOrEqual(schemas.length);
  for (const schema of schemas) {
    expect(yaml.filter((text) => schema.safeParse(parse(text)).success)).toHaveLength(1);
  }
});
