import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startAzure } from '../support/azure-loopback.ts';
import { startBitbucketCloud, startBitbucketServer } from '../support/bitbucket-loopback.ts';
import { filesIn, topologyText } from '../support/change-files.ts';
import { startGithub } from '../support/github-emulator.ts';
import { startGitlab } from '../support/gitlab-loopback.ts';
import { tollgateInProcess } from '../support/run-in-process.ts';

/** A checkout of both branches, as the pipelines below have it. */
const checkout = () =>
  filesIn({
    'main/plan.json': topologyText({ ssm: 3, kms: 2 }),
    'pr/plan.json': topologyText({ ssm: 2, kms: 2, sqs: 1 }),
    'main/two.json': topologyText({ ec2: 2 }),
    'pr/two.json': topologyText({ ec2: 3 }),
  });

/** Runs the lines of a pipeline one after the other; `$ROOT` is the checkout. The first that fails ends it. */
async function pipeline(root: string, lines: readonly string[], env: Readonly<Record<string, string>> = {}) {
  let result = { code: 0 as number, out: '', err: '' };
  for (const line of lines) {
    const words = line.split(/\s+/).map((word) => word.replaceAll('$ROOT', root).replace(/^"(.*)"$/, '$1'));
    result = await tollgateInProcess(words, { env });
    if (result.code !== 0) return { ...result, line };
  }
  return { ...result, line: undefined };
}

const BASE = 'breakdown --path=$ROOT/main/plan.json --format=json --out-file=$ROOT/infracost-base.json';
const DIFF =
  'diff --path=$ROOT/pr/plan.json --format=json --compare-to=$ROOT/infracost-base.json --out-file=$ROOT/infracost.json';

async function closing<T extends { close(): Promise<unknown> }>(starting: Promise<T>): Promise<T> {
  const host = await starting;
  onTestFinished(async () => void (await host.close()));
  return host;
}

