import { TollgateError } from '../../../core/errors.ts';
import { REQUIRED_COLUMNS } from './schema.ts';

/** Throws TG1005, naming the columns that a throughput file lacks. `has` takes names in lower case. */
export function refuseMissingColumns(has: (name: string) => boolean, file: string): void {
  const missing = REQUIRED_COLUMNS.filter((name) => !has(name));
  if (missing.length === 0) return;
  throw new TollgateError('TG1005', `${file} has no column ${missing.join(', ')}.`, {
    location: { file },
    hint: `A throughput file has the columns ${REQUIRED_COLUMNS.join(', ')}.`,
  });
}
