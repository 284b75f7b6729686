import { markdownText } from '../formats/markdown-text.ts';
import { visible } from '../formats/visible.ts';

/** A name that reads the same as code whatever stands around it: no backtick, no table border, no escape. */
const PLAIN = /^[^`|\\\s](?:[^`|\\\n]*[^`|\\\s])?$/;

/** A name set as code: backticks where they hold, else the element, whose text is escaped. Nothing in it can become markup. */
export function code(name: string): string {
  const shown = visible(name);
  return PLAIN.test(shown) ? `\`${shown}\`` : `<code>${markdownText(shown)}</code>`;
}
