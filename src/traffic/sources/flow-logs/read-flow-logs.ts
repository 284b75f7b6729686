import type { DuckDBConnection } from '@duckdb/node-api';
import { TollgateError } from '../../../core/errors.ts';
import { finding } from '../../../core/finding.ts';
import { openDuck } from '../../../files/bounded-duckdb.ts';
import { isOutOfMemory, takesTooMuch } from '../../../files/parquet-limits.ts';
import type { FlowInventory, FlowReading, FlowSourceOptions } from '../../flow-reading.ts';
import type { FlowCounts, LoggedCell } from './flow-counts.ts';
import { flowFindings } from './flow-findings.ts';
import {
  BROKEN_LINES,
  boundedMemory,
  CELLS,
  COUNTS,
  collectFlows,
  INVENTORY_TABLES,
  LEARN_ADDRESSES,
  PEERS,
  PUBLIC,
  TALKS,
  UNTOLD,
} from './flow-sql.ts';
import { placeAddress } from './place-address.ts';
import { publicTraffic } from './public-traffic.ts';
import { recordRelation } from './relation.ts';

/**
 * Reads flow log files (text of any version and field order, gzip or not; Parquet) in one pass. Throws TG3003, TG3004, TG1005 or
 * TG1007. Records never reach JavaScript: only client addresses and sums do.
 */
export async function readFlowLogs(
  files: readonly string[],
  inventory: FlowInventory,
  options: FlowSourceOptions = {},
): Promise<FlowReading> {
  const { connection, close } = await openDuck();
  try {
    if (options.memoryLimit !== undefined) await connection.run(boundedMemory(options.memoryLimit));
    return await read(connection, files, inventory);
  } catch (error) {
    throw isOutOfMemory(error) ? takesTooMuch(files[0] ?? 'the flow logs', error) : error;
  } finally {
    close();
  }
}

async function read(
  connection: DuckDBConnection,
  files: readonly string[],
  inventory: FlowInventory,
): Promise<FlowReading> {
  const relation = await recordRelation(connection, files);
  await loadInventory(connection, inventory);
  await collect(connection, relation.sql);
  await connection.run(LEARN_ADDRESSES);
  await connection.run(TALKS);
  await loadPlaces(connection, inventory);
  const counts = await countsOf(connection, relation.hasText);
  const cells = await cellsOf(connection);
  const untold = Number((await rows(connection, UNTOLD))[0]?.[0] ?? 0);
  const place = placeAddress(inventory);
  const findings = flowFindings({ counts, cells, untold, fields: relation.fields });
  if (relation.empty > 0) findings.push(finding('TG3064', 'flow logs', `${relation.empty} files are empty.`));
  return {
    window: counts.window,
    cells: cells.map(({ byClient: _, ...cell }) => cell),
    publicTraffic: publicTraffic(await rows(connection, PUBLIC), place),
    records: counts.records,
    findings,
  };
}

/** The one pass over the records. */
async function collect(connection: DuckDBConnection, records: string): Promise<void> {
  try {
    await connection.run(collectFlows(records));
  } catch (cause) {
    if (isOutOfMemory(cause)) throw cause;
    throw new TollgateError('TG1005', 'A flow log file is damaged or changes its form half-way.', {
      hint: 'Read the files one by one to find it; a cut-off download is the usual reason.',
      cause,
    });
  }
}

const rows = async (connection: DuckDBConnection, sql: string): Promise<readonly (readonly unknown[])[]> =>
  (await connection.runAndReadAll(sql)).getRows();

const textOf = (value: unknown): string | undefined =>
  value === null || value === undefined ? undefined : String(value);

async function loadInventory(connection: DuckDBConnection, { interfaces }: FlowInventory): Promise<void> {
  await connection.run(INVENTORY_TABLES);
  const enis = await connection.createAppender('eni');
  const own = await connection.createAppender('own');
  for (const { id, endpoint, vpc, az, addresses } of interfaces) {
    for (const value of [id, endpoint, vpc, az]) {
      if (value === undefined) enis.appendNull();
      else enis.appendVarchar(value);
    }
    enis.endRow();
    for (const address of addresses) {
      own.appendVarchar(id);
      own.appendVarchar(address);
      own.endRow();
    }
  }
  enis.closeSync();
  own.closeSync();
}

/** Places each client address once. */
async function loadPlaces(connection: DuckDBConnection, inventory: FlowInventory): Promise<void> {
  const place = placeAddress(inventory);
  const appender = await connection.createAppender('places');
  for (const [vpc, address] of await rows(connection, PEERS)) {
    const found = place(textOf(vpc), String(address));
    if (!found) continue;
    for (const value of [textOf(vpc), String(address), found.vpc, found.az, found.account, found.via]) {
      if (value === undefined) appender.appendNull();
      else appender.appendVarchar(value);
    }
    appender.endRow();
  }
  appender.closeSync();
}

async function cellsOf(connection: DuckDBConnection): Promise<readonly LoggedCell[]> {
  return (await rows(connection, CELLS)).map(
    ([endpoint, az, vpc, clientAz, account, via, request, response, records, byClient]) => ({
      endpoint: String(endpoint),
      az: textOf(az),
      from: { vpc: textOf(vpc), az: textOf(clientAz), account: textOf(account) },
      via: textOf(via),
      requestBytes: Number(request ?? 0),
      responseBytes: Number(response ?? 0),
      records: Number(records),
      byClient: byClient === true,
    }),
  );
}

async function countsOf(connection: DuckDBConnection, hasText: boolean): Promise<FlowCounts> {
  const counted = new Map<string, number>();
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const [kind, records, first, last] of await rows(connection, COUNTS)) {
    counted.set(String(kind), Number(records));
    if (first !== null) start = Math.min(start, Number(first));
    if (last !== null) end = Math.max(end, Number(last));
  }
  const broken = hasText ? Number((await rows(connection, BROKEN_LINES))[0]?.[0] ?? 0) : 0;
  const of = (kind: string): number => counted.get(kind) ?? 0;
  return {
    window: start < end ? { start, end } : undefined,
    records: {
      read: [...counted.values()].reduce((sum, records) => sum + records, broken),
      endpoint: of('endpoint'),
      noData: of('no-data'),
      skipped: of('skipped'),
      malformed: of('malformed') + broken,
      refused: of('refused'),
    },
  };
}
