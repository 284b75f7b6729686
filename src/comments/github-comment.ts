import type { PostedComment } from '../analysis/comment/comment-host.ts';

/** A comment with the name GraphQL knows it by. */
export interface GithubComment extends PostedComment {
  readonly nodeId: string;
}
