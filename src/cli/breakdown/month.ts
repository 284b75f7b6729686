import { InvalidArgumentError } from '@commander-js/extra-typings';

/** A month: YYYY-MM. */
export function month(text: string): string {
  if (/^\d{4}-(?:0[1-9]|1[0-2])$/.test(text)) return text;
  throw new InvalidArgumentError('Give a month such as 2026-11.');
}
