import { type CommentOptions, diffComment } from '../../report/comment/diff-comment.ts';
import type { DiffDocument } from '../../report/diff-document.ts';
import { viewDiff } from '../../report/views/diff.ts';

/** The diff as the Markdown of a comment, below the length that its host takes. */
export const commentContent = (diff: DiffDocument, options: Omit<CommentOptions, 'footnote'> = {}): string =>
  diffComment(diff, { ...options, footnote: viewDiff(diff).footnote });
