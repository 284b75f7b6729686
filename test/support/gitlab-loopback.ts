import { gitlabComments } from '../../src/comments/gitlab.ts';
import { type Answer, type Seen, startLoopback } from './loopback.ts';

interface Note {
  readonly id: number;
  body: string;
  readonly author: { readonly id: number };
  readonly system: boolean;
}

/** GitLab's notes of one merge request (`group/infra` !7) and its user, with pages by header as GitLab sends them. */
export async function startGitlab() {
  const notes: Note[] = [];
  const faults: { readonly method: string; readonly answer: Answer; readonly afterWork: boolean; times: number }[] = [];
  const NOTES = '/api/v4/projects/group%2Finfra/merge_requests/7/notes';
  let next = 1;
  const add = (body: string, author = 42, system = false): Note => {
    const note = { id: next++, body, author: { id: author }, system };
    notes.push(note);
    return note;
  };
  const page = ({ query }: Seen): Answer => {
    const size = Number(query.get('per_page') ?? 20);
    const at = Number(query.get('page') ?? 1);
    const more = notes.length > size * at;
    const link = `<${loopback.url}${NOTES}?per_page=${size}&page=${at + 1}&sort=asc&order_by=created_at>; rel="next"`;
    return {
      status: 200,
      body: notes.slice(size * (at - 1), size * at),
      headers: more ? { link, 'x-next-page': String(at + 1) } : {},
    };
  };
  const work = (seen: Seen): Answer => {
    if (seen.headers['private-token'] !== 'ours') return { status: 401, body: { message: '401 Unauthorized' } };
    if (seen.path === '/api/v4/user') return { status: 200, body: { id: 42, username: 'cost-bot' } };
    if (!seen.path.startsWith(NOTES)) return { status: 404, body: { message: '404 Project Not Found' } };
    const id = Number(seen.path.slice(NOTES.length + 1));
    const one = notes.find((each) => each.id === id);
    const body = (seen.body as { body?: string } | undefined)?.body ?? '';
    if (seen.method === 'GET') return page(seen);
    if (seen.method === 'POST') return { status: 201, body: add(body) };
    if (!one) return { status: 404, body: { message: '404 Not found' } };
    if (seen.method === 'PUT') one.body = body;
    else notes.splice(notes.indexOf(one), 1);
    return seen.method === 'PUT' ? { status: 200, body: one } : { status: 204 };
  };
  const loopback = await startLoopback((seen) => {
    const fault = faults.find((each) => each.times > 0 && each.method === seen.method);
    if (!fault) return work(seen);
    fault.times -= 1;
    if (fault.afterWork) work(seen);
    return fault.answer;
  });
  return {
    ...loopback,
    notes,
    add,
    fail: (method: string, answer: Answer, more: { times?: number; afterWork?: boolean } = {}) =>
      faults.push({ method, answer, times: more.times ?? 1, afterWork: more.afterWork === true }),
    client: (more: Partial<Parameters<typeof gitlabComments>[0]> = {}) =>
      gitlabComments({
        token: 'ours',
        project: 'group/infra',
        number: 7,
        url: loopback.url,
        patience: { retries: 4, firstWaitMs: 1, longestWaitMs: 3000 },
        ...more,
      }),
  };
}
