import Negotiator from 'negotiator';

/** Forms a list is answered in, with the media type of each. */
export const LIST_FORMATS = {
  json: 'application/json',
  csv: 'text/csv',
  parquet: 'application/vnd.apache.parquet',
} as const;
export type ListFormat = keyof typeof LIST_FORMATS;
export const LIST_FORMAT_NAMES = Object.keys(LIST_FORMATS) as [ListFormat, ...ListFormat[]];

const MEDIA_TYPES: string[] = Object.values(LIST_FORMATS);

/** `?format=` where given, else what `Accept` prefers among these; JSON for whatever else it names. */
export function listFormat(given: ListFormat | undefined, accept: string | undefined): ListFormat {
  if (given !== undefined) return given;
  if (accept === undefined) return 'json';
  const [preferred] = new Negotiator({ headers: { accept } }).mediaTypes(MEDIA_TYPES);
  return LIST_FORMAT_NAMES.find((name) => LIST_FORMATS[name] === preferred) ?? 'json';
}
