import { counted } from '../../report/words.ts';

/** So many cost lines are unknown; undefined where none is. */
export const unknownLines = (lines: number): string | undefined =>
  lines === 0 ? undefined : `${counted(lines, 'cost line is', 'cost lines are')} unknown`;