describe('pipelines written for Infracost, with the word changed, comment once however often they run', () => {
  test.each([
    ['github-token, repo and pull-request', '--repo=net/infra --github-token=ours --pull-request=1 --behavior=update'],
    ['a tag', '--repo net/infra --github-token ours --pull-request 1 --behavior update --tag production'],
    ['delete-and-new', '--repo=net/infra --github-token=ours --pull-request=1 --behavior=delete-and-new'],
    ['hide-and-new', '--repo=net/infra --github-token=ours --pull-request=1 --behavior=hide-and-new --show-skipped'],
  ])('GitHub Actions: %s', async (_name, flags) => {
    const github = await closing(startGithub());
    const comment = `comment github --path=$ROOT/infracost.json ${flags} --github-api-url=${github.url}`;
    const root = checkout();
    expect(await pipeline(root, [BASE, DIFF, comment])).toMatchObject({
      err: expect.not.stringContaining('error TG'),
      line: undefined,
    });
    expect((await github.list()).at(-1)?.body).toContain('### +$1.00 a month');
  });

  test('GitHub Actions: the job summary and a glob of projects', async () => {
    const github = await closing(startGithub());
    const root = checkout();
    const lines = [
      'diff --path=$ROOT/pr/plan.json --compare-to=$ROOT/main/plan.json --format=json --out-file=$ROOT/out-1.json --no-color',
      'diff --path=$ROOT/pr/two.json --compare-to=$ROOT/main/two.json --format=json --out-file=$ROOT/out-2.json --no-color',
      'output --path="$ROOT/out-*.json" --format=github-comment --out-file=$ROOT/comment.md',
      `comment github --path="$ROOT/out-*.json" --repo=net/infra --pull-request=1 --github-token=ours --github-api-url=${github.url}`,
    ];
    expect(
      await pipeline(
        root,
        lines.map((line) => line.replaceAll('"', '')),
      ),
    ).toMatchObject({ err: expect.not.stringContaining('error TG'), line: undefined });
    expect((await github.list()).at(-1)?.body).toContain('+$8.30 a month');
    expect(readFileSync(join(root, 'comment.md'), 'utf8')).toMatch(/^### \+\$8\.30 a month/);
  });

  test.each(['update', 'new', 'delete-and-new'])('GitLab CI: %s', async (behavior) => {
    const gitlab = await closing(startGitlab());
    const comment = `comment gitlab --path=$ROOT/infracost.json --repo=group/infra --merge-request=7 --gitlab-server-url=${gitlab.url} --gitlab-token=ours --behavior=${behavior}`;
    expect(await pipeline(checkout(), [BASE, DIFF, comment])).toMatchObject({
      err: expect.not.stringContaining('error TG'),
      line: undefined,
    });
    expect(gitlab.notes).toHaveLength(1);
  });

  test.each(['update', 'delete-and-new'])('Azure Pipelines: %s', async (behavior) => {
    const azure = await closing(startAzure());
    const url = `${azure.url}/org/network/_git/infra`;
    const comment = `comment azure-repos --path=$ROOT/infracost.json --azure-access-token=ours --pull-request=7 --repo-url=${url} --behavior=${behavior}`;
    const root = checkout();
    for (const lines of [[BASE, DIFF, comment], [comment]]) {
      expect(await pipeline(root, lines)).toMatchObject({
        err: expect.not.stringContaining('error TG'),
        line: undefined,
      });
    }
    expect(azure.bodies()).toHaveLength(1);
  });

  test('Azure Pipelines: everything from the environment of the run', async () => {
    const azure = await closing(startAzure());
    const env = {
      TF_BUILD: 'True',
      SYSTEM_ACCESSTOKEN: 'ours',
      BUILD_REPOSITORY_URI: `${azure.url}/org/network/_git/infra`,
      SYSTEM_PULLREQUEST_PULLREQUESTID: '7',
    };
    const lines = [BASE, DIFF, 'comment azure-repos --path=$ROOT/infracost.json'];
    expect(await pipeline(checkout(), lines, env)).toMatchObject({
      err: expect.not.stringContaining('error TG'),
      line: undefined,
    });
    expect(azure.bodies()[0]).toContain('### +$1.00 a month');
  });

  test.each([
    ['the pull request', '--pull-request=7'],
    ['a commit', '--commit=abc123'],
  ])('Bitbucket Pipelines: %s', async (_name, target) => {
    const bitbucket = await closing(startBitbucketCloud());
    const comment = `comment bitbucket --path=$ROOT/infracost.json --repo=space/infra ${target} --bitbucket-token=ours --behavior=update --api-url=${bitbucket.url}/2.0`;
    const root = checkout();
    for (const lines of [[BASE, DIFF, comment], [comment]]) {
      expect(await pipeline(root, lines)).toMatchObject({
        err: expect.not.stringContaining('error TG'),
        line: undefined,
      });
    }
    expect(bitbucket.bodies()).toHaveLength(1);
  });

  test('Bitbucket Data Center', async () => {
    const bitbucket = await closing(startBitbucketServer());
    const comment = `comment bitbucket --path=$ROOT/infracost.json --repo=NET/infra --pull-request=7 --bitbucket-token=ours --bitbucket-server-url=${bitbucket.url}/bb`;
    expect(await pipeline(checkout(), [BASE, DIFF, comment])).toMatchObject({
      err: expect.not.stringContaining('error TG'),
      line: undefined,
    });
    expect(bitbucket.bodies()).toHaveLength(1);
  });
});

describe('pipelines that read what is written', () => {
  test('Jenkins: a gate on the total of the JSON, and JUnit', async () => {
    const root = checkout();
    const lines = [BASE, DIFF, 'output --path=$ROOT/infracost.json --format=junit --out-file=$ROOT/tollgate.xml'];
    expect(await pipeline(root, lines)).toMatchObject({
      err: expect.not.stringContaining('error TG'),
      line: undefined,
    });
    expect(Number(JSON.parse(readFileSync(join(root, 'infracost.json'), 'utf8')).diffTotalMonthlyCost)).toBe(1);
    expect(readFileSync(join(root, 'tollgate.xml'), 'utf8')).toContain('<testsuites');
  });

  test.each([
    [
      'Atlantis: a breakdown',
      'breakdown --path=$ROOT/pr/plan.json --format=table --log-level=warn --no-color',
      /Costs/,
    ],
    [
      'Atlantis: a diff',
      'diff --path=$ROOT/pr/plan.json --compare-to=$ROOT/main/plan.json --format=diff --no-color',
      /\+ sqs/,
    ],
    ['a table of all projects', 'breakdown --path $ROOT/pr/plan.json --show-skipped --fields all', /Costs/],
    [
      'a workspace of Terraform',
      'breakdown --path=$ROOT/pr/plan.json --terraform-workspace=prod --no-cache --format=json',
      /"totals"/,
    ],
    [
      'a page',
      'diff --path=$ROOT/pr/plan.json --compare-to=$ROOT/main/plan.json --format=html --project-name=net',
      /<!doctype/,
    ],
    ['Slack', 'diff --path=$ROOT/pr/plan.json --compare-to=$ROOT/main/plan.json --format=slack-message', /"blocks"/],
  ])('%s', async (_name, line, text) => {
    expect(await pipeline(checkout(), [line])).toMatchObject({ line: undefined, out: expect.stringMatching(text) });
  });
});
