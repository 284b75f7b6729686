import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { cdkAssembly } from '../support/cdk-network.ts';
import { filesIn, topologyText } from '../support/change-files.ts';
import { tollgateInProcess } from '../support/run-in-process.ts';
import { tollgate } from '../support/run-tollgate.ts';

const change = () =>
  filesIn({ 'base.json': topologyText({ ssm: 3, kms: 2 }), 'head.json': topologyText({ ssm: 2, kms: 2, sqs: 1 }) });

/** Runs `diff` on the change: ssm -7.30, sqs +7.30 hours and +1.00 bytes. */
const diff = (directory: string, ...more: string[]) =>
  tollgateInProcess([
    'diff',
    '--path',
    join(directory, 'head.json'),
    '--compare-to',
    join(directory, 'base.json'),
    '--no-config',
    ...more,
  ]);

describe('what diff prints', () => {
  test('a table by default, total first', async () => {
    const { code, out, err } = await diff(change());
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^Monthly cost increases by \$1\.00 \(\$38\.50 to \$39\.50, \+2\.6 %\)/);
    expect(out).toContain('3 to 2');
  });

  test('json, csv, html and markdown', async () => {
    const directory = change();
    const json = JSON.parse((await diff(directory, '--format', 'json')).out);
    expect(json).toMatchObject({
      schema: 'tollgate/diff@1',
      delta: { monthly: '1.00', baseline: '0.00', usage: '1.00' },
    });
    expect((await diff(directory, '--format', 'csv')).out.split('\n')[0]).toMatch(
      /^id,address,kind,.*,delta_monthly,currency,project,delta_bound/,
    );
    expect((await diff(directory, '--format', 'html', '--title', 'prod')).out).toContain(
      'VPC endpoint cost change: prod',
    );
    expect((await diff(directory, '--format', 'markdown')).out).toMatch(
      /^### \+\$1\.00 a month \(\+2\.6 %\)[^\n]*\n[\s\S]*<details>/,
    );
  });

  test('infracost 0.2 with past and diff breakdowns, valid against its schema', async () => {
    const written = JSON.parse((await diff(change(), '--format', 'infracost')).out);
    const schema = JSON.parse(readFileSync('test/fixtures/infracost/output-0.2.schema.json', 'utf8'));
    const valid = new Ajv({ strict: false, validateFormats: false }).compile({ ...schema, $schema: undefined });
    expect(valid(written), JSON.stringify(valid.errors)).toBe(true);
    expect(written).toMatchObject({
      pastTotalMonthlyCost: '38.50',
      totalMonthlyCost: '39.50',
      diffTotalMonthlyCost: '1.00',
      metadata: { infracostCommand: 'diff' },
    });
    const [project] = written.projects;
    expect(project.pastBreakdown.resources).toHaveLength(2);
    expect(
      project.diff.resources.map((each: { name: string; monthlyCost: string }) => [each.name, each.monthlyCost]),
    ).toEqual([
      ['sqs', '8.30'],
      ['ssm', '-7.30'],
    ]);
  });

  test('nothing changed is said as such', async () => {
    const directory = filesIn({ 'head.json': topologyText({ ssm: 2 }), 'base.json': topologyText({ ssm: 2 }) });
    expect((await diff(directory)).out).toMatch(/^No change: \$15\.60 a month/);
  });

  test('a saved estimate serves as base, and standard input as head', async () => {
    const directory = change();
    const saved = await tollgateInProcess(['breakdown', '--path', join(directory, 'base.json'), '--format', 'json']);
    const base = filesIn({ 'saved.json': saved.out });
    const args = ['diff', '--path', '-', '--compare-to', join(base, 'saved.json'), '--no-config', '--format', 'json'];
    const { out } = await tollgateInProcess(args, { input: readFileSync(join(directory, 'head.json'), 'utf8') });
    expect(JSON.parse(out)).toMatchObject({ delta: { monthly: '1.00' }, head: { source: 'standard input' } });
  });

  test('two folders of Terraform source are compared without a plan', async () => {
    const source = (zones: number) => `provider "aws" {
  region = "us-east-1"
}
resource "aws_subnet" "s" {
  count             = 3
  vpc_id            = "vpc-1"
  availability_zone = "us-east-1\${["a", "b", "c"][count.index]}"
}
resource "aws_vpc_endpoint" "e" {
  vpc_id            = "vpc-1"
  vpc_endpoint_type = "Interface"
  service_name      = "com.amazonaws.us-east-1.ssm"
  subnet_ids        = slice(aws_subnet.s[*].id, 0, ${zones})
}
`;
    const [base, head] = [2, 3].map((zones) => filesIn({ 'main.tf': source(zones) }));
    const args = ['diff', '--path', head ?? '', '--compare-to', base ?? '', '--no-config', '--format', 'json'];
    const { out } = await tollgateInProcess(args);
    // One zone more: 730 h x 0.01.
    expect(JSON.parse(out)).toMatchObject({ delta: { monthly: '7.30' } });
  });

  test('a folder with a CDK assembly is read through its manifest', async () => {
    const zones = ['eu-west-1a', 'eu-west-1b'];
    const base = filesIn({ 'base.json': topologyText({}) });
    const args = ['diff', '--path', cdkAssembly({ zones, endpoints: { Ssm: { service: 'SSM' } } })];
    args.push('--compare-to', join(base, 'base.json'), '--no-config', '--format', 'json');
    const { out } = await tollgateInProcess(args);
    expect(JSON.parse(out).changes).toMatchObject([
      { address: expect.stringMatching(/^Net\//), delta: { monthly: '16.06' } },
    ]);
  });
});

describe('gates', () => {
  test('exit with 2 after printing, the reason on standard error', async () => {
    const { code, out, err } = await diff(
      change(),
      '--max-increase',
      '0.99',
      '--max-increase',
      '100',
      '--min-azs',
      '2',
    );
    expect(code).toBe(2);
    expect(out).toContain('Gates: 2 of 3 exceeded');
    expect(err).toMatch(
      /^Gate max-increase 0\.99 exceeded: .*\nGate min-azs 2 exceeded: Fewer than 2 zones: sqs \(1\)\.\n$/,
    );
  });

  test('a budgets file counts', async () => {
    const budgets = filesIn({
      'budgets.yml': 'budgets:\n  - { name: sqs, amount: 5, currency: USD, scope: { service: sqs } }\n',
    });
    const { code, err } = await diff(change(), '--budgets', join(budgets, 'budgets.yml'));
    expect({ code, err }).toEqual({ code: 2, err: 'Gate budget sqs exceeded: 8.30 USD a month of 5.00 USD.\n' });
  });

  test('newly unknown lines exit with 3 where that is asked for, but a gate comes first', async () => {
    const directory = filesIn({ 'base.json': topologyText({}), 'head.json': topologyText({ ssm: 2 }, false) });
    expect((await diff(directory)).code).toBe(0);
    expect(await diff(directory, '--fail-on-unknown')).toMatchObject({
      code: 3,
      err: expect.stringContaining('1 cost line'),
    });
    expect((await diff(directory, '--fail-on-unknown', '--max-increase', '1')).code).toBe(2);
  });

  test('a gate that cannot be read is an error before anything is read', async () => {
    const { code, err } = await tollgateInProcess(['diff', '--path', 'nowhere', '--max-increase', 'lots']);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('TG5004') });
  });
});

