import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesIn, topologyText } from '../../support/change-files.ts';
import { tollgateInProcess } from '../../support/run-in-process.ts';

const change = () => filesIn({ 'base.json': topologyText({ ssm: 3 }), 'head.json': topologyText({ ssm: 2 }) });
const diff = (root: string, ...more: readonly string[]) => [
  'diff',
  '--path',
  join(root, 'head.json'),
  '--compare-to',
  join(root, 'base.json'),
  '--no-config',
  ...more,
];

describe('flags of Infracost without a meaning here', () => {
  test('are accepted with one line on standard error each, and change nothing', async () => {
    const root = change();
    const plain = await tollgateInProcess(diff(root));
    const flags = ['--exclude-path', 'a', '--exclude-path', 'b', '--no-cache', '--show-skipped', '--log-level', 'info'];
    const { code, out, err } = await tollgateInProcess(diff(root, ...flags));
    expect({ code, out }).toEqual({ code: 0, out: plain.out });
    expect(
      err
        .trimEnd()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).toEqual(['--exclude-path', '--no-cache', '--show-skipped', '--log-level']);
  });

  test('say nothing where they are not given', async () => {
    expect((await tollgateInProcess(diff(change()))).err).toBe('');
  });

  test('--policy-path is refused: a policy that nobody runs would open a gate', async () => {
    const { code, err } = await tollgateInProcess(diff(change(), '--policy-path', 'policy.rego'));
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/TG1012.*--policy-path[\s\S]*conftest/) });
  });

  test('--no-color takes the colours off a terminal', async () => {
    const terminal = { columns: 80, colour: true };
    expect((await tollgateInProcess(diff(change()), { terminal })).out).toContain('\u001b[');
    expect((await tollgateInProcess(diff(change(), '--no-color'), { terminal })).out).not.toContain('\u001b[');
  });
});

test.each(['auth', 'configure', 'upload', 'generate', 'register'])(
  'the command %s names what does its work',
  async (name) => {
    const { code, err } = await tollgateInProcess([name, 'login']);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/TG1012[\s\S]*what to do: \S+/) });
  },
);

test('a misspelt command names the nearest', async () => {
  expect((await tollgateInProcess(['breakdwon'])).err).toContain('breakdown');
});

describe('--config-file infracost.yml', () => {
  const config = (more = '') =>
    `version: 0.1\nprojects:\n  - path: one.json\n    name: net\n    usage_file: usage.yml\n${more}  - path: two.json\n    terraform_workspace: prod\n`;
  const usage = 'version: 0.1\nresource_usage:\n  ssm:\n    monthly_data_processed_gb: 100\n';

  test('gives projects, paths, names and usage files; the rest is named', async () => {
    const root = filesIn({
      'infracost.yml': config(),
      'usage.yml': usage,
      'one.json': topologyText({ ssm: 3 }, false),
      'two.json': topologyText({ kms: 2 }, false),
      'before/one.json': topologyText({ ssm: 2 }, false),
      'before/two.json': topologyText({ kms: 2 }, false),
    });
    const args = ['diff', '--config-file', join(root, 'infracost.yml'), '--compare-to', join(root, 'before')];
    const { code, out } = await tollgateInProcess([...args, '--format', 'json']);
    expect(code).toBe(0);
    const { projects, findings } = JSON.parse(out);
    expect(projects).toMatchObject([
      { name: 'net', delta: { monthly: '7.30' }, head: { usage: '1.00' } },
      { name: 'two.json', delta: { monthly: '0.00' } },
    ]);
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'TG5067', message: expect.stringContaining('terraform_workspace') }),
    );
  });
});

describe('completion', () => {
  test('bash completes commands and flags', async () => {
    const { out } = await tollgateInProcess(['completion']);
    const ask = (words: string) =>
      execFileSync(
        'bash',
        [
          '-c',
          `${out}\nCOMP_WORDS=(${words}); COMP_CWORD=$((\${#COMP_WORDS[@]}-1)); _tollgate; echo "\${COMPREPLY[@]}"`,
        ],
        {
          encoding: 'utf8',
        },
      ).trim();
    expect(ask('tollgate bre')).toBe('breakdown');
    expect(ask('tollgate diff --compare')).toBe('--compare-to');
    expect(ask('tollgate usage syn')).toBe('sync');
  });

  test.each(['zsh', 'fish'])('%s has a script', async (shell) => {
    expect((await tollgateInProcess(['completion', '--shell', shell])).out).toContain('compare-to');
  });
});
