import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { filesIn, topologyText } from '../support/change-files.ts';
import { startGithub } from '../support/github-emulator.ts';
import { startFaultyGithub } from '../support/github-loopback.ts';
import { startGitlab } from '../support/gitlab-loopback.ts';
import { tollgateInProcess } from '../support/run-in-process.ts';

/** A saved diff: ssm in two zones instead of three. */
async function savedDiff(zones = 2): Promise<string> {
  const directory = filesIn({ 'base.json': topologyText({ ssm: 3 }), 'head.json': topologyText({ ssm: zones }) });
  const args = [
    'diff',
    '--path',
    join(directory, 'head.json'),
    '--compare-to',
    join(directory, 'base.json'),
    '--no-config',
  ];
  const { out } = await tollgateInProcess([...args, '--format', 'json']);
  return join(filesIn({ 'diff.json': out }), 'diff.json');
}

const TARGET = ['--repo', 'net/infra', '--pull-request', '1'];

describe('tollgate comment github', () => {
  test('posts, then updates: the address on standard output, the rest on standard error', async () => {
    const github = await startGithub();
    onTestFinished(() => github.close());
    const env = { GITHUB_TOKEN: 'ours', GITHUB_API_URL: github.url };
    const run = async (path: string) => tollgateInProcess(['comment', 'github', '--path', path, ...TARGET], { env });
    const first = await run(await savedDiff());
    expect(first).toMatchObject({
      code: 0,
      err: 'Posted a comment.\n',
      out: expect.stringMatching(/#issuecomment-\d+\n$/),
    });
    expect(await run(await savedDiff(1))).toMatchObject({ code: 0, err: 'Updated the comment.\n', out: first.out });
    const [comment, ...others] = await github.list();
    expect(others).toEqual([]);
    expect(comment?.body).toContain('### -$14.60 a month');
  });

  test('an Enterprise address wins over the environment', async () => {
    const github = await startGithub();
    onTestFinished(() => github.close());
    const env = { GITHUB_TOKEN: 'ours', GITHUB_API_URL: 'http://127.0.0.1:9' };
    const args = ['comment', 'github', '--path', await savedDiff(), ...TARGET, '--api-url', `${github.url}/`];
    expect((await tollgateInProcess(args, { env })).code).toBe(0);
  });

  test('--dry-run prints the comment, needs no token and asks nobody', async () => {
    const { code, out, err } = await tollgateInProcess([
      'comment',
      'github',
      '--path',
      await savedDiff(),
      '--dry-run',
      '--tag',
      'prod (eu)',
    ]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^\[\/\/\]: <> \(tollgate-comment, tag=prod%20%28eu%29, valid-at=\S+\)\n### -\$7\.30 a month/);
  });

  test('--comment-path posts a comment that somebody else wrote, once however often it runs', async () => {
    const github = await startGithub();
    onTestFinished(() => github.close());
    const file = (text: string): string => join(filesIn({ 'comment.md': text }), 'comment.md');
    const run = (path: string, ...more: string[]) =>
      tollgateInProcess(['comment', 'github', '--comment-path', path, ...TARGET, ...more], {
        env: { GITHUB_TOKEN: 'ours', GITHUB_API_URL: github.url },
      });
    expect(await run(file('**ours**, first\n'))).toMatchObject({ code: 0, err: 'Posted a comment.\n' });
    const again = await run(file('**ours**, second'), '--path', await savedDiff());
    expect(again.err).toBe('--path has no effect: --comment-path gives the comment.\nUpdated the comment.\n');
    const [comment, ...others] = await github.list();
    expect(others).toEqual([]);
    expect(comment?.body).toMatch(/\*\*ours\*\*, second$/);
    expect((await run(file(' \n'))).err).toContain('TG1001');
    expect((await run(file('x'.repeat(70_000)))).err).toContain('takes 65000');
  });

  test.each([
    ['two addresses', ['github', '--api-url', 'http://a', '--github-api-url', 'http://b']],
    ['a pull request and a commit', ['bitbucket', ...TARGET, '--commit', 'abc']],
  ])('%s are refused, since one would be passed over', async (_name, words) => {
    const { code, err } = await tollgateInProcess(['comment', ...words, '--path', 'diff.json']);
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/TG1012: --[a-z-]+ and --[a-z-]+ are given\./),
    });
  });

  test('--skip-no-diff posts nothing where nothing changed', async () => {
    const github = await startGithub();
    onTestFinished(() => github.close());
    const env = { GITHUB_TOKEN: 'ours', GITHUB_API_URL: github.url };
    const args = ['comment', 'github', '--path', await savedDiff(3), ...TARGET, '--skip-no-diff'];
    expect(await tollgateInProcess(args, { env })).toMatchObject({
      code: 0,
      out: '',
      err: expect.stringContaining('none was posted'),
    });
    expect(await github.list()).toEqual([]);
  });

  test('a read-only token of a fork falls back to the job summary, or fails where there is none', async () => {
    const github = await startFaultyGithub();
    onTestFinished(() => github.close());
    github.fail(
      'POST',
      /comments$/,
      { status: 403, body: { message: 'Resource not accessible by integration' } },
      { times: 9 },
    );
    const summary = join(filesIn({ 'summary.md': 'before\n' }), 'summary.md');
    const env = { GITHUB_TOKEN: 'ours', GITHUB_API_URL: github.url };
    const args = ['comment', 'github', '--path', await savedDiff(), ...TARGET];
    const { code, err } = await tollgateInProcess(args, { env: { ...env, GITHUB_STEP_SUMMARY: summary } });
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('job summary') });
    expect(readFileSync(summary, 'utf8')).toMatch(/^before\n### -\$7\.30 a month/);
    expect(await tollgateInProcess(args, { env })).toMatchObject({ code: 1, err: expect.stringContaining('TG5011') });
  });

  test.each([
    ['no token', ['--repo', 'a/b', '--pull-request', '1'], {}, 'TG5015'],
    ['no repository', ['--pull-request', '1'], {}, 'TG1012'],
    ['no number', ['--repo', 'a/b'], {}, 'TG1012'],
    ['a repository of another form', ['--repo', 'a/b/c', '--pull-request', '1'], { GITHUB_TOKEN: 'x' }, 'TG1012'],
  ])('%s is an error that says what to do', async (_name, args, env, code) => {
    const result = await tollgateInProcess(['comment', 'github', '--path', await savedDiff(), ...args], { env });
    expect(result).toMatchObject({ code: 1, out: '', err: expect.stringContaining(code) });
  });

  test('a file that is no diff is refused', async () => {
    const path = join(filesIn({ 'x.json': topologyText({ ssm: 1 }) }), 'x.json');
    const result = await tollgateInProcess(['comment', 'github', '--path', path, '--dry-run']);
    expect(result).toMatchObject({ code: 1, err: expect.stringContaining('TG1005') });
  });
});

describe('tollgate comment gitlab', () => {
  test('takes project and merge request of the running pipeline', async () => {
    const gitlab = await startGitlab();
    onTestFinished(() => gitlab.close());
    const env = {
      GITLAB_TOKEN: 'ours',
      CI_SERVER_URL: gitlab.url,
      CI_PROJECT_PATH: 'group/infra',
      CI_MERGE_REQUEST_IID: '7',
    };
    const result = await tollgateInProcess(['comment', 'gitlab', '--path', await savedDiff()], { env });
    expect(result).toMatchObject({ code: 0, out: `${gitlab.url}/group/infra/-/merge_requests/7#note_1\n` });
    expect(gitlab.notes[0]?.body).toContain('### -$7.30 a month');
  });
});
