import { createReadStream } from 'node:fs';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { csvRow } from '../../report/formats/csv.ts';
import { cellsOf, type ExportColumn } from './columns.ts';

/** The items of a list, page by page. */
export type Pages = AsyncIterable<readonly unknown[]>;

/** CSV as it is read: a page at a time, so that the length of a list costs neither memory nor the others their turn. */
export const csvStream = (columns: readonly ExportColumn[], pages: Pages): Readable =>
  Readable.from(csvText(columns, pages), { objectMode: false });

async function* csvText(columns: readonly ExportColumn[], pages: Pages): AsyncGenerator<string> {
  yield csvRow(columns.map(({ name }) => name));
  for await (const items of pages) {
    yield items
      .map((item) => csvRow(cellsOf(item, columns).map((cell) => (cell === null ? '' : String(cell)))))
      .join('');
  }
}

/** Parquet, written by DuckDB's own threads from rows on disk. The file is gone when the stream is. */
export async function parquetStream(columns: readonly ExportColumn[], pages: Pages): Promise<Readable> {
  const dir = await mkdtemp(join(tmpdir(), 'tollgate-export-'));
  const remove = () => rm(dir, { recursive: true, force: true });
  try {
    const [rows, file] = [join(dir, 'rows.json'), join(dir, 'list.parquet')];
    await appendFile(rows, '');
    for await (const items of pages) await appendFile(rows, items.map((item) => lineOf(item, columns)).join(''));
    const { writeParquet } = await import('../../history/write-parquet.ts');
    await writeParquet(rows, columns, file);
    const stream = createReadStream(file);
    stream.once('close', () => void remove());
    return stream;
  } catch (error) {
    await remove();
    throw error;
  }
}

const lineOf = (item: unknown, columns: readonly ExportColumn[]): string =>
  `${JSON.stringify(Object.fromEntries(cellsOf(item, columns).map((cell, index) => [columns[index]?.name, cell])))}\n`;