describe('tollgate.yml', () => {
  const main = resolve('src/main.ts');
  const policy = `
schema: tollgate/project@1
gates: { maxIncrease: 1%, minAzs: 2 }
usageFile: usage.yml
projects:
  - { name: net, path: net/head.json, compareTo: net/base.json }
`;
  const usage = 'version: 0.1\nresource_type_default_usage:\n  aws_vpc_endpoint:\n    monthly_data_processed_gb: 500\n';
  const repository = (more: Record<string, string> = {}) =>
    filesIn({
      'tollgate.yml': policy,
      'usage.yml': usage,
      'net/base.json': topologyText({ ssm: 2 }, false),
      'net/head.json': topologyText({ ssm: 2, sqs: 1 }, false),
      'deep/er/x': '',
      ...more,
    });

  test('is found upwards; its paths are relative to it; flags win over it', async () => {
    const cwd = join(repository(), 'deep', 'er');
    const found = await tollgate(['diff', '--format', 'json'], { main, cwd });
    expect(found.code).toBe(2);
    // 7.30 hours and 500 GB
    expect(JSON.parse(found.out)).toMatchObject({
      delta: { monthly: '12.30' },
      gates: [{ passed: false }, { passed: false }],
    });
    const flags = await tollgate(['diff', '--max-increase', '100', '--min-azs', '1'], { main, cwd });
    expect(flags).toMatchObject({ code: 0, err: '' });
  });

  describe('with several projects', () => {
    const two = policy.replace(
      'projects:',
      'projects:\n  - { name: other, path: other.json, compareTo: net/base.json }',
    );
    const files = { 'tollgate.yml': two, 'other.json': topologyText({ ssm: 3 }, false) };

    test('compares all of them in one run; a name picks one', async () => {
      const cwd = repository(files);
      const all = await tollgate(['diff', '--format', 'json'], { main, cwd });
      // net: +7.30 hours and 500 GB; other: +7.30 hours.
      expect(JSON.parse(all.out)).toMatchObject({
        delta: { monthly: '19.60' },
        projects: [
          { name: 'other', delta: { monthly: '7.30' } },
          { name: 'net', delta: { monthly: '12.30' } },
        ],
        changes: [
          { project: 'net', id: 'sqs' },
          { project: 'other', id: 'ssm' },
        ],
      });
      expect(all.err).toContain('Fewer than 2 zones: net: sqs (1).');
      const one = await tollgate(['diff', '--project', 'net', '--format', 'json'], { main, cwd });
      expect(JSON.parse(one.out)).toMatchObject({ delta: { monthly: '12.30' } });
      expect(JSON.parse(one.out)).not.toHaveProperty('projects');
    });

    test.each(['markdown', 'table', 'html', 'csv'])('%s shows whose change it is', async (format) => {
      const { out } = await tollgate(['diff', '--format', format], { main, cwd: repository(files) });
      expect(out).toMatch(format === 'csv' ? /^sqs,.*,USD,net,$/m : /net: `?sqs`?[\s\S]*other: `?ssm/);
    });

    test('a file alone needs the name of its project', async () => {
      const asked = await tollgate(['diff', '--path', 'net/head.json'], { main, cwd: repository(files) });
      expect(asked).toMatchObject({ code: 1, err: expect.stringContaining('other, net') });
    });

    test('a project that no file stands for is named', async () => {
      const cwd = repository({ ...files, 'other.json': '' });
      expect(await tollgate(['diff'], { main, cwd })).toMatchObject({
        code: 1,
        err: expect.stringContaining('other.json'),
      });
    });
  });

  test('a mistake is named with its line', async () => {
    const cwd = repository({ 'tollgate.yml': 'gates:\n  maxIncrese: 5\n' });
    const { code, err } = await tollgate(['diff'], { main, cwd });
    expect(code).toBe(1);
    expect(err).toMatch(/TG5005[\s\S]*gates[\s\S]*tollgate schema project/);
  });
});

describe('several --path', () => {
  const paths = (directory: string, ...names: readonly string[]) =>
    names.flatMap((name) => ['--path', join(directory, name)]);

  test('are several projects, each compared with the file at its place in the folder of the state before', async () => {
    const files = { 'one.json': topologyText({ ssm: 3 }), 'two.json': topologyText({ kms: 2 }) };
    const root = filesIn({
      ...files,
      'before/one.json': topologyText({ ssm: 2 }),
      'before/two.json': topologyText({ kms: 2 }),
    });
    const args = ['diff', '--path', 'one.json', '--path', 'two.json', '--compare-to', 'before', '--no-config'];
    const { out } = await tollgate([...args, '--format', 'json'], { main: resolve('src/main.ts'), cwd: root });
    const { projects } = JSON.parse(out);
    expect(
      projects.map(({ name, delta }: { name: string; delta: { monthly: string } }) => [name, delta.monthly]),
    ).toEqual([
      ['one.json', '7.30'],
      ['two.json', '0.00'],
    ]);
  });

  test.each([
    ['given twice', ['one.json', 'one.json'], /given twice/],
    ['without a folder before', ['one.json', 'two.json'], /no folder/],
  ])('%s is refused', async (_name, names, reason) => {
    const root = filesIn({ 'one.json': topologyText({ ssm: 3 }), 'two.json': topologyText({ kms: 2 }) });
    const args = ['diff', ...paths(root, ...names), '--compare-to', join(root, 'one.json'), '--no-config'];
    expect(await tollgateInProcess(args)).toMatchObject({ code: 1, err: expect.stringMatching(reason) });
  });
});
