import { Octokit } from '@octokit/rest';
import { TollgateError } from '../core/errors.ts';
import type { CommentHost, PostedComment } from '../operations/comment/comment-host.ts';
import { sameBody } from '../operations/comment/marker.ts';
import { attempts, PATIENCE, type Patience } from './attempts.ts';
import type { GithubComment } from './github-comment.ts';
import { failureOf } from './github-failure.ts';
import { hideOutdated } from './github-hide.ts';
import { identityOf, wroteIt } from './github-identity.ts';
import { toError } from './to-error.ts';

export interface GithubOptions {
  readonly token: string;
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
  /** REST address: https://api.github.com, or https://HOST/api/v3 of an Enterprise server. */
  readonly apiUrl?: string | undefined;
  readonly pageSize?: number | undefined;
  readonly patience?: Patience | undefined;
}

/** Longest wait for one answer, in milliseconds. */
const TIMEOUT_MS = 30_000;

const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Comments of a pull request on GitHub or GitHub Enterprise, through the official client. */
export function githubComments(options: GithubOptions): CommentHost {
  const { owner, repo, number, pageSize = 100, patience = PATIENCE } = options;
  const octokit = new Octokit({
    auth: options.token,
    ...(options.apiUrl !== undefined && { baseUrl: options.apiUrl.replace(/\/+$/, '') }),
    userAgent: 'tollgate',
    log: SILENT,
    request: {
      fetch: (url: string, init: RequestInit) => fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }),
    },
  });
  const tell = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw toError(failureOf(error), 'GitHub');
    }
  };
  const patient = <T>(request: () => Promise<T>, adopt?: () => Promise<T | undefined>): Promise<T> =>
    attempts(request, failureOf, patience, adopt);
  let identity: ReturnType<typeof identityOf> | undefined;
  let seen: ReadonlySet<string> | undefined;
  const own = async (): Promise<readonly PostedComment[]> => {
    identity ??= patient(() => identityOf(octokit));
    const who = await identity;
    const all = await patient(() =>
      octokit.paginate(octokit.rest.issues.listComments, { owner, repo, issue_number: number, per_page: pageSize }),
    );
    const mine = all.filter((each) => wroteIt(who, each.user)).map(posted);
    seen ??= new Set(mine.map((each) => each.id));
    return mine;
  };
  /** What a lost answer may have created: a comment of that text which was not there before. */
  const adopt = (body: string) => async () =>
    (await own()).findLast((each) => sameBody(each.body, body) && !seen?.has(each.id));
  return {
    kind: 'github',
    own: () => tell(own()),
    create: async (body) => {
      if (!seen) await tell(own());
      const request = () => octokit.rest.issues.createComment({ owner, repo, issue_number: number, body });
      return tell(patient(async () => posted((await request()).data), adopt(body)));
    },
    update: (id, body) =>
      tell(
        goneAsUndefined(
          patient(async () =>
            posted((await octokit.rest.issues.updateComment({ owner, repo, comment_id: Number(id), body })).data),
          ),
        ),
      ),
    remove: async (id) => {
      await tell(
        goneAsUndefined(patient(() => octokit.rest.issues.deleteComment({ owner, repo, comment_id: Number(id) }))),
      );
    },
    hide: async (comments) => {
      try {
        return await patient(() => hideOutdated(octokit, comments));
      } catch (error) {
        // A server without GraphQL answers 404: the request itself was found a moment ago.
        if (failureOf(error).status !== 404) throw toError(failureOf(error), 'GitHub');
        throw new TollgateError('TG5018', 'This GitHub server has no GraphQL API, which alone can hide comments.', {
          hint: 'The new comment is posted and the earlier ones still show. Use --behavior update or delete-and-new.',
        });
      }
    },
  };
}

interface RawComment {
  readonly id: number;
  readonly node_id: string;
  readonly body?: string | undefined;
  readonly html_url: string;
}

const posted = ({ id, node_id, body, html_url }: RawComment): GithubComment => ({
  id: String(id),
  nodeId: node_id,
  body: body ?? '',
  url: html_url,
});

/** A comment that somebody removed meanwhile answers 404. */
async function goneAsUndefined<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (failureOf(error).status === 404) return undefined;
    throw error;
  }
}
