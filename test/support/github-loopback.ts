import { githubComments } from '../../src/comments/github.ts';
import { type Answer, type Seen, startLoopback } from './loopback.ts';

interface Comment {
  readonly id: number;
  readonly node_id: string;
  body: string;
  readonly user: { readonly login: string; readonly type: string };
  minimized: boolean;
}

/** What GitHub does that the emulator does not: failures on order, tokens of workflow runs, GraphQL. */
export async function startFaultyGithub() {
  const comments: Comment[] = [];
  const faults: {
    readonly matches: (seen: Seen) => boolean;
    readonly answer: Answer;
    readonly afterWork: boolean;
    times: number;
  }[] = [];
  /** A workflow run's token may not ask who it is over REST. */
  const mode = {
    restUser: true,
    viewer: 'github-actions[bot]',
    author: { login: 'cost-bot', type: 'User' },
    lineEnds: '\n',
  };
  const add = (body: string, user = mode.author): Comment => {
    const id = comments.length + 1;
    const comment = { id, node_id: `IC_${id}`, body, user, minimized: false };
    comments.push(comment);
    return comment;
  };
  const shown = (each: Comment) => ({
    ...each,
    body: each.body.replaceAll('\n', mode.lineEnds),
    html_url: `https://github.example/net/infra/pull/1#issuecomment-${each.id}`,
  });
  const work = (seen: Seen): Answer => {
    if (seen.path === '/user') {
      return mode.restUser
        ? { status: 200, body: { login: mode.author.login, type: mode.author.type } }
        : { status: 403, body: { message: 'Resource not accessible by integration' } };
    }
    if (seen.path === '/graphql')
      return {
        status: 200,
        body: graphql(seen.body as { query: string; variables?: { ids?: string[]; id?: string } }),
      };
    const id = Number(/comments\/(\d+)$/.exec(seen.path)?.[1]);
    const one = comments.find((each) => each.id === id);
    if (seen.method === 'GET') return { status: 200, body: comments.map(shown) };
    const { body } = (seen.body ?? {}) as { body?: string };
    if (seen.method === 'POST') return { status: 201, body: shown(add(body ?? '')) };
    if (!one) return { status: 404, body: { message: 'Not Found' } };
    if (seen.method === 'PATCH') one.body = body ?? '';
    else comments.splice(comments.indexOf(one), 1);
    return seen.method === 'PATCH' ? { status: 200, body: shown(one) } : { status: 204 };
  };
  const graphql = ({ query, variables = {} }: { query: string; variables?: { ids?: string[]; id?: string } }) => {
    if (query.includes('viewer')) return { data: { viewer: { login: mode.viewer } } };
    if (query.includes('nodes')) {
      return {
        data: {
          nodes: variables.ids?.map((id) => ({
            id,
            isMinimized: comments.find((each) => each.node_id === id)?.minimized,
          })),
        },
      };
    }
    const comment = comments.find((each) => each.node_id === variables.id);
    if (!comment) return { errors: [{ type: 'NOT_FOUND', message: 'no such node' }] };
    comment.minimized = true;
    return { data: { minimizeComment: { minimizedComment: { isMinimized: true } } } };
  };
  const loopback = await startLoopback((seen) => {
    const fault = faults.find((each) => each.times > 0 && each.matches(seen));
    if (!fault) return work(seen);
    fault.times -= 1;
    if (fault.afterWork) work(seen);
    return fault.answer;
  });
  return {
    ...loopback,
    comments,
    mode,
    add,
    /** Answers the next `times` matching requests so; with `afterWork` the work is done and only the answer is lost. */
    fail: (method: string, path: RegExp, answer: Answer, more: { times?: number; afterWork?: boolean } = {}) =>
      faults.push({
        matches: (seen) => seen.method === method && path.test(seen.path),
        answer,
        times: more.times ?? 1,
        afterWork: more.afterWork === true,
      }),
    client: (patience = { retries: 4, firstWaitMs: 1, longestWaitMs: 3000 }) =>
      githubComments({
        token: 'secret-token-canary',
        owner: 'net',
        repo: 'infra',
        number: 1,
        apiUrl: loopback.url,
        patience,
      }),
  };
}
