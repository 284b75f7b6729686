import Negotiator from 'negotiator';
import { TollgateError } from '../../core/errors.ts';

/** Forms an estimate is answered in, with the media type of each. The first one is the default. */
export const ESTIMATE_FORMATS = {
  json: 'application/json',
  markdown: 'text/markdown',
  html: 'text/html',
  csv: 'text/csv',
  table: 'text/plain',
  infracost: 'application/vnd.infracost+json',
} as const;

export type EstimateFormat = keyof typeof ESTIMATE_FORMATS;

export const ESTIMATE_FORMAT_NAMES = Object.keys(ESTIMATE_FORMATS) as [EstimateFormat, ...EstimateFormat[]];
const MEDIA_TYPES: string[] = Object.values(ESTIMATE_FORMATS);

/** The format of the answer: `?format=` where given, else what `Accept` prefers. Throws TG1504. */
export function chooseFormat(given: EstimateFormat | undefined, accept: string | undefined): EstimateFormat {
  if (given !== undefined) return given;
  if (accept === undefined || accept === '*/*' || accept === 'application/json') return 'json';
  const [preferred] = new Negotiator({ headers: { accept } }).mediaTypes(MEDIA_TYPES);
  const format = ESTIMATE_FORMAT_NAMES.find((name) => ESTIMATE_FORMATS[name] === preferred);
  if (format !== undefined) return format;
  throw new TollgateError('TG1504', 'Accept names no format of an estimate.', {
    hint: `Accept one of ${MEDIA_TYPES.join(', ')}.`,
  });
}

/** The Content-Type header of a format. */
export const contentTypeOf = (format: EstimateFormat): string => `${ESTIMATE_FORMATS[format]}; charset=utf-8`;
