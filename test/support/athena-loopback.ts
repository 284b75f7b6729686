import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readAnswer } from '../../src/engines/trino/answer.ts';

/** Athena's protocol (JSON 1.1) on a port of this machine; what is asked is answered by a Trino. */
export interface AthenaLoopback {
  readonly url: string;
  /** Queries that were started, each once. */
  readonly started: readonly string[];
  readonly stopped: readonly string[];
  /** Called with each operation once it is done; a promise delays the answer. */
  onRequest: (operation: string) => Promise<void> | void;
  /** What the next requests meet, in order, by the name of the operation. */
  readonly faults: { readonly operation: string; readonly fault: Fault }[];
  close(): Promise<void>;
}

/** An error of the service, or a state in which a query ends. */
export type Fault =
  | { readonly error: string; readonly status?: number }
  | { readonly state: string; readonly reason: string };

interface Execution {
  readonly id: string;
  readonly sql: string;
  state: string;
  reason: string;
  scanned: number;
  columns: readonly { readonly name: string; readonly type: string }[];
  rows: readonly (readonly unknown[])[];
}

const MOST_ROWS = 1000;

export async function startAthena(trino: string): Promise<AthenaLoopback> {
  const executions = new Map<string, Execution>();
  const tokens = new Map<string, Execution>();
  const loopback: Omit<AthenaLoopback, 'url' | 'close'> & { started: string[]; stopped: string[] } = {
    started: [],
    stopped: [],
    faults: [],
    onRequest: () => undefined,
  };

  const run = async (execution: Execution): Promise<void> => {
    try {
      const { columns, rows, scanned } = await askTrino(trino, execution.sql);
      Object.assign(execution, { columns, rows, scanned });
      if (execution.state === 'RUNNING') execution.state = 'SUCCEEDED';
    } catch (error) {
      Object.assign(execution, { state: 'FAILED', reason: String(error) });
    }
  };

  const operations: Record<string, (input: Record<string, string>) => Promise<unknown> | unknown> = {
    async StartQueryExecution({ QueryString: sql = '', ClientRequestToken: token = '' }) {
      const known = tokens.get(token);
      if (known) return { QueryExecutionId: known.id };
      const id = randomUUID();
      const execution: Execution = { id, sql, state: 'RUNNING', reason: '', scanned: 0, columns: [], rows: [] };
      executions.set(id, execution);
      tokens.set(token, execution);
      loopback.started.push(sql);
      const fault = take('execution');
      if (fault && 'state' in fault) Object.assign(execution, fault);
      else void run(execution);
      return { QueryExecutionId: id };
    },
    GetQueryExecution({ QueryExecutionId: id = '' }) {
      const { state, reason, scanned } = executionOf(id);
      const Status = { State: state, StateChangeReason: reason };
      return { QueryExecution: { QueryExecutionId: id, Status, Statistics: { DataScannedInBytes: scanned } } };
    },
    StopQueryExecution({ QueryExecutionId: id = '' }) {
      loopback.stopped.push(id);
      Object.assign(executionOf(id), { state: 'CANCELLED', reason: 'stopped by its owner' });
      return {};
    },
    GetQueryResults({ QueryExecutionId: id = '', NextToken: token = '0' }) {
      const { columns, rows } = executionOf(id);
      const all = [columns.map(({ name }) => name), ...rows];
      const from = Number(token);
      const page = all.slice(from, from + MOST_ROWS);
      return {
        ...(from + MOST_ROWS < all.length && { NextToken: String(from + MOST_ROWS) }),
        ResultSet: {
          ResultSetMetadata: { ColumnInfo: columns.map(({ name, type }) => ({ Name: name, Type: plainType(type) })) },
          Rows: page.map((row) => ({ Data: row.map(datum) })),
        },
      };
    },
    async GetTableMetadata({ CatalogName = '', DatabaseName = '', TableName = '' }) {
      const { rows } = await askTrino(
        trino,
        `DESCRIBE "${CatalogName.toLowerCase()}"."${DatabaseName}"."${TableName}"`,
      );
      const of = (extra: string) =>
        rows
          .filter((row) => (row[2] === 'partition key' ? 'key' : '') === extra)
          .map(([Name, Type]) => ({ Name, Type }));
      return { TableMetadata: { Name: TableName, Columns: of(''), PartitionKeys: of('key') } };
    },
  };
  const executionOf = (id: string): Execution => {
    const found = executions.get(id);
    if (!found) throw new ServiceError('InvalidRequestException');
    return found;
  };
  const take = (operation: string): Fault | undefined => {
    const at = loopback.faults.findIndex((each) => each.operation === operation);
    return at === -1 ? undefined : loopback.faults.splice(at, 1)[0]?.fault;
  };

  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
    };
    try {
      const input = JSON.parse(await bodyOf(request)) as Record<string, string>;
      const fault = take(operation);
      if (fault && 'error' in fault) throw new ServiceError(fault.error, fault.status);
      const told = await operations[operation]?.(input);
      await loopback.onRequest(operation);
      answer(200, told);
    } catch (error) {
      const { name, status = 500 } = error as ServiceError;
      answer(status, { __type: name, message: String(error) });
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return Object.assign(loopback, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  });
}

class ServiceError extends Error {
  override readonly name: string;
  readonly status: number;
  constructor(name: string, status = 400) {
    super(name);
    this.name = name;
    this.status = status;
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

async function askTrino(url: string, sql: string) {
  const headers = { 'X-Trino-User': 'athena' };
  let columns: Execution['columns'] = [];
  const rows: (readonly unknown[])[] = [];
  let answer = readAnswer(await (await fetch(`${url}/v1/statement`, { method: 'POST', headers, body: sql })).text());
  for (;;) {
    if (answer.error) throw new Error(answer.error.message);
    columns = answer.columns ?? columns;
    rows.push(...(answer.data ?? []));
    if (answer.nextUri === undefined) return { columns, rows, scanned: answer.stats?.physicalInputBytes ?? 0 };
    answer = readAnswer(await (await fetch(answer.nextUri, { headers })).text());
  }
}

/** Athena names types without their parameters. */
const plainType = (type: string): string => type.replace(/\(.*/, '');

const datum = (value: unknown): { VarCharValue?: string } => {
  if (value === null || value === undefined) return {};
  return { VarCharValue: Array.isArray(value) ? `[${value.join(', ')}]` : String(value) };
};
