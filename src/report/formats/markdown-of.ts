import { diffComment } from '../comment/diff-comment.ts';
import type { DiffDocument } from '../diff-document.ts';
import type { FormatOptions, Rendering } from './format.ts';
import { markdown } from './markdown.ts';

/** A document as Markdown; a diff is the body of a comment, which is never longer than one may be. */
export async function markdownOf({ kind, document, view, origin }: Rendering, options: FormatOptions): Promise<string> {
  if (kind !== 'diff') return markdown(await view(), options);
  const { footnote } = await view();
  return diffComment(document as DiffDocument, { title: options.title, runUrl: (await origin?.())?.runUrl, footnote });
}
