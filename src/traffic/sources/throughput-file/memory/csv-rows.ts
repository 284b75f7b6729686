import { splitCsv } from '../../../../core/split-csv.ts';
import { placesOf } from './places.ts';
import type { FileCell, RowTable } from './rows.ts';

/** Rows of a CSV file; a name holds no line end, so that a line is a row. Throws TG1005. */
export function csvRows(text: string, name: string): RowTable {
  const [header = '', ...lines] = text.split(/\r\n|[\r\n]/);
  const columns = cellsOf(header) ?? [];
  const places = placesOf(
    columns.map((column) => column ?? ''),
    name,
  );
  return { rows: rowsOf(lines, columns.length), places, isZoned: false };
}

function* rowsOf(lines: readonly string[], count: number): Generator<readonly FileCell[] | undefined> {
  for (const line of lines) {
    if (line === '') continue;
    const cells = cellsOf(line);
    yield cells?.length === count ? cells : undefined;
  }
}

const cellsOf = (line: string): readonly string[] | undefined =>
  line.includes('"') ? splitCsv(line)[0] : line.split(',');
