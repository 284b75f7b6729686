import { openDuck } from '../files/bounded-duckdb.ts';

interface ParquetColumn {
  readonly name: string;
  /** A type of DuckDB's. */
  readonly type: string;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Writes rows, one JSON object a line, as Parquet with these columns, in their order. */
export async function writeParquet(rows: string, columns: readonly ParquetColumn[], file: string): Promise<void> {
  const duck = await openDuck();
  try {
    const types = columns.map(({ name, type }) => `${quoted(name)}: ${quoted(type)}`).join(', ');
    const source = `read_json(${quoted(rows)}, format = 'newline_delimited', columns = {${types}})`;
    await duck.connection.run('SET preserve_insertion_order = true');
    await duck.connection.run(`COPY (SELECT * FROM ${source}) TO ${quoted(file)} (FORMAT parquet, COMPRESSION zstd)`);
  } finally {
    duck.close();
  }
}
