import { refuseMissingColumns } from '../missing-columns.ts';
import { REQUIRED_COLUMNS } from '../schema.ts';

/** Where the columns are that a file must have. Throws TG1005, naming those that are missing. */
export function placesOf(columns: readonly string[], file: string): readonly number[] {
  const names = columns.map((column) => column.trim().toLowerCase());
  refuseMissingColumns((name) => names.includes(name), file);
  return REQUIRED_COLUMNS.map((name) => names.indexOf(name));
}
