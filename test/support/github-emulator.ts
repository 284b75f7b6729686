import { createEmulator } from 'emulate';
import { type GithubOptions, githubComments } from '../../src/comments/github.ts';

/** No waiting between attempts. */
const IMPATIENT = { retries: 4, firstWaitMs: 1, longestWaitMs: 5000 };

/** A GitHub that keeps state, over HTTP, with one pull request: `net/infra` #1, a bot of ours and somebody else. */
export async function startGithub() {
  const emulator = await createEmulator({
    service: 'github',
    port: 0,
    seed: {
      tokens: { ours: { login: 'cost-bot', scopes: ['repo'] }, theirs: { login: 'mallory', scopes: ['repo'] } },
      github: {
        users: [{ login: 'cost-bot' }, { login: 'mallory' }, { login: 'net' }],
        repos: [{ owner: 'net', name: 'infra', auto_init: true }],
      },
    },
  });
  const call = async (method: string, path: string, body?: unknown, token = 'theirs') => {
    const response = await fetch(`${emulator.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, json: response.status === 204 ? undefined : await response.json() };
  };
  await call('POST', '/repos/net/infra/issues', { title: 'A change' }, 'ours');
  const comments = '/repos/net/infra/issues/1/comments';
  return {
    url: emulator.url,
    client: (more: Partial<GithubOptions> = {}) =>
      githubComments({
        token: 'ours',
        owner: 'net',
        repo: 'infra',
        number: 1,
        apiUrl: emulator.url,
        patience: IMPATIENT,
        ...more,
      }),
    post: async (body: string, token = 'theirs') =>
      (await call('POST', comments, { body }, token)).json as { id: number },
    remove: (id: number) => call('DELETE', `/repos/net/infra/issues/comments/${id}`, undefined, 'ours'),
    list: async () => {
      const bodies: { id: number; body: string; user: { login: string }; updated_at: string }[] = [];
      for (let page = 1; ; page++) {
        const { json } = await call('GET', `${comments}?per_page=100&page=${page}`);
        bodies.push(...(json as typeof bodies));
        if ((json as unknown[]).length < 100) return bodies;
      }
    },
    close: () => emulator.close(),
  };
}
