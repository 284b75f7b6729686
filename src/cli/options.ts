import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { VIEW_FORMATS } from '../report/formats/index.ts';

/** `--out-file`, the same for every command that has a result. */
export const outFileOption = new Option('--out-file <file>', 'write the result to a file instead of standard output');

/** Formats of a document that people read: every view format, and the document itself. */
export const DOCUMENT_FORMATS = [...VIEW_FORMATS, 'json'] as const;

/** `--format` with the formats a command offers. Absent = told by the ending of `--out-file`, else `table`. */
export const formatOption = <const F extends readonly string[]>(formats: F) =>
  new Option('--format <format>', 'form of the result (default: by the ending of --out-file, else table)').choices(
    formats,
  );

/** Collects an option that may be given several times. */
export const repeated = (value: string, before: readonly string[] | undefined): string[] => [...(before ?? []), value];

/** A whole number of one or more. */
export function count(value: string): number {
  const number = Number(value);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('Give a whole number of one or more.');
}
