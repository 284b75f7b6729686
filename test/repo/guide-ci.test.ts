import { execFile } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { projectFileSchema } from '../../src/operations/diff/project/project-file.ts';
import { filesIn, topologyText } from '../support/change-files.ts';
import { startGithub } from '../support/github-emulator.ts';
import { startGitlab } from '../support/gitlab-loopback.ts';
import { listeningApp } from '../support/http-app.ts';
import { ACTION, pullRequest, runAction } from '../support/run-action.ts';
import { cleanEnvironment } from '../support/run-tollgate.ts';
import { sample } from '../support/samples.ts';

const run = promisify(execFile);
const guide = readFileSync('docs/guides/ci.md', 'utf8');

/** A block of the guide as it stands there. */
function block(name: string): string {
  const found = new RegExp(`<!-- tried: ${name} -->\n\`\`\`\\w+\n([\\s\\S]*?)\`\`\``).exec(guide)?.[1];
  if (found === undefined) throw new Error(`the guide has no block ${name}`);
  return found;
}

const template = (services: readonly string[]): string =>
  `Parameters: { Subnets: { Type: CommaDelimitedList } }\nResources:\n${services.map((name) => `  ${name}: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcEndpointType: Interface, VpcId: vpc-1, ServiceName: com.amazonaws.us-east-1.${name}, SubnetIds: !Ref Subnets } }`).join('\n')}\n`;
const TEMPLATES = { 'base.yaml': template(['ssm']), 'head.yaml': template(['ssm', 'kms']) };

const entriesBelow = (folder: string, files: Readonly<Record<string, string>>) =>
  Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text] as const);

