import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cdkAssembly } from '../../../../support/cdk-network.ts';
import { filesIn, topologyText } from '../../../../support/change-files.ts';
import { tollgateInProcess } from '../../../../support/run-in-process.ts';
import { tollgate } from '../../../../support/run-tollgate.ts';
import { sample } from '../../../../support/samples.ts';

const policy = (...projects: readonly string[]): string =>
  `projects:\n${projects.map((each) => `  - ${each}\n`).join('')}`;
const network = (name: string): string => `{ name: ${name}, path: ${name}.json }`;
const gb = (service: string, monthlyGb: string, more: object = {}): string =>
  JSON.stringify({
    schema: 'tollgate/topology@1',
    region: 'us-east-1',
    endpoints: [
      {
        id: service,
        type: 'Interface',
        service: `com.amazonaws.us-east-1.${service}`,
        azs: ['use1-az1'],
        traffic: { monthlyGb },
      },
    ],
    ...more,
  });

/** Compares the folder `head` with the folder `base` under the policy of `head`. */
async function compare(files: Readonly<Record<string, string>>, ...more: readonly string[]) {
  const root = filesIn({ 'base/.keep': '', ...files });
  const args = ['diff', '--config', join(root, 'head/tollgate.yml'), '--compare-to', join(root, 'base')];
  const { code, out, err } = await tollgateInProcess([...args, '--format', 'json', ...more]);
  return { code, err, root, diff: code === 1 ? undefined : JSON.parse(out) };
}

const deltas = (diff: { projects: { name: string; delta: { monthly: string } }[] }) =>
  diff.projects.map(({ name, delta }) => [name, delta.monthly]);

const told = (diff: { findings: { code: string; message: string }[] }, code: string) =>
  diff.findings.filter((each) => each.code === code).map((each) => each.message);

describe('a checkout of the base commit as the state before', () => {
  test('the file at the same place is base; what only one commit has is new or gone', async () => {
    const { diff } = await compare({
      'base/tollgate.yml': policy(network('a'), network('gone')),
      'base/a.json': topologyText({ ssm: 2 }, false),
      'base/gone.json': topologyText({ kms: 2 }, false),
      'head/tollgate.yml': policy(network('a'), network('fresh')),
      'head/a.json': topologyText({ ssm: 3 }, false),
      'head/fresh.json': topologyText({ sqs: 1 }, false),
    });
    expect(deltas(diff)).toEqual([
      ['a', '7.30'],
      ['fresh', '7.30'],
      ['gone', '-14.60'],
    ]);
    expect(told(diff, 'TG5060')).toEqual([
      expect.stringMatching(/^fresh: .*new\.$/),
      expect.stringMatching(/^gone: .*removed\.$/),
    ]);
  });

  test('a project that was given another name is the same by its file', async () => {
    const { diff } = await compare({
      'base/tollgate.yml': policy('{ name: old, path: a.json }', network('b')),
      'base/a.json': topologyText({ ssm: 2 }, false),
      'base/b.json': topologyText({ ssm: 2 }, false),
      'head/tollgate.yml': policy('{ name: new, path: a.json }', network('b')),
      'head/a.json': topologyText({ ssm: 2 }, false),
      'head/b.json': topologyText({ ssm: 2 }, false),
    });
    expect(diff).toMatchObject({ delta: { monthly: '0.00' }, changes: [], unchanged: 2 });
  });

  test('parameters of base are those of its own policy', async () => {
    const template =
      'Parameters: { Subnets: { Type: CommaDelimitedList } }\nResources: { Ssm: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcEndpointType: Interface, VpcId: v, ServiceName: com.amazonaws.us-east-1.ssm, SubnetIds: !Ref Subnets } } }\n';
    const settings = (subnets: string) =>
      policy(`{ name: net, path: net.yaml, region: us-east-1, parameters: { Subnets: '${subnets}' } }`, network('b'));
    const { diff } = await compare({
      'base/tollgate.yml': settings('s-1,s-2'),
      'base/net.yaml': template,
      'head/tollgate.yml': settings('s-1,s-2,s-3'),
      'head/net.yaml': template,
      'base/b.json': topologyText({ ssm: 2 }, false),
      'head/b.json': topologyText({ ssm: 2 }, false),
    });
    expect(deltas(diff)).toEqual([
      ['net', '7.30'],
      ['b', '0.00'],
    ]);
  });

  test('a plan that no commit holds tells its own state before', async () => {
    const { diff } = await compare({
      'head/tollgate.yml': policy('{ name: plan, path: plan.json }', network('b')),
      'head/plan.json': sample('plans/two-existing-endpoints.json').toString('utf8'),
      'base/b.json': topologyText({ ssm: 2 }, false),
      'head/b.json': topologyText({ ssm: 2 }, false),
    });
    expect(diff).toMatchObject({ delta: { monthly: '0.00' }, changes: [] });
    expect(told(diff, 'TG5060')).toEqual([]);
  });

  test('serves a single file too', async () => {
    const root = filesIn({
      'base/net/a.json': topologyText({ ssm: 2 }),
      'head/tollgate.yml': policy('{ name: a, path: net/a.json }'),
    });
    const head = filesIn({
      'head/tollgate.yml': policy('{ name: a, path: net/a.json }'),
      'head/net/a.json': topologyText({ ssm: 3 }),
    });
    const args = [
      'diff',
      '--config',
      join(head, 'head/tollgate.yml'),
      '--compare-to',
      join(root, 'base'),
      '--format',
      'json',
    ];
    const { out } = await tollgateInProcess(args);
    expect(JSON.parse(out)).toMatchObject({ delta: { monthly: '7.30' } });
    expect(JSON.parse(out)).not.toHaveProperty('projects');
  });

  test('a CDK assembly is no checkout, though it holds a file of its own name', async () => {
    const zones = ['eu-west-1a', 'eu-west-1b'];
    const [base, head] = [['eu-west-1a'], zones].map((own) =>
      cdkAssembly({ zones, endpoints: { Ssm: { service: 'SSM', zones: own } } }),
    );
    const root = filesIn({ 'base/.keep': '' });
    for (const [name, assembly] of Object.entries({ base, head })) {
      cpSync(String(assembly), join(root, name, 'cdk.out'), { recursive: true });
    }
    const main = resolve('src/main.ts');
    for (const compareTo of ['../base', '../base/cdk.out']) {
      const args = ['diff', '--path', 'cdk.out', '--compare-to', compareTo, '--no-config', '--format', 'json'];
      const { out } = await tollgate(args, { main, cwd: join(root, 'head') });
      expect(JSON.parse(out)).toMatchObject({ delta: { monthly: '8.03' }, changes: [{ change: 'changed' }] });
    }
  });

  test('two projects of one name are refused', async () => {
    const { code, err } = await compare({ 'head/tollgate.yml': policy(network('a'), network('a')) });
    expect(code).toBe(1);
    expect(err).toMatch(/TG5005: .*two have one name/);
  });

  test('standard input has no place in a folder, so the folder is refused', async () => {
    const args = ['diff', '--path', '-', '--compare-to', filesIn({ 'a.json': '{}' }), '--no-config'];
    const { code, err } = await tollgateInProcess(args, { input: topologyText({ ssm: 1 }) });
    expect(code).toBe(1);
    expect(err).toMatch(/TG1007: .*it is a directory/);
  });

  test('a folder may stand in the file itself, for each project', async () => {
    const own = (name: string, zones: number) =>
      `{ name: ${name}, path: ${name}.json, compareTo: ../${zones === 2 ? 'two' : 'one'} }`;
    const root = filesIn({
      'head/tollgate.yml': policy(own('a', 2), own('b', 1)),
      'head/a.json': topologyText({ ssm: 3 }, false),
      'head/b.json': topologyText({ ssm: 3 }, false),
      'two/a.json': topologyText({ ssm: 2 }, false),
      'one/b.json': topologyText({ ssm: 1 }, false),
    });
    const { out } = await tollgateInProcess(['diff', '--config', join(root, 'head/tollgate.yml'), '--format', 'json']);
    expect(deltas(JSON.parse(out))).toEqual([
      ['a', '7.30'],
      ['b', '14.60'],
    ]);
  });

  test('a file is refused where there are several projects', async () => {
    const files = { 'head/tollgate.yml': policy(network('a'), network('b')), 'head/a.json': topologyText({}) };
    const root = filesIn(files);
    const args = ['diff', '--config', join(root, 'head/tollgate.yml'), '--compare-to', join(root, 'head/a.json')];
    const { code, err } = await tollgateInProcess(args);
    expect(code).toBe(1);
    expect(err).toMatch(/TG1012[\s\S]*checkout of the base commit/);
  });
});

