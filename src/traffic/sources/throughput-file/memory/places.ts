import { TollgateError } from '../../../../core/errors.ts';
import { REQUIRED_COLUMNS } from '../schema.ts';

/** Where the columns stand that must be there. Throws TG1005, naming those that are missing. */
export function placesOf(columns: readonly string[], file: string): readonly number[] {
  const names = columns.map((column) => column.trim().toLowerCase());
  const missing = REQUIRED_COLUMNS.filter((name) => !names.includes(name));
  if (missing.length === 0) return REQUIRED_COLUMNS.map((name) => names.indexOf(name));
  throw new TollgateError('TG1005', `${file} has no column ${missing.join(', ')}.`, {
    location: { file },
    hint: `A throughput file has the columns ${REQUIRED_COLUMNS.join(', ')}.`,
  });
}
