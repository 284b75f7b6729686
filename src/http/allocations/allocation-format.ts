import { TollgateError } from '../../core/errors.ts';
import { chooseFormat, contentTypeOf, type EstimateFormat } from '../estimates/formats.ts';

/** Forms an allocation is answered in. FOCUS is CSV, so it is asked for by name. */
export const ALLOCATION_FORMATS = ['json', 'markdown', 'html', 'csv', 'table', 'focus'] as const;
export type AllocationFormat = (typeof ALLOCATION_FORMATS)[number];

/** The format of the answer. Throws TG1504. */
export function allocationFormat(given: AllocationFormat | undefined, accept: string | undefined): AllocationFormat {
  if (given !== undefined) return given;
  const format: EstimateFormat = chooseFormat(undefined, accept);
  if (format !== 'infracost') return format;
  throw new TollgateError('TG1504', 'An allocation has no Infracost form.', { hint: 'Accept application/json.' });
}

export const allocationContentType = (format: AllocationFormat): string =>
  contentTypeOf(format === 'focus' ? 'csv' : format);
