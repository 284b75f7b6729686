import { readFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { actionText } from '../../scripts/generate-action-inputs.ts';
import { diff } from '../../src/operations/diff/operation.ts';
import { actionInputs } from '../../src/operations/options/action-inputs.ts';
import { filesIn, topologyText } from '../support/change-files.ts';
import { startGithub } from '../support/github-emulator.ts';
import { startFaultyGithub } from '../support/github-loopback.ts';
import { ACTION, pullRequest, runAction } from '../support/run-action.ts';

const workspace = (more: Readonly<Record<string, string>> = {}) =>
  filesIn({
    'base.json': topologyText({ ssm: 3, kms: 2 }),
    'head.json': topologyText({ ssm: 2, kms: 2, sqs: 1 }),
    ...more,
  });
const CHANGE = { path: 'head.json', 'compare-to': 'base.json' };

async function withGithub() {
  const github = await startGithub();
  onTestFinished(() => github.close());
  return github;
}

test('action.yml runs the bundle on node24, and every input and output is described', () => {
  expect(ACTION.runs).toEqual({ using: 'node24', main: 'action/dist/index.js' });
  for (const each of [...Object.values(ACTION.inputs), ...Object.values(ACTION.outputs)]) {
    expect(each).toMatchObject({ description: expect.stringMatching(/\.$/) });
  }
});

test('every input the Action reads is in action.yml, and every one there is read', () => {
  const source =
    readFileSync('src/action/inputs.ts', 'utf8') +
    readFileSync('src/action/run-action.ts', 'utf8') +
    readFileSync('src/action.ts', 'utf8');
  const own = [...source.matchAll(/(?:word|flag|input|getInput)\('([a-z-]+)'/g)].map((match) => match[1]);
  const read = new Set([...own, ...actionInputs(diff).map(({ action }) => action)]);
  expect([...read].sort()).toEqual(Object.keys(ACTION.inputs).sort());
});

test('the inputs of action.yml are those that the operation declares', async () => {
  expect(readFileSync('action.yml', 'utf8')).toBe(await actionText());
});

describe('a pull request', () => {
  test('gets a comment, a job summary and outputs; the next run updates the comment', async () => {
    const github = await withGithub();
    const first = await runAction({ inputs: CHANGE, workspace: workspace(), apiUrl: github.url, event: pullRequest });
    expect(first).toMatchObject({
      code: 0,
      outputs: { monthly: '39.50', delta: '1.00', percent: '2.597403', gate: 'none' },
    });
    expect(first.outputs['comment-url']).toMatch(/#issuecomment-\d+$/);
    expect(first.summary).toMatch(/^### .* a month/);
    const files = workspace({ 'head.json': topologyText({ ssm: 1, kms: 2 }) });
    const second = await runAction({ inputs: CHANGE, workspace: files, apiUrl: github.url, event: pullRequest });
    expect(second.log).toContain('Updated the comment.');
    const [comment, ...others] = await github.list();
    expect(others).toEqual([]);
    expect(comment?.body).toContain('### -$14.60 a month');
  });

  test('that exceeds a gate fails after it was commented', async () => {
    const github = await withGithub();
    const inputs = { ...CHANGE, 'max-increase': '0.5, 1%', 'min-azs': '1', title: 'prod' };
    const { code, log, outputs } = await runAction({
      inputs,
      workspace: workspace(),
      apiUrl: github.url,
      event: pullRequest,
    });
    expect(code).toBe(1);
    expect(outputs.gate).toBe('exceeded');
    expect(log.match(/^::error::Gate max-increase (?:0\.5|1%25) exceeded: /gm)).toHaveLength(2);
    expect((await github.list())[0]?.body).toMatch(/### ❌ prod: /);
  });

  test('of a fork: a read-only token leaves the report in the summary, and gates still decide', async () => {
    const github = await startFaultyGithub();
    onTestFinished(() => github.close());
    github.fail(
      'POST',
      /comments$/,
      { status: 403, body: { message: 'Resource not accessible by integration' } },
      { times: 9 },
    );
    const { code, log, outputs, summary } = await runAction({
      inputs: { ...CHANGE, 'max-increase': '100' },
      workspace: workspace(),
      apiUrl: github.url,
      event: pullRequest,
    });
    expect(code).toBe(0);
    expect(log).toContain('job summary only');
    expect(outputs).toMatchObject({ gate: 'passed', 'comment-url': '' });
    expect(summary).toContain('+$1.00 a month');
  });

  test('two projects comment under their own tags', async () => {
    const github = await withGithub();
    const policy =
      'projects:\n  - { name: a, path: head.json, compareTo: base.json }\n  - { name: b, path: head.json, compareTo: base.json, tag: bee }\n';
    const files = workspace({ 'tollgate.yml': policy });
    for (const project of ['a', 'b', 'a'])
      await runAction({ inputs: { project }, workspace: files, apiUrl: github.url, event: pullRequest });
    expect((await github.list()).map((each) => /tag=([^,]*),/.exec(each.body)?.[1])).toEqual(['a', 'bee']);
  });
});

describe('without a pull request', () => {
  test('nothing is asked of the network: prices are bundled', async () => {
    const { code, log, outputs } = await runAction({ inputs: CHANGE, workspace: workspace() });
    expect(code).toBe(0);
    expect(log).toContain('job summary only');
    expect(outputs).toMatchObject({ monthly: '39.50', 'comment-url': '' });
  });

  test('templates work too, with parameters, one a line', async () => {
    const template = (services: readonly string[]) =>
      `Parameters: { Subnets: { Type: CommaDelimitedList } }\nResources:\n${services.map((name) => `  ${name}: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcEndpointType: Interface, VpcId: vpc-1, ServiceName: com.amazonaws.us-east-1.${name}, SubnetIds: !Ref Subnets } }`).join('\n')}\n`;
    const files = filesIn({ 'infra/base.yaml': template(['ssm']), 'infra/head.yaml': template(['ssm', 'kms']) });
    const inputs = {
      path: 'head.yaml',
      'compare-to': 'base.yaml',
      'working-directory': 'infra',
      parameters: 'Subnets=subnet-1,subnet-2\n',
      region: 'us-east-1',
    };
    expect((await runAction({ inputs, workspace: files })).outputs).toMatchObject({ delta: '14.60' });
  });
});

describe('measured traffic', () => {
  // 2^30 bytes in each hour of a day are 730 GB a month: 7.30 USD in the first tier.
  const hours = (id: string): readonly string[] =>
    Array.from(
      { length: 24 },
      (_, hour) => `${id},use1-az1,2026-10-01T${String(hour).padStart(2, '0')}:00:00Z,3600,${2 ** 30}`,
    );
  const csv = ['endpoint_id,az,start,period_seconds,bytes', ...hours('ssm')].join('\n');

  test.each([
    ['an input', { traffic: 'rows.csv' }, ''],
    ['the policy file', {}, 'traffic: [rows.csv]\n'],
  ])('comes from CSV, by %s', async (_name, more, settings) => {
    const files = workspace({
      'base.json': topologyText({ kms: 2 }, false),
      'head.json': topologyText({ kms: 2, ssm: 2 }, false),
      'rows.csv': csv,
      ...(settings !== '' && { 'tollgate.yml': `schema: tollgate/project@1\n${settings}` }),
    });
    const { outputs, log } = await runAction({ inputs: { ...CHANGE, ...more }, workspace: files });
    expect(log).not.toContain('::error::');
    expect(outputs).toMatchObject({ delta: '21.90' });
  });
});

describe('mistakes', () => {
  test.each([
    [{ ...CHANGE, behavior: 'replace' }, 'TG5020'],
    [{ ...CHANGE, comment: 'maybe' }, 'TG5020'],
    [{ ...CHANGE, 'max-increase': 'lots' }, 'TG5004'],
    [{ path: 'gone.json' }, 'TG1007'],
    [{ path: 'head.json' }, 'TG5003'],
    [{ ...CHANGE, 'working-directory': 'gone' }, 'TG5020'],
    [{ ...CHANGE, traffic: 'rows.txt' }, 'TG1004'],
    [{ ...CHANGE, traffic: 'none.csv' }, 'TG1005'],
    [{}, 'TG1012'],
  ])('%j ends with %s and no stack trace', async (inputs, code) => {
    const files = workspace({ 'none.csv': 'endpoint_id,az\n', 'rows.txt': '' });
    const result = await runAction({ inputs, workspace: files, event: pullRequest });
    expect(result.code).toBe(1);
    expect(result.log.match(/^::error::.*$/gm)).toEqual([expect.stringContaining(`::error::${code}: `)]);
    expect(result.summary).toContain(code);
    expect(result.outputs).toMatchObject({ gate: 'error', monthly: '' });
    expect(result.log).not.toMatch(/\n\s+at /);
  });

  test('newly unknown lines fail where that is asked for', async () => {
    const files = workspace({ 'head.json': topologyText({ ssm: 2 }, false) });
    expect((await runAction({ inputs: { ...CHANGE, 'fail-on-unknown': 'true' }, workspace: files })).code).toBe(1);
    expect((await runAction({ inputs: CHANGE, workspace: files })).code).toBe(0);
  });
});
