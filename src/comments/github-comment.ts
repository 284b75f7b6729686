import type { PostedComment } from '../operations/comment/comment-host.ts';

/** A comment with the name GraphQL knows it by. */
export interface GithubComment extends PostedComment {
  readonly nodeId: string;
}