/** Runs a script where `tollgate` is this checkout, installed or not. */
async function bash(script: string, cwd: string, env: Readonly<Record<string, string>>) {
  const bin = filesIn({
    tollgate: `#!/bin/sh\nexec "${process.execPath}" "${resolve('src/main.ts')}" "$@"\n`,
    npm: '#!/bin/sh\nexit 0\n',
  });
  for (const name of ['tollgate', 'npm']) chmodSync(join(bin, name), 0o755);
  writeFileSync(join(cwd, 'script.sh'), script);
  const clean = cleanEnvironment();
  const options = { cwd, env: { ...clean, ...env, PATH: `${bin}:${clean.PATH}` } };
  return run('bash', ['script.sh'], options).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

test('the policy file fits its schema', () => {
  expect(projectFileSchema.safeParse(parse(block('policy'))).error).toBeUndefined();
});

test('the workflow uses inputs and outputs that exist, and the Action takes them', async () => {
  const github = await startGithub();
  onTestFinished(() => github.close());
  const workflow = parse(block('workflow'));
  const step = workflow.jobs.cost.steps.find((each: { id?: string }) => each.id === 'cost');
  expect(Object.keys(ACTION.inputs)).toEqual(expect.arrayContaining(Object.keys(step.with)));
  for (const [, output] of block('workflow').matchAll(/steps\.cost\.outputs\.([a-z-]+)/g))
    expect(ACTION.outputs).toHaveProperty(String(output));
  const workspace = filesIn({ 'plan.json': sample('plans/two-existing-endpoints.json').toString('utf8') });
  const inputs = Object.fromEntries(Object.entries(step.with).map(([name, value]) => [name, String(value)]));
  const result = await runAction({ inputs, workspace, apiUrl: github.url, event: pullRequest });
  expect(result).toMatchObject({ code: 0, outputs: { delta: '0.00', gate: 'passed' } });
});

describe('several projects', () => {
  const policy = 'projects:\n  - { name: a, path: a.json }\n  - { name: b, path: nets/b.json }\n';
  const base = { 'tollgate.yml': policy, 'a.json': topologyText({ ssm: 1 }), 'nets/b.json': topologyText({ kms: 2 }) };
  const head = { ...base, 'nets/b.json': topologyText({ kms: 3 }) };

  test('the shell recipe compares the worktree of the base commit', async () => {
    const github = await startGithub();
    onTestFinished(() => github.close());
    const repository = join(filesIn(Object.fromEntries(entriesBelow('repo', base))), 'repo');
    const git = (...args: readonly string[]) =>
      run('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: repository });
    await git('init', '--quiet');
    await git('add', '.');
    await git('commit', '--quiet', '--message', 'base');
    const { stdout } = await git('rev-parse', 'HEAD');
    writeFileSync(join(repository, 'nets/b.json'), head['nets/b.json']);
    const env = { GITHUB_TOKEN: 'ours', GITHUB_API_URL: github.url, REPOSITORY: 'net/infra', PULL_REQUEST: '1' };
    const result = await bash(block('monorepo'), repository, { ...env, BASE_COMMIT: stdout.trim() });
    expect(result).toMatchObject({ code: 0 });
    expect((await github.list())[0]?.body).toContain('+$7.30 a month');
  });

  test('the workflow gives the Action the second checkout', async () => {
    const github = await startGithub();
    onTestFinished(() => github.close());
    const [, second, cost] = parse(block('monorepo-workflow')).steps;
    const workspace = filesIn({ ...head, ...Object.fromEntries(entriesBelow(second.with.path, base)) });
    const result = await runAction({ inputs: cost.with, workspace, apiUrl: github.url, event: pullRequest });
    expect(result).toMatchObject({ code: 0, outputs: { delta: '7.30' } });
  });
});

describe('the GitLab job', () => {
  const script = parse(block('gitlab')).cost.script.join('\n');
  const plan = sample('plans/two-existing-endpoints.json').toString('utf8');
  const ask = async (plans: Record<string, string>) => {
    const gitlab = await startGitlab();
    onTestFinished(() => gitlab.close());
    const env = {
      GITLAB_TOKEN: 'ours',
      CI_SERVER_URL: gitlab.url,
      CI_PROJECT_PATH: 'group/infra',
      CI_MERGE_REQUEST_IID: '7',
    };
    return { result: await bash(script, filesIn(plans), env), notes: gitlab.notes };
  };

  test('comments and passes', async () => {
    const { result, notes } = await ask({ 'plan.json': plan });
    expect(result).toMatchObject({ code: 0 });
    expect(notes).toHaveLength(1);
  });

  test('comments, then fails on the limit', async () => {
    const created = plan.replaceAll('"no-op"', '"create"');
    const { result, notes } = await ask({ 'plan.json': created.replaceAll(/"before":\{/g, '"before":null,"was":{') });
    expect(notes[0]?.body).toContain(' a month');
    expect(result).toMatchObject({ code: 2 });
  });
});

describe('the shell recipe', () => {
  const ask = async (files: Record<string, string>) => {
    const github = await startGithub();
    onTestFinished(() => github.close());
    const env = { GITHUB_TOKEN: 'ours', GITHUB_API_URL: github.url, REPOSITORY: 'net/infra', PULL_REQUEST: '1' };
    return { result: await bash(block('shell'), filesIn(files), env), comments: await github.list() };
  };

  test('comments and ends with 0 within the limit, with 2 beyond it', async () => {
    const within = await ask(TEMPLATES);
    expect(within.result).toMatchObject({ code: 0 });
    expect(within.comments[0]?.body).toContain('+$14.60 a month');
    const many = Array.from({ length: 9 }, (_, index) => `s${index}`);
    const beyond = await ask({ ...TEMPLATES, 'head.yaml': template(['ssm', ...many]) });
    expect(beyond.result).toMatchObject({ code: 2, stderr: expect.stringContaining('max-increase 100 exceeded') });
    expect(beyond.comments).toHaveLength(1);
  });

  test('ends with 1 and without a comment where the input is wrong', async () => {
    const { result, comments } = await ask({ 'head.yaml': 'Resources: [', 'base.yaml': TEMPLATES['base.yaml'] });
    expect(result).toMatchObject({ code: 1 });
    expect(comments).toEqual([]);
  });
});

test('curl alone gets the comment and the verdict', async () => {
  const { url } = await listeningApp();
  const ask = async (head: string) => {
    const cwd = filesIn({ ...TEMPLATES, 'head.yaml': head, '.keep': topologyText({}) });
    return { cwd, result: await bash(block('curl'), cwd, { TOLLGATE: url }) };
  };
  const passed = await ask(template(['ssm']));
  expect(passed.result).toMatchObject({ code: 0 });
  expect(readFileSync(join(passed.cwd, 'comment.md'), 'utf8')).toMatch(/^(?:. )?VPC endpoints: no change/u);
  expect((await ask(TEMPLATES['head.yaml'])).result).toMatchObject({ code: 1 });
});
