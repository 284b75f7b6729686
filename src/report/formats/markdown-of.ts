import { fitMarkdown } from './fit-markdown.ts';
import type { FormatOptions, Rendering } from './format.ts';
import { markdown } from './markdown.ts';

/** A document as Markdown; a diff is the body of a comment, which is never longer than one may be. */
export const markdownOf = async ({ kind, view }: Rendering, options: FormatOptions): Promise<string> =>
  kind === 'diff' ? fitMarkdown(await view()) : markdown(await view(), options);
