import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AthenaClient } from '@aws-sdk/client-athena';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { athenaEngine } from '../../src/engines/athena/athena-engine.ts';
import { keptQueries } from '../../src/engines/athena/kept-queries.ts';
import { duckdbEngine } from '../../src/engines/duckdb/duckdb-engine.ts';
import type { Engine } from '../../src/engines/engine.ts';
import { trinoEngine } from '../../src/engines/trino/trino-engine.ts';
import { compact } from '../../src/history/compact.ts';
import { connectionStatistics, downsampled } from '../../src/history/history-queries.ts';
import { type OpenHistory, openThroughputView } from '../../src/history/open-throughput-view.ts';
import { duckdbThroughput } from '../../src/traffic/duckdb-throughput.ts';
import { engineThroughput } from '../../src/traffic/engine-throughput.ts';
import { billLines } from '../../src/traffic/sources/billing-export/bill-lines.ts';
import { findBills } from '../../src/traffic/sources/billing-export/find-bills.ts';
import { openBill } from '../../src/traffic/sources/billing-export/open-bill.ts';
import { flowLogs } from '../../src/traffic/sources/flow-logs/index.ts';
import { throughputTotals } from '../../src/traffic/sources/throughput-file/totals.ts';
import type { ThroughputHistory } from '../../src/traffic/throughput.ts';
import { type AthenaLoopback, startAthena } from '../support/athena-loopback.ts';
import { INVENTORY, logText, request, V5 } from '../support/flow-logs.ts';
import { ASKED, SCOPE, WINDOW, writeRows } from '../support/hundred-thousand-rows.ts';
import { curLegacyCsv, syntheticLines } from '../support/synthetic-bill.ts';
import { installTrino, startTrino, type Trino } from '../support/trino.ts';

const available = existsSync('.cache/trino-476/complete') || process.env['REQUIRE_PEERS'] === '1';
const QUESTION = { window: WINDOW, endpoints: ASKED };
const RELATION = `SELECT endpoint_id, az, start, period_seconds, bytes, active_connections, new_connections, packets_dropped, rst_packets
  FROM awsdatacatalog.tollgate.throughput
  WHERE account = '${SCOPE.account}' AND region = '${SCOPE.region}' AND day BETWEEN '2026-10-28' AND '2026-10-30'`;

/** The statements of a guide's fenced blocks, for this Trino. */
const statements = (): readonly string[] =>
  [...readFileSync('docs/guides/engines.md', 'utf8').matchAll(/```sql trino\n([\s\S]*?)```/g)].map(([, sql = '']) =>
    sql.replaceAll('hive.', 'awsdatacatalog.').replace('s3://BUCKET', 'local:///history'),
  );

