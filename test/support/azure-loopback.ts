import { azureReposComments } from '../../src/comments/azure-repos.ts';
import { withFaults } from './faulty-loopback.ts';
import type { Answer, Seen } from './loopback.ts';

interface Thread {
  readonly id: number;
  readonly comments: { id: number; content: string; isDeleted: boolean; author: { id: string } }[];
}

const PROJECT = '/org/network';
const THREADS = `${PROJECT}/_apis/git/repositories/infra/pullRequests/7/threads`;

/** Azure Repos with one pull request: threads, and who the token is. */
export async function startAzure() {
  const threads: Thread[] = [];
  const add = (content: string, author = 'me'): Thread => {
    const id = threads.length + 1;
    const thread = { id, comments: [{ id: 1, content, isDeleted: false, author: { id: author } }] };
    threads.push(thread);
    return thread;
  };
  const work = ({ method, path, headers, body }: Seen): Answer => {
    const expected = `Basic ${Buffer.from(':ours').toString('base64')}`;
    // Azure DevOps answers a token it does not take with the page of its sign-in.
    if (headers.authorization !== expected) return { status: 203, body: 'sign in' };
    if (path === '/org/_apis/connectionData') return { status: 200, body: { authenticatedUser: { id: 'me' } } };
    if (!path.startsWith(THREADS)) return { status: 404, body: { message: 'not found' } };
    const [, thread, , comment] = /^\/(\d+)(\/comments\/(\d+))$/.exec(path.slice(THREADS.length)) ?? [];
    const given = body as { content?: string; comments?: { content: string }[] } | undefined;
    if (method === 'GET') return { status: 200, body: { value: threads, count: threads.length } };
    if (method === 'POST') return { status: 200, body: add(given?.comments?.[0]?.content ?? '') };
    const one = threads.find(({ id }) => id === Number(thread))?.comments.find(({ id }) => id === Number(comment));
    if (!one || one.isDeleted) return { status: 404, body: { message: 'not found' } };
    if (method === 'PATCH') one.content = given?.content ?? '';
    else one.isDeleted = true;
    return method === 'PATCH' ? { status: 200, body: one } : { status: 200 };
  };
  const { loopback, fail } = await withFaults(work);
  return {
    ...loopback,
    fail,
    add: (body: string, author?: string) => void add(body, author),
    bodies: () => threads.flatMap(({ comments }) => comments.flatMap((each) => (each.isDeleted ? [] : [each.content]))),
    client: ({ token = 'ours', repository = 'infra' } = {}) =>
      azureReposComments({
        token,
        repoUrl: `${loopback.url}${PROJECT}/_git/${repository}`,
        number: 7,
        patience: { retries: 4, firstWaitMs: 1, longestWaitMs: 3000 },
      }),
  };
}
