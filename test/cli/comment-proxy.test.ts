import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { filesIn, topologyText } from '../support/change-files.ts';
import { startFaultyGithub } from '../support/github-loopback.ts';
import { tollgate } from '../support/run-tollgate.ts';
import { startProxy } from '../support/tunnel-proxy.ts';

async function comment(env: Readonly<Record<string, string>>) {
  const directory = filesIn({ 'base.json': topologyText({ ssm: 3 }), 'head.json': topologyText({ ssm: 2 }) });
  const at = (name: string) => join(directory, name);
  await tollgate([
    'diff',
    '--path',
    at('head.json'),
    '--compare-to',
    at('base.json'),
    '--no-config',
    '--out-file',
    at('diff.json'),
  ]);
  return tollgate(['comment', 'github', '--path', at('diff.json'), '--repo', 'net/infra', '--pull-request', '1'], {
    env,
  });
}

test('a proxy of the environment is used, and NO_PROXY is kept', async () => {
  const [github, proxy] = [await startFaultyGithub(), await startProxy()];
  onTestFinished(async () => {
    await github.close();
    await proxy.close();
  });
  const env = { GITHUB_TOKEN: 'ours', GITHUB_API_URL: github.url, HTTP_PROXY: proxy.url };
  expect(await comment(env)).toMatchObject({ code: 0, err: 'Posted a comment.\n' });
  expect(new Set(proxy.asked)).toEqual(new Set([new URL(github.url).host]));
  const before = proxy.asked.length;
  expect(await comment({ ...env, NO_PROXY: '127.0.0.1' })).toMatchObject({ code: 0 });
  expect(proxy.asked).toHaveLength(before);
  expect(github.comments).toHaveLength(1);
});
