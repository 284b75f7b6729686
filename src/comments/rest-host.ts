import type { CommentHost, PostedComment } from '../operations/comment/comment-host.ts';
import { sameBody } from '../operations/comment/marker.ts';
import { attempts, type Patience } from './attempts.ts';
import { RestFailure, restFailureOf } from './rest-failure.ts';
import { toError } from './to-error.ts';

/** Requests of one host, each sent once. They throw RestFailure. */
export interface RestComments {
  readonly kind: CommentHost['kind'];
  /** What errors call the host. */
  readonly name: string;
  /** Comments of the token's own identity, oldest first. */
  readonly own: () => Promise<readonly PostedComment[]>;
  readonly create: (body: string) => Promise<PostedComment>;
  readonly update: (id: string, body: string) => Promise<PostedComment>;
  readonly remove: (id: string) => Promise<void>;
}

/** A comment host over plain requests: what may pass is tried again, a lost answer never posts twice, and what is gone is no error. */
export function restHost(requests: RestComments, patience: Patience): CommentHost {
  const patient = async <T>(request: () => Promise<T>, adopt?: () => Promise<T | undefined>): Promise<T> => {
    try {
      return await attempts(request, restFailureOf, patience, adopt);
    } catch (error) {
      if (error instanceof RestFailure && isGone(error)) throw error;
      throw toError(restFailureOf(error), requests.name);
    }
  };
  const told = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw error instanceof RestFailure ? toError(restFailureOf(error), requests.name) : error;
    }
  };
  const orGone = async <T>(work: Promise<T>): Promise<T | undefined> => {
    try {
      return await work;
    } catch (error) {
      if (error instanceof RestFailure && isGone(error)) return undefined;
      throw error;
    }
  };
  let seen: ReadonlySet<string> | undefined;
  const own = async (): Promise<readonly PostedComment[]> => {
    const mine = await patient(requests.own);
    seen ??= new Set(mine.map(({ id }) => id));
    return mine;
  };
  const adopt = (body: string) => async () =>
    (await requests.own()).findLast((each) => sameBody(each.body, body) && !seen?.has(each.id));
  return {
    kind: requests.kind,
    own: () => told(own()),
    create: async (body) => {
      if (!seen) await told(own());
      return told(patient(() => requests.create(body), adopt(body)));
    },
    update: (id, body) => told(orGone(patient(() => requests.update(id, body)))),
    remove: async (id) => {
      await told(orGone(patient(() => requests.remove(id))));
    },
  };
}

const isGone = ({ status }: RestFailure): boolean => status === 404 || status === 410;
