import { z } from 'zod';
import { TollgateError } from '../core/errors.ts';
import type { CommentHost, PostedComment } from '../operations/comment/comment-host.ts';
import { PATIENCE, type Patience } from './attempts.ts';
import { authorizationOf, restClient } from './rest-client.ts';
import { RestFailure } from './rest-failure.ts';
import { restHost } from './rest-host.ts';

export interface BitbucketServerOptions {
  /** An HTTP access token, or `USER:PASSWORD`. */
  readonly token: string;
  /** `PROJECT/REPOSITORY`. */
  readonly repository: string;
  readonly number: number;
  /** Address of the server, with its path. */
  readonly url: string;
  readonly pageSize?: number | undefined;
  readonly patience?: Patience | undefined;
}

const commentSchema = z.looseObject({
  id: z.number(),
  version: z.number(),
  text: z.string().nullish(),
  author: z.looseObject({ name: z.string() }).optional(),
});
type Comment = z.output<typeof commentSchema>;
const pageSchema = z.looseObject({
  values: z.array(
    z.looseObject({ action: z.string(), comment: commentSchema.optional(), commentAnchor: z.unknown().optional() }),
  ),
  isLastPage: z.boolean(),
  nextPageStart: z.number().nullish(),
});

const MOST_PAGES = 500;

/** Comments of a pull request on Bitbucket Data Center. Source: its REST API 1.0, read 2026-11-30. */
export function bitbucketServerComments(options: BitbucketServerOptions): CommentHost {
  const { number, pageSize = 100, patience = PATIENCE } = options;
  const [project = '', repository = '', ...rest] = options.repository.split('/');
  if (project === '' || repository === '' || rest.length > 0) {
    throw new TollgateError('TG1012', 'The repository is not of the form PROJECT/REPOSITORY.');
  }
  const server = options.url.replace(/\/+$/, '');
  const path = `projects/${encodeURIComponent(project)}/repos/${encodeURIComponent(repository)}/pull-requests/${number}`;
  const api = `${server}/rest/api/1.0/${path}`;
  const request = restClient(authorizationOf(options.token));
  const posted = ({ id, text }: Comment): PostedComment => ({
    id: String(id),
    body: text ?? '',
    url: `${server}/${path}/overview?commentId=${id}`,
  });
  /** An edit names the version it is of; one that somebody else made meanwhile is read and edited again. */
  const atVersion = async <T>(id: string, work: (version: number) => Promise<T>): Promise<T> => {
    const version = async (): Promise<number> =>
      commentSchema.parse((await request('GET', `${api}/comments/${id}`)).body).version;
    try {
      return await work(await version());
    } catch (error) {
      if (!(error instanceof RestFailure) || error.status !== 409) throw error;
      return work(await version());
    }
  };
  return restHost(
    {
      kind: 'bitbucket',
      name: 'Bitbucket',
      own: async () => {
        const all: Comment[] = [];
        let user: string | null = null;
        let start: number | undefined = 0;
        for (let page = 0; start !== undefined && page < MOST_PAGES; page++) {
          const { body, headers } = await request('GET', `${api}/activities?limit=${pageSize}&start=${start}`);
          // The server names the user of the token on every answer.
          user = headers.get('x-ausername');
          const read: z.output<typeof pageSchema> = pageSchema.parse(body);
          for (const { action, comment, commentAnchor } of read.values) {
            if (action === 'COMMENTED' && comment && commentAnchor === undefined) all.push(comment);
          }
          start = read.isLastPage ? undefined : (read.nextPageStart ?? undefined);
        }
        const name = user === null ? undefined : decodeURIComponent(user);
        // Activities come newest first; an edited comment comes once for each edit.
        const byId = new Map(all.toReversed().map((each) => [each.id, each]));
        return [...byId.values()].filter(({ author }) => author?.name === name).map(posted);
      },
      create: async (text) => posted(commentSchema.parse((await request('POST', `${api}/comments`, { text })).body)),
      update: (id, text) =>
        atVersion(id, async (version) =>
          posted(commentSchema.parse((await request('PUT', `${api}/comments/${id}`, { text, version })).body)),
        ),
      remove: (id) =>
        atVersion(id, async (version) => {
          await request('DELETE', `${api}/comments/${id}?version=${version}`);
        }),
    },
    patience,
  );
}
