import { diffComment } from '../comment/diff-comment.ts';
import { type CommentHostKind, HOST_COMMENTS } from '../comment/host-limits.ts';
import type { DiffDocument } from '../diff-document.ts';
import type { FormatOptions, Rendering } from './format.ts';

/** A diff as the body of a comment on one host: as long as that takes, folded where it folds. */
export const hostComment =
  (host: CommentHostKind) =>
  async ({ document, view, origin }: Rendering, { title }: FormatOptions): Promise<string> =>
    diffComment(document as DiffDocument, {
      ...HOST_COMMENTS[host],
      title,
      runUrl: (await origin?.())?.runUrl,
      footnote: (await view()).footnote,
    });
