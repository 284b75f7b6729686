import { z } from 'zod';
import type { CommentHost, PostedComment } from '../operations/comment/comment-host.ts';
import { markerOf } from '../operations/comment/marker.ts';
import { PATIENCE, type Patience } from './attempts.ts';
import { authorizationOf, restClient } from './rest-client.ts';
import { RestFailure } from './rest-failure.ts';
import { restHost } from './rest-host.ts';

export interface BitbucketCloudOptions {
  /** An access token, or `USER:APP-PASSWORD`. */
  readonly token: string;
  /** `WORKSPACE/REPOSITORY`. */
  readonly repository: string;
  /** Number of the pull request, or a commit. */
  readonly target: { readonly number: number } | { readonly commit: string };
  /** API address: https://api.bitbucket.org unless given. */
  readonly apiUrl?: string | undefined;
  readonly patience?: Patience | undefined;
}

const commentSchema = z.looseObject({
  id: z.number(),
  deleted: z.boolean().optional(),
  inline: z.unknown().optional(),
  content: z.looseObject({ raw: z.string().nullish() }).nullish(),
  user: z.looseObject({ uuid: z.string().optional() }).nullish(),
  links: z.looseObject({ html: z.looseObject({ href: z.string() }).optional() }).nullish(),
});
type Comment = z.output<typeof commentSchema>;
const pageSchema = z.looseObject({ values: z.array(commentSchema), next: z.string().optional() });
const userSchema = z.looseObject({ uuid: z.string() });

/** Pages that are read before a host is taken to be lost: 100 comments each. */
const MOST_PAGES = 200;

/** Comments of a pull request or a commit on Bitbucket Cloud. Source: its REST API 2.0, read 2026-11-30. */
export function bitbucketCloudComments(options: BitbucketCloudOptions): CommentHost {
  const { token, repository, target, patience = PATIENCE } = options;
  const api = (options.apiUrl ?? 'https://api.bitbucket.org').replace(/\/+$/, '');
  const request = restClient(authorizationOf(token));
  const place = 'commit' in target ? `commit/${encodeURIComponent(target.commit)}` : `pullrequests/${target.number}`;
  const comments = `${api}/2.0/repositories/${repository.split('/').map(encodeURIComponent).join('/')}/${place}/comments`;
  const posted = ({ id, content, links }: Comment): PostedComment => ({
    id: String(id),
    body: content?.raw ?? '',
    url: links?.html?.href,
  });
  let identity: Promise<string | undefined> | undefined;
  return restHost(
    {
      kind: 'bitbucket',
      name: 'Bitbucket',
      own: async () => {
        identity ??= identityOf(() => request('GET', `${api}/2.0/user`));
        const who = await identity.catch((error: unknown) => {
          identity = undefined;
          throw error;
        });
        const all: Comment[] = [];
        let next: string | undefined = `${comments}?pagelen=100&sort=created_on`;
        for (let page = 0; next !== undefined && page < MOST_PAGES; page++) {
          const read = pageSchema.parse((await request('GET', next)).body);
          all.push(...read.values);
          // The token goes to no other host than its own.
          next = read.next !== undefined && new URL(read.next).origin === new URL(api).origin ? read.next : undefined;
        }
        return all
          .filter(({ deleted, inline }) => deleted !== true && inline === undefined)
          .filter((each) => (who === undefined ? markerOf(each.content?.raw ?? '') : each.user?.uuid === who))
          .map(posted);
      },
      create: async (raw) => posted(commentSchema.parse((await request('POST', comments, { content: { raw } })).body)),
      update: async (id, raw) =>
        posted(commentSchema.parse((await request('PUT', `${comments}/${id}`, { content: { raw } })).body)),
      remove: async (id) => {
        await request('DELETE', `${comments}/${id}`);
      },
    },
    patience,
  );
}

/** The token's user. A token of a repository may not ask for it: then the marker alone tells its comments, and Bitbucket lets nobody edit another's. */
async function identityOf(ask: () => Promise<{ readonly body: unknown }>): Promise<string | undefined> {
  try {
    return userSchema.parse((await ask()).body).uuid;
  } catch (error) {
    if (error instanceof RestFailure && error.status === 403) return undefined;
    throw error;
  }
}
