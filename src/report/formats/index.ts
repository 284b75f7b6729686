import type { View } from '../view.ts';

/** How a view is drawn; every format reads what concerns it. */
export interface FormatOptions {
  /** Width of the terminal in characters; absent = as wide as the text. */
  readonly width?: number | undefined;
  /** ANSI colour: on a terminal only. */
  readonly colour?: boolean | undefined;
  /** Show every finding; else repeats of one code are counted after the first few. */
  readonly all?: boolean | undefined;
}

/** Draws any view as text. Hostile names come out as themselves and as nothing else. */
export type ViewFormat = (view: View, options: FormatOptions) => string;

/** Every format of a view, by file name. */
export const VIEW_FORMATS = ['table', 'markdown', 'csv', 'html'] as const;
export type ViewFormatName = (typeof VIEW_FORMATS)[number];

/** Loads the one format that is asked for. */
const FORMATS: Readonly<Record<ViewFormatName, () => Promise<ViewFormat>>> = {
  table: async () => (await import('./table.ts')).table,
  markdown: async () => (await import('./markdown.ts')).markdown,
  csv: async () => (await import('./csv.ts')).csv,
  html: async () => (await import('./html.ts')).html,
};

/** Draws a view in the named format. */
export async function drawView(format: ViewFormatName, view: View, options: FormatOptions = {}): Promise<string> {
  const draw = await FORMATS[format]();
  return draw(view, options);
}
