import type { AthenaClient, QueryExecution } from '@aws-sdk/client-athena';
import { TollgateError } from '../../core/errors.ts';
import { DIALECTS } from '../dialect.ts';
import type { Engine, EngineRow } from '../engine.ts';
import { bound } from '../literals.ts';
import { athenaFailure } from './athena-failure.ts';
import { valuesOf } from './athena-values.ts';
import type { KeptQueries } from './kept-queries.ts';

export interface AthenaOptions {
  readonly client: AthenaClient;
  readonly workgroup: string;
  readonly kept: KeptQueries;
  /** Bytes after which a query that runs is stopped; undefined = the limit of the workgroup alone. */
  readonly mostBytes?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

const [FIRST_PAUSE_MS, LONGEST_PAUSE_MS] = [100, 2_000];
const PAGE_ROWS = 1000;

/** Athena: a query is started, asked after until it ends, and its result fetched page by page. Its id is kept until it is read. */
export function athenaEngine(options: AthenaOptions): Engine {
  let queries = 0;
  let scannedBytes = 0;
  const { kept, workgroup } = options;
  const ask = async (sql: string, isAgain = false): Promise<readonly EngineRow[]> => {
    const note = await kept.begin(`${workgroup}\n${sql}`);
    const id = note.id ?? (await started(options, sql, note.token));
    await note.keep(id);
    try {
      const execution = await ended(options, id);
      const rows = await pages(options, id);
      await note.forget();
      scannedBytes += note.id === undefined ? (execution.Statistics?.DataScannedInBytes ?? 0) : 0;
      return rows;
    } catch (error) {
      options.signal?.throwIfAborted();
      if (!isFinal(error)) throw error;
      await note.forget();
      // What an earlier process started may have failed, or its result be deleted since; a result may also expire half-way.
      if (isAgain || (note.id === undefined && !isExpired(error))) throw error;
      return ask(sql, true);
    }
  };
  return {
    dialect: DIALECTS.athena,
    async rows(sql, parameters) {
      queries += 1;
      try {
        return await ask(bound(sql, parameters));
      } catch (error) {
        throw athenaFailure(error);
      }
    },
    async columns({ catalog, schema, table }) {
      const { GetTableMetadataCommand } = await import('@aws-sdk/client-athena');
      const command = new GetTableMetadataCommand({ CatalogName: catalog, DatabaseName: schema, TableName: table });
      const told = await options.client.send(command, abort(options)).catch((error: unknown) => {
        throw athenaFailure(error);
      });
      const { Columns = [], PartitionKeys = [] } = told.TableMetadata ?? {};
      return [...Columns, ...PartitionKeys].map((column) => ({
        name: column.Name ?? '',
        type: column.Type ?? '',
        isPartition: PartitionKeys.includes(column),
      }));
    },
    cost: () => ({ queries, scannedBytes }),
    async close() {
      options.client.destroy();
    },
  };
}

const abort = ({ signal }: AthenaOptions): { abortSignal?: AbortSignal } => (signal ? { abortSignal: signal } : {});

/** The token makes a second start of the same query the first one: AWS gives back its id and starts nothing. */
async function started(options: AthenaOptions, sql: string, token: string): Promise<string> {
  const { StartQueryExecutionCommand } = await import('@aws-sdk/client-athena');
  const command = new StartQueryExecutionCommand({
    QueryString: sql,
    ClientRequestToken: token,
    WorkGroup: options.workgroup,
  });
  const { QueryExecutionId } = await options.client.send(command, abort(options));
  if (QueryExecutionId === undefined) throw new TollgateError('TG2072', 'Athena starts a query without an id.');
  return QueryExecutionId;
}

/** Waits for the end of a query. One that nobody waits for any more, or that reads too much, is stopped. */
async function ended(options: AthenaOptions, id: string): Promise<QueryExecution> {
  const { GetQueryExecutionCommand } = await import('@aws-sdk/client-athena');
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 1.5)) {
    try {
      const told = await options.client.send(new GetQueryExecutionCommand({ QueryExecutionId: id }), abort(options));
      const execution = told.QueryExecution ?? {};
      const { State, StateChangeReason = '' } = execution.Status ?? {};
      if (State === 'SUCCEEDED') return execution;
      if (State === 'FAILED') throw new TollgateError('TG2070', `Athena fails query ${id}: ${StateChangeReason}`);
      if (State === 'CANCELLED') throw cancelled(id, StateChangeReason);
      const read = execution.Statistics?.DataScannedInBytes ?? 0;
      if (options.mostBytes !== undefined && read > options.mostBytes) {
        await stopped(options, id);
        throw new TollgateError('TG2073', `Athena query ${id} is stopped: it has read ${read} bytes.`, {
          hint: 'Ask for fewer days, or raise --max-query-cost.',
        });
      }
      await paused(pause, options.signal);
    } catch (error) {
      if (options.signal?.aborted) await stopped(options, id);
      throw error;
    }
  }
}

const paused = (milliseconds: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((done, fail) => {
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      fail(signal.reason);
    });
  });

async function stopped({ client }: AthenaOptions, id: string): Promise<void> {
  const { StopQueryExecutionCommand } = await import('@aws-sdk/client-athena');
  await client.send(new StopQueryExecutionCommand({ QueryExecutionId: id })).catch(() => undefined);
}

const cancelled = (id: string, reason: string): TollgateError =>
  new TollgateError('TG2071', `Athena ends query ${id}: ${reason || 'somebody cancelled it'}`, {
    hint: 'Ask for fewer days, or raise the limit of the workgroup.',
  });

async function pages({ client, signal }: AthenaOptions, id: string): Promise<readonly EngineRow[]> {
  const { paginateGetQueryResults } = await import('@aws-sdk/client-athena');
  const rows: EngineRow[] = [];
  let isHeader = true;
  const paging = { client, pageSize: PAGE_ROWS };
  for await (const page of paginateGetQueryResults(
    paging,
    { QueryExecutionId: id },
    signal ? { abortSignal: signal } : {},
  )) {
    const types = (page.ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).map(({ Type }) => Type ?? '');
    const data = page.ResultSet?.Rows ?? [];
    // The first row of the first page repeats the names of the columns.
    for (const row of isHeader ? data.slice(1) : data) rows.push(valuesOf(row.Data ?? [], types));
    isHeader = false;
  }
  return rows;
}

const isExpired = (error: unknown): boolean => error instanceof Error && error.name === 'InvalidRequestException';

/** Whether asking again with the same id is in vain. */
const isFinal = (error: unknown): boolean => error instanceof TollgateError || isExpired(error);
