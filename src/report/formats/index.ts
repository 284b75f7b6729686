import type { View } from '../view.ts';
import type { FormatOptions, ViewFormat } from './format.ts';

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
