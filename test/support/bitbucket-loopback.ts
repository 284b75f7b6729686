import { bitbucketCloudComments } from '../../src/comments/bitbucket-cloud.ts';
import { bitbucketServerComments } from '../../src/comments/bitbucket-server.ts';
import { withFaults } from './faulty-loopback.ts';
import type { Answer, Seen } from './loopback.ts';

const PATIENCE = { retries: 4, firstWaitMs: 1, longestWaitMs: 3000 };

/** Bitbucket Cloud with one pull request: comments in pages of ten, and who the token is. */
export async function startBitbucketCloud({ knowsUser = true } = {}) {
  const comments: { id: number; raw: string; user: string; deleted: boolean }[] = [];
  const add = (raw: string, user = '{me}') => {
    const one = { id: comments.length + 1, raw, user, deleted: false };
    comments.push(one);
    return one;
  };
  const COMMENTS = /^\/2\.0\/repositories\/space\/infra\/(?:pullrequests\/7|commit\/abc123)\/comments(?:\/(\d+))?$/;
  const shown = ({ id, raw, user, deleted }: ReturnType<typeof add>) => ({
    id,
    deleted,
    content: { raw },
    user: { uuid: user },
    links: { html: { href: `https://bitbucket.example/c/${id}` } },
  });
  const change = (method: string, wanted: number, raw: string): Answer => {
    const one = comments.find(({ id, deleted }) => id === wanted && !deleted);
    if (!one) return { status: 404, body: { error: {} } };
    if (method === 'PUT') one.raw = raw;
    else one.deleted = true;
    return method === 'PUT' ? { status: 200, body: shown(one) } : { status: 204 };
  };
  const work = ({ method, path, query, headers, body }: Seen): Answer => {
    if (headers.authorization !== 'Bearer ours') return { status: 401, body: { error: {} } };
    if (path === '/2.0/user') return knowsUser ? { status: 200, body: { uuid: '{me}' } } : { status: 403, body: {} };
    const found = COMMENTS.exec(path);
    if (!found) return { status: 404, body: { error: {} } };
    const raw = (body as { content?: { raw?: string } } | undefined)?.content?.raw ?? '';
    const page = Number(query.get('page') ?? 1);
    const values = comments.slice((page - 1) * 10, page * 10).map(shown);
    const next = comments.length > page * 10 ? { next: `${loopback.url}${path}?page=${page + 1}` } : {};
    if (method === 'GET') return { status: 200, body: { values, ...next } };
    if (method === 'POST') return { status: 201, body: shown(add(raw)) };
    return change(method, Number(found[1]), raw);
  };
  const { loopback, fail } = await withFaults(work);
  return {
    ...loopback,
    fail,
    add: (body: string, user = '{other}') => void add(body, user),
    bodies: () => comments.flatMap(({ raw, deleted }) => (deleted ? [] : [raw])),
    client: ({ token = 'ours', repository = 'infra', commit = '' } = {}) =>
      bitbucketCloudComments({
        token,
        repository: `space/${repository}`,
        target: commit === '' ? { number: 7 } : { commit },
        apiUrl: loopback.url,
        patience: PATIENCE,
      }),
  };
}

/** Bitbucket Data Center with one pull request: activities in pages, versions that an edit must name, and who the token is. */
export async function startBitbucketServer() {
  const comments: { id: number; text: string; author: string; version: number; deleted: boolean }[] = [];
  const add = (text: string, author = 'cost-bot') => {
    const one = { id: comments.length + 1, text, author, version: 0, deleted: false };
    comments.push(one);
    return one;
  };
  const BASE = '/bb/rest/api/1.0/projects/NET/repos/infra/pull-requests/7';
  const shown = ({ id, text, author, version }: ReturnType<typeof add>) => ({
    id,
    text,
    version,
    author: { name: author },
  });
  const change = (method: string, id: number, text: string | undefined, version: number): Answer => {
    const one = comments.find((each) => each.id === id && !each.deleted);
    if (!one) return { status: 404, body: { errors: [] } };
    if (method === 'GET') return { status: 200, body: shown(one) };
    if (version !== one.version) return { status: 409, body: { errors: [] } };
    if (method === 'PUT') Object.assign(one, { text: text ?? '', version: one.version + 1 });
    else one.deleted = true;
    return method === 'PUT' ? { status: 200, body: shown(one) } : { status: 204 };
  };
  const respond = ({ method, path, query, body }: Seen): Answer => {
    if (!path.startsWith(BASE)) return { status: 404, body: { errors: [] } };
    if (path === `${BASE}/activities`) {
      const [start, limit] = [Number(query.get('start')), Number(query.get('limit'))];
      const all = comments
        .filter(({ deleted }) => !deleted)
        .toReversed()
        .map((each) => ({ action: 'COMMENTED', commentAction: 'ADDED', comment: shown(each) }));
      const isLastPage = all.length <= start + limit;
      const values = all.slice(start, start + limit);
      return { status: 200, body: { values, isLastPage, nextPageStart: isLastPage ? null : start + limit } };
    }
    const given = body as { text?: string; version?: number } | undefined;
    if (method === 'POST') return { status: 201, body: shown(add(given?.text ?? '')) };
    const id = Number(/\/comments\/(\d+)$/.exec(path)?.[1]);
    return change(method, id, given?.text, Number(given?.version ?? query.get('version')));
  };
  const work = (seen: Seen): Answer =>
    seen.headers.authorization === 'Bearer ours'
      ? { ...respond(seen), headers: { 'x-ausername': 'cost-bot' } }
      : { status: 401, body: { errors: [] } };
  const { loopback, fail } = await withFaults(work);
  return {
    ...loopback,
    fail,
    add: (body: string, author = 'someone') => void add(body, author),
    bodies: () => comments.flatMap(({ text, deleted }) => (deleted ? [] : [text])),
    client: ({ token = 'ours', repository = 'infra' } = {}) =>
      bitbucketServerComments({
        token,
        repository: `NET/${repository}`,
        number: 7,
        url: `${loopback.url}/bb/`,
        pageSize: 10,
        patience: PATIENCE,
      }),
  };
}