describe.runIf(available)('query engines beside DuckDB', { timeout: 300_000 }, () => {
  let trino: Trino;
  let athena: AthenaLoopback;
  let duck: OpenHistory;
  let notes: string;
  let root: string;

  beforeAll(async () => {
    installTrino();
    trino = await startTrino();
    root = join(trino.folder, 'history');
    expect(await writeRows(root)).toBeGreaterThan(100_000);
    const engine = trinoEngine({ url: trino.url, user: 'test' });
    await engine.rows('CREATE SCHEMA awsdatacatalog.tollgate');
    for (const sql of statements()) await engine.rows(sql);
    duck = await openThroughputView(root, [SCOPE], { from: WINDOW.start, to: WINDOW.end });
    athena = await startAthena(trino.url);
    notes = mkdtempSync(join(tmpdir(), 'tollgate-notes-'));
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: athena.url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'us-east-1',
      TOLLGATE_DATA_DIR: notes,
    });
  }, 600_000);
  afterEach(() => {
    athena.faults.length = 0;
    athena.onRequest = () => undefined;
  });
  afterAll(async () => {
    duck?.close();
    await athena?.close();
    await trino?.stop();
    if (notes) rmSync(notes, { recursive: true, force: true });
  });

  const ofTrino = (): Engine => trinoEngine({ url: trino.url, user: 'test' });
  const ofAthena = (mostBytes?: number): Engine => {
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const client = new AthenaClient({ region: 'us-east-1', endpoint: athena.url, credentials, maxAttempts: 5 });
    return athenaEngine({ client, workgroup: 'primary', kept: keptQueries(notes), mostBytes });
  };

  const answers = async (history: ThroughputHistory) => {
    const place = (zone: { readonly endpoint: string; readonly az: string }): string => `${zone.endpoint} ${zone.az}`;
    const sorted = <Zone extends Parameters<typeof place>[0]>(zones: readonly Zone[]): readonly Zone[] =>
      zones.toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
    return {
      span: await history.span(),
      names: await history.names(),
      statistics: sorted(await history.statistics(QUESTION, 40)),
      daily: sorted(await history.daily(QUESTION)),
    };
  };

  test.each(['Trino', 'Athena'])('%s gives every digit that DuckDB gives over the same rows', async (name) => {
    const engine = name === 'Trino' ? ofTrino() : ofAthena();
    const here = duckdbEngine(duck.connection);
    const there: Engine = {
      ...engine,
      rows: (sql, given) => engine.rows(`WITH throughput AS (${RELATION}) ${sql}`, given),
    };
    expect(await answers(engineThroughput(engine, RELATION))).toEqual(
      await answers(duckdbThroughput(duck.connection, () => undefined)),
    );
    if (name === 'Athena') return;
    expect(await throughputTotals(there)).toEqual(await throughputTotals(here));
    expect(await downsampled(there, 'vpce-01', WINDOW, 7200)).toEqual(await downsampled(here, 'vpce-01', WINDOW, 7200));
    expect(await connectionStatistics(there, WINDOW)).toEqual(await connectionStatistics(here, WINDOW));
    expect(engine.cost().scannedBytes).toBeGreaterThan(0);
  });

  test('Trino counts the same rows after a compaction', async () => {
    const count = async () => (await ofTrino().rows(`SELECT count(*), sum(bytes) FROM (${RELATION})`))[0];
    const before = await count();
    await compact(root, SCOPE);
    expect(await count()).toEqual(before);
  });

  test('a query that Trino refuses is TG2070 with its words', async () => {
    await expect(ofTrino().rows('SELECT nothing FROM nowhere')).rejects.toMatchObject({ code: 'TG2070' });
    await expect(trinoEngine({ url: 'http://127.0.0.1:9', user: 'test' }).rows('SELECT 1')).rejects.toMatchObject({
      code: 'TG2072',
    });
  });

  test('throttled requests of Athena are sent again', async () => {
    for (const operation of ['StartQueryExecution', 'GetQueryExecution', 'GetQueryResults']) {
      athena.faults.push({ operation, fault: { error: 'ThrottlingException' } });
    }
    expect(await ofAthena().rows('SELECT 1, 0.5e0, true, ARRAY[1e0, 2e0]')).toEqual([[1, 0.5, true, [1, 2]]]);
    expect(athena.faults).toEqual([]);
  });

  test('a failed query is TG2070, one that is cancelled TG2071; asked again, both are new queries', async () => {
    const sql = 'SELECT 2';
    for (const [state, code] of [
      ['FAILED', 'TG2070'],
      ['CANCELLED', 'TG2071'],
    ] as const) {
      athena.faults.push({ operation: 'execution', fault: { state, reason: 'Bytes scanned limit was exceeded' } });
      await expect(ofAthena().rows(sql)).rejects.toMatchObject({
        code,
        message: expect.stringContaining('Bytes scanned'),
      });
    }
    expect(await ofAthena().rows(sql)).toEqual([[2]]);
  });

  test('more rows than a page holds; a page that expired is asked for once more by a new query', async () => {
    const sql = 'SELECT x FROM UNNEST(sequence(1, 2500)) AS t (x)';
    const before = athena.started.length;
    athena.faults.push({ operation: 'GetQueryResults', fault: { error: 'InvalidRequestException' } });
    const rows = await ofAthena().rows(sql);
    expect(rows.map(([x]) => x)).toEqual(Array.from({ length: 2500 }, (_, at) => at + 1));
    expect(athena.started.length - before).toBe(2);
  });

  test('a process that is killed between start and fetch pays once', async () => {
    const sql = 'SELECT count(*) FROM awsdatacatalog.tollgate.throughput';
    const ask = () => {
      const env = {
        ...process.env,
        AWS_ENDPOINT_URL: athena.url,
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
      };
      const program = [join('test', 'support', 'ask-athena.ts'), notes, sql];
      return spawn(process.execPath, program, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    };
    const before = athena.started.length;
    // Killed before it knows the id, then once it does.
    for (const operation of ['StartQueryExecution', 'GetQueryExecution']) {
      const child = ask();
      const dead = new Promise((done) => child.once('exit', done));
      athena.onRequest = async (asked) => {
        if (asked !== operation) return;
        child.kill('SIGKILL');
        await dead;
      };
      await dead;
    }
    athena.onRequest = () => undefined;
    const [[rows] = []] = await new Promise<number[][]>((done) => {
      let text = '';
      const child = ask();
      child.stdout.on('data', (part) => {
        text += part;
      });
      child.once('close', () => done(JSON.parse(text || '[]')));
    });
    expect(rows).toBeGreaterThan(100_000);
    expect(athena.started.length - before).toBe(1);
  });

  /** A table of text and whole numbers over one Parquet file in one folder of days. */
  const tableOf = async (name: string, select: string, folder: string): Promise<void> => {
    const path = join(trino.folder, name, ...folder.split('/'));
    mkdirSync(path, { recursive: true });
    await duck.connection.run(`COPY (${select}) TO '${join(path, 'part.parquet')}' (FORMAT parquet)`);
    const described = await duck.connection.runAndReadAll(`DESCRIBE ${select}`);
    const columns = described
      .getRows()
      .map(([column, type]) => `"${column}" ${type === 'BIGINT' ? 'bigint' : 'varchar'}`);
    const keys = folder.split('/').map((each) => each.split('=')[0] ?? '');
    await ofTrino().rows(`CREATE TABLE awsdatacatalog.tollgate.${name} (${[...columns, ...keys.map((key) => `${key} varchar`)].join(', ')})
      WITH (external_location = 'local:///${name}', format = 'PARQUET', partitioned_by = ARRAY[${keys.map((key) => `'${key}'`).join(', ')}])`);
    await ofTrino().rows(`CALL awsdatacatalog.system.sync_partition_metadata('tollgate', '${name}', 'FULL')`);
  };
  const address = (engine: string, rest: string): string =>
    engine === 'athena'
      ? `athena://AwsDataCatalog.tollgate.${rest}`
      : `trino://${trino.url.slice(7)}/awsdatacatalog.tollgate.${rest}`;

  test('a bill in a table gives the lines of its files, and only its month is read', async () => {
    const csv = join(trino.folder, 'bill.csv');
    writeFileSync(csv, curLegacyCsv(syntheticLines()));
    const file = `read_csv('${csv}', all_varchar = true)`;
    const names = (await duck.connection.runAndReadAll(`DESCRIBE SELECT * FROM ${file}`))
      .getRows()
      .map(([name]) => String(name));
    const plain = (name: string): string =>
      name
        .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
        .replace(/[^A-Za-z0-9]+/g, '_')
        .toLowerCase();
    const select = `SELECT ${names.map((name) => `"${name}" AS "${plain(name)}"`).join(', ')} FROM ${file}`;
    await tableOf('cur', select, 'billing_period=2026-06');
    const lines = async (place: string) => {
      const bill = await openBill(await findBills([place]));
      const read = (await billLines(bill.connection)).map((line) => JSON.stringify(line)).sort();
      const usage = [...(await bill.usageOfPayers())].map(([payer, cost]) => [payer, cost.toFixed(6)]);
      bill.close();
      return { read, usage };
    };
    const ofFile = await lines(csv);
    expect(ofFile.read.length).toBeGreaterThan(100);
    expect(await lines(address('trino', 'cur?month=2026-06'))).toEqual(ofFile);
    expect(await lines(address('athena', 'cur?month=2026-06'))).toEqual(ofFile);
    expect((await lines(address('trino', 'cur?month=2026-05'))).read).toEqual([]);
    await expect(findBills([address('athena', 'cur?month=2026-06&max-query-cost=0')])).rejects.toMatchObject({
      code: 'TG2073',
    });
    await expect(findBills([address('athena', 'cur')])).rejects.toMatchObject({ code: 'TG1040' });
  });

  test('flow logs in a table tell what their files tell', async () => {
    const records = Array.from({ length: 500 }, (_, at) => request(`10.0.1.${20 + (at % 40)}`, 100 + at));
    const log = join(trino.folder, 'flows.log');
    writeFileSync(
      log,
      logText([...records, request('10.0.1.20', 5, { bytes: '-' }), request('10.0.1.21', 7, { action: 'REJECT' })]),
    );
    const numbers = new Set(['bytes', 'start', 'end']);
    const columns = V5.split(' ').map((name) => {
      const value = `nullif("${name}", '-')`;
      return `${numbers.has(name) ? `CAST(${value} AS BIGINT)` : value} AS "${name.replaceAll('-', '_')}"`;
    });
    await tableOf(
      'flows',
      `SELECT ${columns.join(', ')} FROM read_csv('${log}', delim = ' ', all_varchar = true)`,
      'year=2026/month=11/day=07',
    );
    const of = async (place: string) => {
      const { window, cells, publicTraffic, records: counted } = await flowLogs.read([place], INVENTORY);
      return { window, cells, publicTraffic, counted };
    };
    expect(await of(address('trino', 'flows?from=2026-11-01&to=2026-11-08'))).toEqual(await of(log));
    expect(await of(address('athena', 'flows?from=2026-11-07&to=2026-11-08'))).toEqual(await of(log));
  });

  test('Athena and Trino are given the same columns by the guide', () => {
    const guide = readFileSync('docs/guides/engines.md', 'utf8');
    const [, ofTable = '', ofFolders = ''] =
      /```sql athena\nCREATE EXTERNAL TABLE [\w.]+ \(([^)]*)\)\nPARTITIONED BY \(([^)]*)\)/.exec(guide) ?? [];
    const names = (text: string): readonly string[] =>
      text.split(',').map((each) => each.trim().split(/\s+/)[0]?.replaceAll('`', '') ?? '');
    return ofAthena()
      .columns({ catalog: 'AwsDataCatalog', schema: 'tollgate', table: 'throughput' })
      .then((columns) => {
        expect(columns.filter((column) => !column.isPartition).map((column) => column.name)).toEqual(names(ofTable));
        expect(columns.filter((column) => column.isPartition).map((column) => column.name)).toEqual(names(ofFolders));
      });
  });
});
