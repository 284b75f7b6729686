import Negotiator from 'negotiator';
import { TollgateError } from '../../core/errors.ts';
import type { Operation } from '../../operations/operation.ts';
import { FORMATS, type FormatName, formatsOf } from '../../report/formats/index.ts';

/** Formats of an operation, JSON first and the text of terminals last: what the service prefers where nobody asks for one. */
export const formatNames = ({ document }: Pick<Operation, 'document'>): readonly [FormatName, ...FormatName[]] => [
  'json',
  ...formatsOf(document).filter((name) => name !== 'json' && name !== 'table'),
  'table',
];

/** The format of the answer: `?format=` where given, else what `Accept` prefers. Throws TG1504. */
export function chooseFormat(
  operation: Pick<Operation, 'document' | 'noun'>,
  given: FormatName | undefined,
  accept: string | undefined,
): FormatName {
  if (given !== undefined) return given;
  if (accept === undefined || accept === '*/*' || accept === 'application/json') return 'json';
  const names = formatNames(operation);
  const types = [...new Set(names.map((name) => FORMATS[name].mediaType))];
  const [preferred] = new Negotiator({ headers: { accept } }).mediaTypes(types);
  // Two formats may share a media type: the second is asked for by name.
  const format = names.find((name) => FORMATS[name].mediaType === preferred);
  if (format !== undefined) return format;
  throw new TollgateError('TG1504', `Accept names no format of ${operation.noun}.`, {
    hint: `Accept one of ${types.join(', ')}.`,
  });
}

/** The Content-Type header of a format. */
export const contentTypeOf = (format: FormatName): string => {
  const { mediaType } = FORMATS[format];
  return mediaType.endsWith('parquet') ? mediaType : `${mediaType}; charset=utf-8`;
};
