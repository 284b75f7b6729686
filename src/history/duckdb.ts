import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

/** An in-process DuckDB that never loads extensions from outside and keeps to a memory limit. */
export interface Duck {
  readonly connection: DuckDBConnection;
  close(): void;
}

/** Memory one DuckDB of the history may take; larger sorts spill to the temporary folder. */
const MEMORY_LIMIT = '1GiB';

export async function openDuck(path: string = ':memory:'): Promise<Duck> {
  const instance = await DuckDBInstance.create(path, {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    memory_limit: MEMORY_LIMIT,
    temp_directory: join(tmpdir(), `tollgate-duckdb-${process.pid}`),
  });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'; SET preserve_insertion_order = false");
  return {
    connection,
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
