import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { traced } from '../telemetry/spans.ts';
import { diskError } from './disk-error.ts';
import { isOutOfMemory, takesTooMuch } from './parquet-limits.ts';

/** An in-process DuckDB that loads no extensions from outside and keeps to limits of memory and of temporary files. */
export interface Duck {
  readonly connection: DuckDBConnection;
  close(): void;
}

const MIB = 2 ** 20;

/** Bytes that one database takes at least and at most, however many are open; what is larger spills to temporary files. */
const [LEAST, MOST] = [256 * MIB, 1024 * MIB];

/** What the temporary files of one database may take. */
const MOST_TEMPORARY = '20GiB';

let open = 0;

/** Half of the memory of this process is for databases; worker threads share it evenly. */
function budget(): number {
  const limit = process.constrainedMemory();
  const memory = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  return memory / 2 / (isMainThread ? 1 : availableParallelism());
}

/** Bytes that the next database may take: its share of the budget, between a least and a most. */
export const memoryShare = (): number => Math.floor(Math.min(MOST, Math.max(LEAST, budget() / (open + 1))) / MIB) * MIB;

/** Opens a database in memory, or in a file. The caller closes it. Every statement throws TG2106 where it takes more memory than there is, TG2009 where a disk is full. */
export async function openDuck(path: string = ':memory:'): Promise<Duck> {
  const instance = await DuckDBInstance.create(path, {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    memory_limit: `${memoryShare() / MIB}MiB`,
    max_temp_directory_size: MOST_TEMPORARY,
    temp_directory: join(tmpdir(), `tollgate-duckdb-${process.pid}`),
  }).catch((error: unknown) => {
    throw diskError(error) ?? error;
  });
  open += 1;
  const connection = inOurWords(await instance.connect());
  await connection.run("SET TimeZone = 'UTC'; SET preserve_insertion_order = false");
  let isOpen = true;
  return {
    connection,
    close() {
      if (isOpen) open -= 1;
      isOpen = false;
      connection.closeSync();
      instance.closeSync();
    },
  };
}

const STATEMENTS = ['run', 'runAndRead', 'runAndReadAll', 'runAndReadUntil', 'stream', 'streamAndReadAll'] as const;

/** Whatever reads a file, however late: memory or a disk that is used up is no fault of Tollgate. */
function inOurWords<Connection extends Pick<DuckDBConnection, (typeof STATEMENTS)[number]>>(
  connection: Connection,
): Connection {
  for (const name of STATEMENTS) {
    const run = connection[name].bind(connection) as (...given: unknown[]) => Promise<unknown>;
    const checked = async (...given: unknown[]): Promise<unknown> => {
      try {
        return await traced('query', { kind: 'client', attributes: { 'db.system.name': 'duckdb' } }, () =>
          run(...given),
        );
      } catch (error) {
        throw isOutOfMemory(error) ? takesTooMuch('What is read', error) : (diskError(error) ?? error);
      }
    };
    Object.assign(connection, { [name]: checked });
  }
  return connection;
}
