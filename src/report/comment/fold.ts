import { counted } from '../words.ts';

/** Details behind a line of their own: what stands before their rows, the rows, and what stands after. */
export interface FoldedText {
  readonly summary: string;
  readonly before?: readonly string[] | undefined;
  readonly rows: readonly string[];
}

const LEFT_OUT = 60;

/** A fold in at most so many characters: rows that do not fit are left out and counted; undefined where not even the head fits. */
export function drawFold({ summary, before = [], rows }: FoldedText, room: number): string | undefined {
  const open = [`<details><summary>${summary}</summary>`, '', ...before];
  const close = ['', '</details>'];
  let left = room - [...open, ...close].join('\n').length - LEFT_OUT;
  if (left < 0) return undefined;
  const kept: string[] = [];
  for (const row of rows) {
    left -= row.length + 1;
    if (left < 0) break;
    kept.push(row);
  }
  const dropped = rows.length - kept.length;
  const note = dropped === 0 ? [] : ['', `${counted(dropped, 'row')} left out for length; the total counts them.`];
  return [...open, ...kept, ...note, ...close].join('\n');
}
