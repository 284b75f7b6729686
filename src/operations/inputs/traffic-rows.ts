import { OPTIONAL_COLUMNS, REQUIRED_COLUMNS } from '../../traffic/sources/throughput-file/schema.ts';
import type { TrafficFile } from '../../traffic/traffic-source.ts';

const COLUMNS = [...REQUIRED_COLUMNS, ...OPTIONAL_COLUMNS];

/** Rows of a JSON body as a throughput file, so that they are read, checked and counted like any other. */
export function rowsAsFile(rows: readonly Readonly<Record<string, string | number | null>>[]): TrafficFile {
  const lines = rows.map((row) => COLUMNS.map((column) => cellOf(row[column])).join(','));
  const text = [COLUMNS.join(','), ...lines].join('\n');
  return { name: 'traffic.csv', read: async () => Buffer.from(text) };
}

/** Line ends would break a row in two; no name of an endpoint or zone holds one. */
function cellOf(value: string | number | null | undefined): string {
  const text = value === null || value === undefined ? '' : String(value);
  return `"${text.replace(/[\r\n]+/g, ' ').replaceAll('"', '""')}"`;
}
