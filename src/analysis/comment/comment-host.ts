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
  readonly kind: 'github' | 'gitlab';
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
export type CommentTarget =
  | { readonly host: 'github'; readonly repository: string; readonly number: number; readonly url?: string | undefined }
  | {
      readonly host: 'gitlab';
      readonly repository: string;
      readonly number: number;
      readonly url?: string | undefined;
    };