describe('one pool for all projects', () => {
  const both = (a: string, b: readonly [string, string], projects = policy(network('a'), network('b'))) =>
    compare({
      'head/tollgate.yml': projects,
      'base/a.json': a,
      'head/a.json': a,
      'base/b.json': b[0],
      'head/b.json': b[1],
    });

  test('bytes from outside are stated once and fill the lower tier', async () => {
    // 1,000,000 GB outside and 48,576 of a end the first tier: the 100,000 that b adds cost 0.006 each.
    const settings = `poolGb: { us-east-1: 1000000 }\n${policy(network('a'), network('b'))}`;
    const { diff } = await both(gb('ssm', '48576'), [gb('kms', '0'), gb('kms', '100000')], settings);
    expect(deltas(diff)).toEqual([
      ['a', '0.00'],
      ['b', '600.00'],
    ]);
  });

  test('a figure of one file holds for the others', async () => {
    const outside = { pool: { 'us-east-1': { interfaceEndpointGb: '1048576' } } };
    const { diff } = await both(gb('ssm', '1', outside), [gb('kms', '0'), gb('kms', '1000')]);
    expect(diff.delta.monthly).toBe('6.00');
  });

  test('two figures for one Region are refused', async () => {
    const settings = policy(
      '{ name: a, path: a.json, poolGb: { us-east-1: 5 } }',
      '{ name: b, path: b.json, poolGb: { us-east-1: 6 } }',
    );
    const { code, err } = await both(gb('ssm', '1'), [gb('kms', '0'), gb('kms', '1')], settings);
    expect(code).toBe(1);
    expect(err).toMatch(/TG5006: The projects a and b state different bytes .* in us-east-1/);
  });

  test('a saved estimate was priced alone and stays so', async () => {
    const settings = `poolGb: { us-east-1: 1048576 }\n${policy(network('a'), network('b'))}`;
    const root = filesIn({ 'b.json': gb('kms', '1000') });
    const saved = await tollgateInProcess(['breakdown', '--path', join(root, 'b.json'), '--format', 'json']);
    const { diff } = await both(gb('ssm', '1000'), [saved.out, saved.out], settings);
    // 1,000 GB in the second tier, and 1,000 in the first; 7.30 of hours each.
    expect(diff.head.monthly).toBe('30.60');
  });

  test('two currencies are refused: they cannot be added up', async () => {
    const china = topologyText({ ssm: 1 }, false).replaceAll('us-east-1', 'cn-north-1').replaceAll('use1', 'cnn1');
    const { code, err } = await both(topologyText({ ssm: 1 }), [china, china]);
    expect(code).toBe(1);
    expect(err).toMatch(/TG1401: .*CNY and USD/);
  });
});
