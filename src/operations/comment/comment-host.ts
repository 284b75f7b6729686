import type { CommentHostKind } from '../../report/comment/host-limits.ts';

/** A comment of the token's own identity on a pull or merge request. */
export interface PostedComment {
  readonly id: string;
  readonly body: string;
  /** Where people see it; undefined where the host does not tell. */
  readonly url: string | undefined;
}

/**
 * Port: the comments of one pull request. Only comments by the token's own identity are seen, so nothing else is ever touched.
 * Every method retries what may pass; `create` never posts twice. Throws TG5010 to TG5016.
 */
export interface CommentHost {
  readonly kind: CommentHostKind;
  /** Oldest first. */
  own(): Promise<readonly PostedComment[]>;
  create(body: string): Promise<PostedComment>;
  /** Undefined where the comment is gone. */
  update(id: string, body: string): Promise<PostedComment | undefined>;
  /** A comment that is gone already is no error. */
  remove(id: string): Promise<void>;
  /** Folds comments away as outdated; undefined where the host knows no such thing. Gives how many were still visible. */
  readonly hide?: ((comments: readonly PostedComment[]) => Promise<number>) | undefined;
}

/** The pull or merge request to comment on. */
export interface CommentTarget {
  readonly host: CommentHost['kind'];
  /** `OWNER/NAME` on GitHub; the path or number of the project on GitLab; the address of the repository on Azure Repos; `WORKSPACE/NAME` or `PROJECT/NAME` on Bitbucket. */
  readonly repository: string;
  /** Number of the request; absent where a commit is commented. */
  readonly number?: number | undefined;
  readonly commit?: string | undefined;
  /** Token of a flag; it wins over the environment. */
  readonly token?: string | undefined;
  /** API address of GitHub, or address of the GitLab or Bitbucket server; absent = as the environment says, else the public one. */
  readonly url?: string | undefined;
}

/** What the run of a pipeline tells about itself. */
export interface CommentDefaults
  extends Readonly<
    Record<CommentHostKind, { readonly repository: string | undefined; readonly number: string | undefined }>
  > {
  /** File of the job summary: where a report goes that may not be posted. */
  readonly jobSummary: string | undefined;
}
