import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runAction } from '../../../src/action/run-action.ts';
import { composeServices } from '../../../src/compose.ts';
import { readConfig } from '../../../src/config.ts';
import { filesIn, topologyText } from '../../support/change-files.ts';
import { startGithub } from '../../support/github-emulator.ts';

test('several projects against a checkout of base: one comment, outputs and gate of the whole', async () => {
  const github = await startGithub();
  onTestFinished(() => github.close());
  const policy =
    'gates: { maxIncrease: 10 }\nprojects:\n  - { name: a, path: a.json }\n  - { name: b, path: b.json }\n';
  const workspace = filesIn({
    'tollgate.yml': policy,
    'a.json': topologyText({ ssm: 2 }),
    'b.json': topologyText({ kms: 3 }),
    'base/a.json': topologyText({ ssm: 1 }),
    'base/b.json': topologyText({ kms: 2 }),
  });
  const outputs: Record<string, string> = {};
  const said: string[] = [];
  const config = readConfig({ GITHUB_TOKEN: 'ours', GITHUB_API_URL: github.url, TOLLGATE_OFFLINE: 'true' });
  await runAction(
    {
      input: (name) => (name === 'compare-to' ? `${workspace}/base` : ''),
      workspace,
      pullRequest: { repository: 'net/infra', number: 1 },
      output: (name, value) => {
        outputs[name] = value;
      },
      summary: async () => {},
      notice: (message) => said.push(message),
      fail: (message) => said.push(message),
    },
    composeServices(config),
  );
  // A zone more for each: 2 x 7.30.
  expect(outputs).toMatchObject({
    delta: '14.60',
    gate: 'exceeded',
    'comment-url': expect.stringContaining('#issuecomment-'),
  });
  expect(said).toEqual(['Posted a comment.', expect.stringContaining('+14.60 USD')]);
  const [comment, ...others] = await github.list();
  expect(others).toEqual([]);
  expect(comment?.body).toMatch(/\| Project \|[\s\S]*\| a \|[\s\S]*\| b \|/);
  expect(comment?.body).toContain('| a: `ssm` |');
  expect(comment?.body).toContain('| b: `kms` |');
});

test('compare-to: base is the commit that the pull request is to be merged into', async () => {
  const workspace = filesIn({ 'network.json': topologyText({ ssm: 1 }) });
  const git = (...words: string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...words], {
      cwd: workspace,
      encoding: 'utf8',
    }).trim();
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'one zone');
  writeFileSync(join(workspace, 'network.json'), topologyText({ ssm: 3 }));
  const outputs: Record<string, string> = {};
  const said: string[] = [];
  const inputs: Readonly<Record<string, string>> = { path: join(workspace, 'network.json'), 'compare-to': 'base' };
  await runAction(
    {
      input: (name) => inputs[name] ?? '',
      workspace,
      pullRequest: undefined,
      base: git('rev-parse', 'HEAD'),
      output: (name, value) => {
        outputs[name] = value;
      },
      summary: async () => {},
      notice: (message) => said.push(message),
      fail: (message) => said.push(message),
    },
    composeServices(readConfig({ TOLLGATE_OFFLINE: 'true' })),
  );
  // Two zones more: 2 x 7.30.
  expect([outputs.delta, said.filter((each) => each.includes('TG'))]).toEqual(['14.60', []]);
});
