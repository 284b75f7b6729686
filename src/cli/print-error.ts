import type { CommanderError } from '@commander-js/extra-typings';
import { TollgateError } from '../core/errors.ts';
import type { Location } from '../core/location.ts';
import { diskError } from '../files/disk-error.ts';
import { visible } from '../report/formats/visible.ts';
import type { TextStream } from './host.ts';

export type ErrorFormat = 'text' | 'json';

/** The error format asked for, read before the arguments are parsed: parsing itself may fail. */
export function errorFormatOf(argv: readonly string[]): ErrorFormat {
  const at = argv.indexOf('--error-format');
  return argv[at + 1] === 'json' && at !== -1 ? 'json' : argv.includes('--error-format=json') ? 'json' : 'text';
}

/** Writes what was wrong, where, and what to do: one block of text or one line of JSON. A fault of our own says so, without a stack. */
export async function printError(error: unknown, stream: TextStream, format: ErrorFormat): Promise<void> {
  const known = error instanceof TollgateError ? error : (diskError(error) ?? unexpected(error));
  await stream.write(format === 'json' ? `${JSON.stringify(errorDocument(known))}\n` : errorText(known, stream.colour));
}

/** A mistake in the arguments, told in our own form (TG1012). */
export function argumentError(error: CommanderError): TollgateError {
  const [what = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
  const hint = suggestion?.replace(/^\((.*)\)$/, '$1') ?? 'Run the command with --help to see what it takes.';
  const detail = what.charAt(0).toUpperCase() + what.slice(1);
  return new TollgateError('TG1012', /[.?!]$/.test(detail) ? detail : `${detail}.`, { hint });
}

function unexpected(error: unknown): TollgateError {
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new TollgateError('TG1509', detail, {
    hint: 'This is a fault in Tollgate, not in your input: please report it with the command you ran.',
    cause: error,
  });
}

function errorDocument(error: TollgateError): Readonly<Record<string, unknown>> {
  return {
    code: error.code,
    title: error.title,
    detail: error.message,
    ...(error.hint !== undefined && { hint: error.hint }),
    ...(error.location && { location: error.location }),
  };
}

function errorText(error: TollgateError, colour: boolean): string {
  const mark = colour ? `\u001b[31merror ${error.code}\u001b[39m` : `error ${error.code}`;
  // A message that lists several problems has a line for each.
  const lines = [`${mark}: ${error.message.split('\n').map(visible).join('\n')}`];
  const place = error.location && placeText(error.location);
  if (place) lines.push(`  where: ${visible(place)}`);
  if (error.hint !== undefined) lines.push(`  what to do: ${visible(error.hint)}`);
  lines.push(`  see docs/errors.md, ${error.code}`);
  return `${lines.join('\n')}\n`;
}

function placeText({ file, line, path, address }: Location): string {
  const spot = [file, line].filter((each) => each !== undefined).join(':');
  return [spot, path, address].filter((each) => each !== undefined && each !== '').join(', ');
}
