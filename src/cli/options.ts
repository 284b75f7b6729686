import { Option } from '@commander-js/extra-typings';
import { TollgateError } from '../core/errors.ts';
import type { Format } from '../report/formats/format.ts';
import { FORMATS, type FormatName, VIEW_FORMATS } from '../report/formats/index.ts';

/** The path, which every such command needs; checked after the options, so that a misspelt one is named first. Throws TG1012. */
export function requirePath(path: string | undefined): string {
  if (path !== undefined) return path;
  throw new TollgateError('TG1012', 'No --path is given.', {
    hint: 'Give the file to read, for example --path plan.json.',
  });
}

/** `--out-file`, the same for every command that has a result. */
export const outFileOption = new Option(
  '-o, --out-file <file>',
  'write the result to a file instead of standard output',
);

/** Formats of a document that people read: every view format, and the document itself. */
export const DOCUMENT_FORMATS = [...VIEW_FORMATS, 'json'] as const;

/** `--format` with the formats a command offers. */
export const formatOption = <const F extends string>(formats: readonly F[]) =>
  new Option(
    '-f, --format <format>',
    `form of the result (default: as the ending of --out-file says, else ${formats[0]})`,
  ).choices(formats);

/** The format to write: the one asked for, else the one that the ending of the file names, else the first. */
export function formatOf<F extends FormatName>(
  asked: F | undefined,
  outFile: string | undefined,
  formats: readonly F[],
): F {
  const ending = outFile?.split('.').at(-1)?.toLowerCase() ?? '';
  const format = asked ?? formats.find((each) => (FORMATS[each] as Format).endings.includes(ending)) ?? formats[0];
  if (format === undefined) throw new RangeError('a command offers at least one format');
  return format;
}

/** Collects an option that may be given several times. */
export const repeated = (value: string, before: readonly string[] | undefined): string[] => [...(before ?? []), value];
