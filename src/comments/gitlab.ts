import { MergeRequestNotes, Users } from '@gitbeaker/rest';
import type { CommentHost, PostedComment } from '../operations/comment/comment-host.ts';
import { sameBody } from '../operations/comment/marker.ts';
import { attempts, PATIENCE, type Patience } from './attempts.ts';
import { gitlabFailureOf } from './gitlab-failure.ts';
import { plainRequests } from './gitlab-requests.ts';
import { toError } from './to-error.ts';

export interface GitlabOptions {
  readonly token: string;
  /** `group/project`, or the number of the project. */
  readonly project: string;
  readonly number: number;
  /** Address of the server: https://gitlab.com, or a self-hosted one, with its path. */
  readonly url?: string | undefined;
  readonly pageSize?: number | undefined;
  readonly patience?: Patience | undefined;
}

/** Notes of a merge request on GitLab, through the official client. GitLab cannot hide notes. */
export function gitlabComments(options: GitlabOptions): CommentHost {
  const { project, number, pageSize = 100, patience = PATIENCE } = options;
  const client = {
    host: (options.url ?? 'https://gitlab.com').replace(/\/+$/, ''),
    token: options.token,
    requesterFn: plainRequests,
  };
  const notes = new MergeRequestNotes(client);
  const users = new Users(client);
  const tell = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw toError(gitlabFailureOf(error), 'GitLab');
    }
  };
  const patient = <T>(request: () => Promise<T>, adopt?: () => Promise<T | undefined>): Promise<T> =>
    attempts(request, gitlabFailureOf, patience, adopt);
  const note = ({ id, body }: { id: number; body: string }): PostedComment => ({
    id: String(id),
    body,
    url: /^\d+$/.test(project) ? undefined : `${client.host}/${project}/-/merge_requests/${number}#note_${id}`,
  });
  let identity: Promise<number> | undefined;
  let seen: ReadonlySet<string> | undefined;
  const own = async (): Promise<readonly PostedComment[]> => {
    identity ??= patient(async () => (await users.showCurrentUser()).id);
    const who = await identity;
    const all = await patient(() =>
      notes.all(project, number, { perPage: pageSize, sort: 'asc', orderBy: 'created_at' }),
    );
    const mine = all.filter((each) => !each.system && each.author.id === who).map(note);
    seen ??= new Set(mine.map((each) => each.id));
    return mine;
  };
  /** What a lost answer may have created: a note of that text which was not there before. */
  const adopt = (body: string) => async () =>
    (await own()).findLast((each) => sameBody(each.body, body) && !seen?.has(each.id));
  return {
    kind: 'gitlab',
    own: () => tell(own()),
    create: async (body) => {
      if (!seen) await tell(own());
      return tell(patient(async () => note(await notes.create(project, number, body)), adopt(body)));
    },
    update: (id, body) =>
      tell(goneAsUndefined(patient(async () => note(await notes.edit(project, number, Number(id), { body }))))),
    remove: async (id) => {
      await tell(goneAsUndefined(patient(() => notes.remove(project, number, Number(id)))));
    },
  };
}

/** A note that somebody removed meanwhile answers 404. */
async function goneAsUndefined<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (gitlabFailureOf(error).status === 404) return undefined;
    throw error;
  }
}
