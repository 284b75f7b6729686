import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { type AsyncBuffer, type Compressors, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { TollgateError } from '../../../../core/errors.ts';
import { placesOf } from './places.ts';
import type { FileCell, RowTable } from './rows.ts';

/** Beside no compression and SNAPPY, which the reader brings along. */
const COMPRESSORS: Compressors = {
  GZIP: (input) => gunzipSync(input),
  BROTLI: (input) => brotliDecompressSync(input),
  ZSTD: (input) => zstdDecompressSync(input),
};
/** More would be no throughput of a pull request, whatever the file claims. */
const MOST_ROWS = 10_000_000;

/** Rows of a Parquet file. Throws TG1005 and TG5017. */
export async function parquetRows(bytes: Uint8Array, name: string): Promise<RowTable> {
  const location = { file: name };
  const buffer = bytes.slice().buffer;
  const file: AsyncBuffer = { byteLength: buffer.byteLength, slice: (start, end) => buffer.slice(start, end) };
  try {
    const metadata = await parquetMetadataAsync(file);
    if (metadata.num_rows > MOST_ROWS) {
      throw new TollgateError('TG5017', `${name} has more than ${MOST_ROWS} rows, which the Action does not read.`, {
        location,
        hint: 'Write the measured traffic into a usage file with tollgate usage sync and give usage-file, or run the command line in the workflow.',
      });
    }
    const columns = metadata.schema.slice(1).map((column) => column.name);
    const places = placesOf(columns, name);
    const names = places.map((place) => columns[place] ?? '');
    const found = await parquetReadObjects({ file, metadata, columns: names, compressors: COMPRESSORS });
    const start = metadata.schema.find((column) => column.name === names[2]);
    const isZoned = start?.logical_type?.type === 'TIMESTAMP' && start.logical_type.isAdjustedToUTC;
    const rows = found.map((row) => names.map((column): FileCell => (row[column] ?? null) as FileCell));
    return { rows, places: names.map((_, place) => place), isZoned };
  } catch (cause) {
    if (cause instanceof TollgateError) throw cause;
    throw new TollgateError('TG1005', `${name} is not a Parquet file that can be read.`, { location, cause });
  }
}
