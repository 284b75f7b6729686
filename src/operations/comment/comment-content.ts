import { TollgateError } from '../../core/errors.ts';
import { type CommentOptions, diffComment } from '../../report/comment/diff-comment.ts';
import type { DiffDocument } from '../../report/diff-document.ts';
import { viewDiff } from '../../report/views/diff.ts';
import { documentOf } from '../inputs/load-network.ts';

/** The diff as the Markdown of a comment, below the length that its host takes. */
export const commentContent = (diff: DiffDocument, options: Omit<CommentOptions, 'footnote'> = {}): string =>
  diffComment(diff, { ...options, footnote: viewDiff(diff).footnote });

/** Reads a saved diff. Throws TG1005 where the file holds something else. */
export async function readSavedDiff(name: string, content: Uint8Array): Promise<DiffDocument> {
  const document = await documentOf({ name, content });
  const { diffDocumentSchema } = await import('../../report/diff-document.ts');
  const parsed = diffDocumentSchema.safeParse(document.value);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new TollgateError('TG1005', `${name} is not a whole diff: ${path || 'the document'} does not fit.`, {
    location: { file: name, path },
    hint: 'Write it with tollgate diff --format json.',
  });
}
