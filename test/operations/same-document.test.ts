import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { operationNamed } from '../../src/operations/operation-named.ts';
import { sharedTestApp } from '../support/http-app.ts';
import { type Asked, asTool, documentInAction, onCommandLine, overRest } from './faces.ts';
import { FILES } from './files.ts';

const app = sharedTestApp();
const GOLDEN = 'test/golden';
const SAMPLES = 'test/fixtures/samples';

/** Networks of the repository: topology files, plans and templates. */
const NETWORKS = [
  'examples/hub.yaml',
  'examples/app.yaml',
  'examples/twelve-vpcs.yaml',
  `${GOLDEN}/one-network/topology.yaml`,
  `${GOLDEN}/transit-gateway/topology.yaml`,
  `${GOLDEN}/allocation-hub/network.yaml`,
  `${SAMPLES}/plans/two-existing-endpoints.json`,
  `${SAMPLES}/plans/endpoint-without-type.json`,
  `${SAMPLES}/cfn/container-vpc.yaml`,
  `${SAMPLES}/cfn/logs-in-two-subnets.yml`,
  `${SAMPLES}/cfn/cdk-isolated-vpc.template.json`,
  FILES.stack,
] as const;

type Case = readonly [operation: string, files: Asked['files'], options?: Asked['options']];

const REGION = { region: 'us-east-1' };
const { hub, throughput, discounts, usage, bill, billed, base, head, few, parameters } = FILES;

const CASES: readonly Case[] = [
  ...NETWORKS.flatMap((path): readonly Case[] => [
    ['estimate', { network: [path] }, REGION],
    [
      'estimate',
      { network: [path], usage: [usage], discounts: [discounts] },
      { ...REGION, hours: '700', groupBy: 'vpc' },
    ],
    ['diff', { head: [path], base: [base] }, { ...REGION, minAzs: '2', maxIncrease: '10%' }],
    ['allocate', { network: [path] }, { ...REGION, by: 'service' }],
    ['headroom', { network: [path] }, { ...REGION, statistic: 'p50' }],
    ['recommend', { network: [path], usage: [usage] }, { ...REGION, timeLimitSeconds: '5' }],
  ]),
  ['estimate', { network: [FILES.stack], parameterFiles: [parameters] }, { account: '111122223333' }],
  ['headroom', { network: [hub], traffic: [throughput] }, { watch: '0.4' }],
  ['forecast', { network: [hub], traffic: [throughput] }, { months: '3', poolGb: 'us-east-1=1000' }],
  ['forecast', { network: [base], traffic: [FILES.measured], usage: [usage] }, { discount: '*=0.5' }],
  ['scenarios', { variants: [few, billed] }, { months: '6', growth: '3%' }],
  ['allocate', { bills: [bill] }, { by: 'account' }],
  ['reconcile', { network: [billed], bills: [bill] }, { byDay: 'true', maxResidual: '1%' }],
  // Those have no route by design: what the command line prints is what a tool answers.
  ['matrix', { network: [FILES.logged], flowLogs: [FILES.flowLogs] }],
  ['matrix', { network: [FILES.loggedMany], flowLogs: [FILES.manyFlows] }, REGION],
  ['budget-check', { network: [base], budgets: [FILES.budget] }],
  ['budget-check', { network: [billed], budgets: [FILES.spent], bills: [bill] }, { hours: '700' }],
  ['budget-check', { network: [FILES.stack], budgets: [FILES.generous], usage: [usage] }, { account: '111122223333' }],
  ['usage-sync', { network: [hub], traffic: [throughput], plan: [few] }],
  ['rates-show', {}, REGION],
  ['rates-verify', {}, REGION],
  ['reconcile', { network: [head], bills: [`${SAMPLES}/billing/cur-legacy-without-resources.csv`] }],
];

/** What a face adds itself: the clock, and what a document is called there (a path, or a part). */
function comparable(json: string, files: readonly string[]): string {
  const named = files.reduce((text, path) => text.replaceAll(JSON.stringify(path).slice(1, -1), 'DOCUMENT'), json);
  return named
    .replaceAll(/part [A-Za-z]+(?: \d+)?(?: \([^)]*\))?|request body/g, 'DOCUMENT')
    .replaceAll(/"(generatedAt|asOf)":"[^"]*"/g, '"$1":""');
}

test.each(CASES.map((each) => [`${each[0]} of ${Object.values(each[1]).flat().join(', ')}`, each] as const))(
  '%s is one document, byte for byte, in every face that has it',
  async (_, [name, files, options = {}]) => {
    const operation = await operationNamed(name);
    const flags = Object.fromEntries(
      Object.entries(options).map(([key, value]) => [key, value === 'true' ? true : value]),
    );
    const paths = Object.values(files).flat();
    const cli = await onCommandLine(operation, { files, options: flags, format: 'json' });
    const hasRoute = operation.rest !== undefined && 'path' in operation.rest;
    const rest = hasRoute ? await overRest(app, 'query')(operation, { files, options, format: 'json' }) : cli;
    expect(cli.refused, cli.text).toBe(rest.refused);
    if (cli.refused) {
      expect(hasRoute, cli.text).toBe(true);
      expect(rest.text).toContain(/TG\d{4}/.exec(cli.text)?.[0]);
      return;
    }
    const document = comparable(JSON.stringify(JSON.parse(cli.text)), paths);
    if (hasRoute) expect(comparable(rest.text, paths)).toBe(document);
    const tool = await asTool(operation, { files, options: { ...options, ...flags }, format: 'json' });
    expect(comparable(tool.text, [...paths.map((path) => resolve(path)), ...paths])).toBe(document);
    if (name !== 'diff') return;
    const inAction = await documentInAction(operation, { files, options, format: 'json' });
    expect(comparable(JSON.stringify(inAction), paths)).toBe(document);
  },
  60_000,
);
