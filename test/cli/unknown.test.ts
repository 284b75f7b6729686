import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { tollgateInProcess } from '../support/run-in-process.ts';

const scratch = mkdtempSync(join(tmpdir(), 'tollgate-unknown-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const file = (name: string, text: string): string => {
  const path = join(scratch, name);
  writeFileSync(path, text);
  return path;
};

const network = file(
  'network.yaml',
  `schema: tollgate/topology@1
region: us-east-1
vpcs: [{ id: apps, cidrs: [10.4.0.0/16], account: "444455556666" }]
endpoints:
  - { id: busy, vpc: apps, type: Interface, service: com.amazonaws.us-east-1.sqs, azs: [use1-az1] }
  - { id: silent, vpc: apps, type: Interface, service: com.amazonaws.us-east-1.ssm, azs: [use1-az1] }
`,
);
/** 36 whole days of 8 GB a day: 2^33 bytes. */
const history = file(
  'history.csv',
  `endpoint_id,az,start,period_seconds,bytes\n${Array.from({ length: 36 }, (_, day) => `busy,use1-az1,${new Date(Date.UTC(2026, 9, 1 + day)).toISOString().replace('.000', '')},86400,${2 ** 33}`).join('\n')}\n`,
);
const usage = file('usage.yml', 'version: 0.1\nresource_usage:\n  silent:\n    monthly_data_processed_gb: 100000\n');
const budget = file(
  'budget.yaml',
  'schema: tollgate/budget@1\nname: apps\namount: "500"\ncurrency: USD\nthresholds: [{ on: forecast, share: "1" }]\n',
);
const JSON_OUT = ['--format', 'json'];

describe('a forecast', () => {
  const FORECAST = ['forecast', '--path', network, '--traffic', history, '--months', '1'];

  test('of a network with an endpoint without traffic is a lower bound in every figure', async () => {
    const { out } = await tollgateInProcess([...FORECAST, '--format', 'table']);
    expect(out).toMatch(/^At least \$\d+\.\d\d in 2026-12/);
    expect(out).toMatch(/2026-12 +744 .* ≥ \$\S+ +≥ \$\S+ +≥ \$/);
  });

  test('takes a usage file for the endpoints that the history does not hold', async () => {
    const month = async (...more: readonly string[]) =>
      JSON.parse((await tollgateInProcess([...FORECAST, ...JSON_OUT, ...more])).out).months[0];
    const [open, closed] = [await month(), await month('--usage-file', usage)];
    expect([open.unknownLines, closed.unknownLines]).toEqual([1, 0]);
    // 100,000 GB at 0.01.
    expect(Number(closed.monthly) - Number(open.monthly)).toBeCloseTo(1000, 6);
  });
});

describe('a budget of the forecast', () => {
  const CHECK = ['budget', 'check', '--path', network, '--budget', budget, '--traffic', history, ...JSON_OUT];
  const state = async (...more: readonly string[]) => {
    const { code, out } = await tollgateInProcess([...CHECK, ...more]);
    return [code, JSON.parse(out).budgets[0].state];
  };

  test('is not within its limit where a line is unknown, and is crossed where the line is', async () => {
    expect(await state()).toEqual([0, 'unknown']);
    expect(await state('--fail-on-unknown')).toEqual([3, 'unknown']);
    expect(await state('--usage-file', usage)).toEqual([2, 'crossed']);
  });
});

test('allocate reads a parameter file, or says that it is not there', async () => {
  const answer = await tollgateInProcess([
    'allocate',
    '--by',
    'vpc',
    '--path',
    network,
    '--parameter-file',
    'none.json',
  ]);
  expect(answer).toMatchObject({ code: 1, out: '', err: expect.stringContaining('none.json') });
});

describe('what is left out without a cost line of its own', () => {
  const ENDPOINT =
    '  Ssm: { Type: "AWS::EC2::VPCEndpoint", Properties: { VpcEndpointType: Interface, ServiceName: com.amazonaws.us-east-1.ssm, VpcId: v, SubnetIds: [a] } }\n';
  const stack = 'Type: "AWS::CloudFormation::Stack", Properties: { TemplateURL: "https://example.com/x.yaml" }';
  test.each([
    ['a nested stack elsewhere', `Resources:\n${ENDPOINT}  Net: { ${stack} }\n`],
    ['a macro', `Transform: [OurMacro]\nResources:\n${ENDPOINT}`],
    [
      'a NAT gateway under an open condition',
      `Parameters: { Size: { Type: String } }\nConditions: { Big: !Equals [!Ref Size, big] }\nResources:\n${ENDPOINT}  Nat: { Type: "AWS::EC2::NatGateway", Condition: Big, Properties: { SubnetId: a } }\n`,
    ],
  ])('makes the total a lower bound and ends with 3: %s', async (_name, text) => {
    const path = file('template.yaml', text);
    const args = ['breakdown', '--region', 'us-east-1', '--path', path];
    const { code, out } = await tollgateInProcess([...args, '--fail-on-unknown', '--format', 'table']);
    expect([code, out.split('\n')[0]]).toEqual([3, expect.stringMatching(/^At least \$7\.30 a month/)]);
    const { resources, totals } = JSON.parse((await tollgateInProcess([...args, ...JSON_OUT])).out);
    // The endpoint's own bytes are unknown too.
    expect([resources.map(({ kind }: { kind: string }) => kind), totals.unknownLines]).toEqual([['unread'], 2]);
  });

  test('crosses no budget in silence, whatever part of the network it looks at', async () => {
    const path = file('stack.yaml', `Resources:\n  Net: { ${stack} }\n`);
    const scoped = file('scoped.yaml', 'name: x\namount: "5"\ncurrency: USD\nscope: { region: us-east-1 }\n');
    const check = ['budget', 'check', '--path', path, '--budget', scoped, '--fail-on-unknown', ...JSON_OUT];
    expect((await tollgateInProcess(check)).code).toBe(3);
  });
});
