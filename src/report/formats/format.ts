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
