import { z } from 'zod';
import { TollgateError } from '../core/errors.ts';
import type { CommentHost, PostedComment } from '../operations/comment/comment-host.ts';
import { PATIENCE, type Patience } from './attempts.ts';
import { restClient } from './rest-client.ts';
import { restHost } from './rest-host.ts';

export interface AzureReposOptions {
  /** Token of the pipeline (`System.AccessToken`), or a personal access token. */
  readonly token: string;
  /** `https://dev.azure.com/ORG/PROJECT/_git/REPO`, or the same on a server of one's own. */
  readonly repoUrl: string;
  readonly number: number;
  readonly patience?: Patience | undefined;
}

/** A version that Azure DevOps Services and Server 2020 onwards know. */
const VERSION = 'api-version=6.0';
/** A thread that asks for nothing: it does not hold up the completion of a pull request. */
const CLOSED = 4;

const commentSchema = z.looseObject({
  id: z.number(),
  content: z.string().nullish(),
  isDeleted: z.boolean().optional(),
  author: z.looseObject({ id: z.string() }).optional(),
});
const threadSchema = z.looseObject({
  id: z.number(),
  isDeleted: z.boolean().optional(),
  comments: z.array(commentSchema).nullish(),
});
const threadsSchema = z.looseObject({ value: z.array(threadSchema) });
const connectionSchema = z.looseObject({ authenticatedUser: z.looseObject({ id: z.string() }) });

/** Threads of a pull request on Azure Repos. Source: Azure DevOps REST API, Git / Pull Request Threads, read 2026-11-30. */
export function azureReposComments({ token, repoUrl, number, patience = PATIENCE }: AzureReposOptions): CommentHost {
  const { collection, api, page } = addressesOf(repoUrl);
  const request = restClient(authorizationOf(token));
  const threads = `${api}/pullRequests/${number}/threads`;
  const at = (id: string): string => {
    const [thread, comment] = id.split('/');
    return `${threads}/${thread}/comments/${comment}?${VERSION}`;
  };
  const posted = (thread: number, comment: z.output<typeof commentSchema>): PostedComment => ({
    id: `${thread}/${comment.id}`,
    body: comment.content ?? '',
    url: `${page}/pullrequest/${number}?discussionId=${thread}`,
  });
  let identity: string | undefined;
  return restHost(
    {
      kind: 'azure-repos',
      name: 'Azure Repos',
      own: async () => {
        identity ??= connectionSchema.parse((await request('GET', `${collection}/_apis/connectionData`)).body)
          .authenticatedUser.id;
        const { value } = threadsSchema.parse((await request('GET', `${threads}?${VERSION}`)).body);
        return value.flatMap(({ id, isDeleted, comments }) => {
          const [first] = comments ?? [];
          const isOwn = first && !isDeleted && first.isDeleted !== true && first.author?.id === identity;
          return isOwn ? [posted(id, first)] : [];
        });
      },
      create: async (content) => {
        const comments = [{ parentCommentId: 0, content, commentType: 1 }];
        const { body } = await request('POST', `${threads}?${VERSION}`, { comments, status: CLOSED });
        const thread = threadSchema.parse(body);
        return posted(thread.id, commentSchema.parse(thread.comments?.[0]));
      },
      update: async (id, content) => {
        const { body } = await request('PATCH', at(id), { content });
        return posted(Number(id.split('/')[0]), commentSchema.parse(body));
      },
      remove: async (id) => {
        await request('DELETE', at(id));
      },
    },
    patience,
  );
}

/** A token of a pipeline is a JSON Web Token; a personal one is the password of Basic without a user. */
const authorizationOf = (token: string): string =>
  /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(token)
    ? `Bearer ${token}`
    : `Basic ${Buffer.from(`:${token}`).toString('base64')}`;

/** The addresses that a repository's own tells. Throws TG1012 for one of another form. */
function addressesOf(repoUrl: string): { readonly collection: string; readonly api: string; readonly page: string } {
  const url = URL.canParse(repoUrl) ? new URL(repoUrl) : undefined;
  const [, before = '', repository] = /^(.*)\/_git\/([^/]+)\/*$/.exec(url?.pathname ?? '') ?? [];
  if (!url || !/^https?:$/.test(url.protocol) || repository === undefined) {
    throw new TollgateError('TG1012', 'The --repo-url is no address of a repository on Azure Repos.', {
      hint: 'Give https://dev.azure.com/ORG/PROJECT/_git/REPO.',
    });
  }
  // A user in the address would be sent beside the token.
  const root = `${url.origin}${before}`;
  // A project whose repository has its own name may be left out: /ORG/_git/REPO.
  const collection = root.slice(0, root.lastIndexOf('/'));
  const isShort = before.split('/').length === 2 && url.hostname === 'dev.azure.com';
  const api = isShort ? `${root}/${repository}` : root;
  return {
    collection: isShort ? root : collection,
    api: `${api}/_apis/git/repositories/${repository}`,
    page: `${root}/_git/${repository}`,
  };
}
