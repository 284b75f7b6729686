import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Decimal } from '../../../core/decimal.ts';
import { openDuck } from '../../../files/bounded-duckdb.ts';
import { temporaryPrefix } from '../../../files/left-behind.ts';
import { isOutOfMemory, takesTooMuch } from '../../../files/parquet-limits.ts';
import { formatOfColumns, lineTypeExpression } from './bill-columns.ts';
import { type BillRelation, describeBill, relationSql } from './bill-file.ts';
import type { BillLabel } from './bill-labels.ts';
import type { BillPath } from './bill-path.ts';
import { type BillWriting, writingOf } from './bill-writing.ts';
import { billedProduct } from './classify.ts';
import { plainName } from './column-names.ts';
import { differing } from './differing-files.ts';
import { GATHERED, type Gathering, gather, holdsDoubles, usageOfPayers } from './gather-lines.ts';
import { type Double, markOverlaps } from './overlaps.ts';
import { type BillFormat, FIELD_COLUMNS } from './schema.ts';
import { selectVersions } from './select-versions.ts';
import { type StatedRate, statedRates } from './stated-rates.ts';
import { refuseTornGzip } from './torn-gzip.ts';
import { unpackBill } from './unpack-bill.ts';
import { writeBills } from './written-bill.ts';
import type { BillNote } from './written-kind.ts';

/**
 * An open bill. `connection` has a relation `bill`, one row for each endpoint (or other resource), hour or day, payer, account, usage
 * type, operation and line type: start (TIMESTAMP, UTC), seconds, payer, account, region, product (of core/products.json, "cross-az",
 * "inter-region-transfer-in" or null), usage_type, operation, service, resource (the AWS id), line_type, quantity, cost, list_cost (null where the bill tells
 * none), currency, label (null where no label is asked for, or the line has none), period (YYYY-MM), is_late (of a month before its billing period).
 */
export interface OpenBill {
  readonly connection: DuckDBConnection;
  readonly formats: readonly BillFormat[];
  /** Whether any line of an endpoint names its resource: without, nothing can be told of single endpoints. */
  readonly hasResourceIds: boolean;
  /** Whether any line at all names a resource: else the export was made without. */
  readonly namesResources: boolean;
  /** Lines left out: a start, quantity or cost that cannot be read, or a broken row. */
  readonly rejected: number;
  /** Lines that are on the bill twice, and folders and files of older versions: none is counted. */
  readonly doubles: readonly Double[];
  readonly older: readonly string[];
  /** What is to be said of single files. */
  readonly notes: readonly BillNote[];
  /** Exchange rates that the bill itself states. */
  readonly stated: readonly StatedRate[];
  /** Cost of the usage of every service by payer and currency (`payerKey`): what a discount on the whole bill is shared out by. */
  usageOfPayers(): Promise<ReadonlyMap<string, Decimal>>;
  close(): void;
}

/** Reads the files of a bill as one. Throws TG1001, TG1007, TG6002, TG6003, TG6012, TG2106 or TG4071 to TG4074. The caller closes it. */
export async function openBill(files: readonly BillPath[], label?: BillLabel): Promise<OpenBill> {
  const { connection, close: closeDuck } = await openDuck();
  let scratch: string | undefined;
  const reading = new AbortController();
  const close = (): void => {
    closeDuck();
    if (scratch !== undefined) rmSync(scratch, { recursive: true, force: true });
  };
  try {
    await connection.run(GATHERED);
    const { bills, older: versions } = await selectVersions(files);
    const older = [...versions];
    const described: Described[] = [];
    const plain: BillPath[] = [];
    const inScratch = async () => (scratch ??= await mkdtemp(temporaryPrefix('bill')));
    for (const bill of await differing(bills, (name) => older.push(name))) {
      plain.push(...(await unpackBill(bill, inScratch)));
    }
    const { files: tables, notes } = await writeBills(plain, inScratch);
    for (const file of tables) described.push(await describedFile(connection, file));
    const whole = refuseTornGzip(tables, reading.signal);
    // What it throws is awaited below, after the lines are read.
    whole.catch(() => undefined);
    const gatherings = await gatherAll(connection, described, label);
    await whole;
    const doubles = await markOverlaps(connection);
    await classify(connection);
    const rejected = await rejections(connection);
    const [ofEndpoints, ofAny] = await namedResources(connection);
    return {
      connection,
      formats: [...new Set(described.map(({ format }) => format))],
      hasResourceIds: (ofEndpoints ?? 0) > 0,
      namesResources: (ofAny ?? 0) > 0,
      rejected,
      doubles,
      older,
      notes,
      stated: await statedRates(connection, gatherings),
      usageOfPayers: () => usageOfPayers(connection, gatherings),
      close,
    };
  } catch (error) {
    reading.abort();
    close();
    if (isOutOfMemory(error)) throw takesTooMuch(files[0]?.name ?? 'the bill', error);
    throw error;
  }
}

interface Described {
  readonly file: BillPath;
  readonly relation: BillRelation;
  readonly format: BillFormat;
  readonly writing: BillWriting;
}

async function describedFile(connection: DuckDBConnection, file: BillPath): Promise<Described> {
  const relation = await describeBill(connection, file);
  const format = formatOfColumns(relation.columns, file.name);
  const writing = await writingOf(connection, relationSql([file.path], relation), relation.columns, file.name);
  return { file, relation, format, writing };
}

async function gatherAll(
  connection: DuckDBConnection,
  described: readonly Described[],
  label: BillLabel | undefined,
): Promise<readonly Gathering[]> {
  const gatherings: Gathering[] = [];
  for (const alike of Map.groupBy(described, shapeOf).values()) {
    const [first] = alike;
    if (!first) continue;
    const { relation, writing } = first;
    const source = gatherings.length;
    const gathering = { source, files: alike.map(({ file }) => file), relation, writing, label };
    await gather(connection, gathering);
    if (await holdsDoubles(connection, gathering)) {
      await connection.run(`DELETE FROM gathered WHERE source = ${source}`);
      await gather(connection, gathering, true);
    }
    gatherings.push(gathering);
  }
  return gatherings;
}

const KNOWN_COLUMNS: ReadonlySet<string> = new Set(Object.values(FIELD_COLUMNS).flat());

/** Files of one shape are read by one query: CSV by position, Parquet by the names that matter. */
const shapeOf = ({ relation: { kind, isGzip, delimiter, columns }, writing, format }: Described): string =>
  JSON.stringify([
    kind,
    isGzip,
    delimiter,
    format,
    writing,
    kind === 'csv' ? columns : columns.filter(({ name }) => KNOWN_COLUMNS.has(plainName(name))),
  ]);

/** Says once for each usage type and operation, resource and line type what it stands for, and makes `bill`. */
async function classify(connection: DuckDBConnection): Promise<void> {
  await connection.run(
    'CREATE TABLE billed_product (usage_type VARCHAR, operation VARCHAR, product VARCHAR, product_region VARCHAR)',
  );
  const kinds = await connection.runAndReadAll('SELECT DISTINCT usage_type, operation FROM gathered');
  const appender = await connection.createAppender('billed_product');
  const append = (value: string | undefined): void =>
    value === undefined ? appender.appendNull() : appender.appendVarchar(value);
  for (const [usageType, operation] of kinds.getRows()) {
    const word = operation === null ? undefined : String(operation);
    const { product, region } = billedProduct(String(usageType ?? ''), word);
    for (const value of [usageType === null ? undefined : String(usageType), word, product, region]) append(value);
    appender.endRow();
  }
  appender.closeSync();
  await connection.run(`CREATE TABLE billed_resource AS SELECT resource AS written, ${RESOURCE_ID} AS id
    FROM (SELECT DISTINCT resource FROM gathered)`);
  await connection.run(`CREATE TABLE billed_type AS SELECT line_word AS written, ${lineTypeExpression('line_word')} AS line_type
    FROM (SELECT DISTINCT line_word FROM gathered)`);
  await connection.run(`CREATE VIEW counted AS SELECT start, seconds, payer, account, is_bad,
      coalesce(date_trunc('month', start) < date_trunc('month', period), false) AS is_late,
      strftime(coalesce(period, start), '%Y-%m') AS period,
      coalesce(product_region, nullif(given_region, '')) AS region, product, gathered.usage_type, gathered.operation, service,
      billed_resource.id AS resource, line_type, quantity, cost, list_cost, currency, nullif(label, '') AS label, lines
    FROM gathered LEFT JOIN billed_product ON gathered.usage_type IS NOT DISTINCT FROM billed_product.usage_type
      AND gathered.operation IS NOT DISTINCT FROM billed_product.operation
    LEFT JOIN billed_resource ON gathered.resource IS NOT DISTINCT FROM billed_resource.written
    LEFT JOIN billed_type ON gathered.line_word IS NOT DISTINCT FROM billed_type.written
    WHERE NOT is_double`);
  await connection.run('CREATE VIEW bill AS SELECT * EXCLUDE (is_bad) FROM counted WHERE NOT is_bad');
  await connection.run('CREATE VIEW unread AS SELECT * EXCLUDE (is_bad) FROM counted WHERE is_bad');
}

/** The AWS id in what a bill calls a resource: that of the kinds we know, else what follows the last slash or colon. */
const RESOURCE_ID = `nullif(coalesce(nullif(regexp_extract(resource, '((?:vpce|nat|tgw|tgw-attach|pcx|eni)-[0-9a-z-]+)', 1), ''),
  regexp_extract(resource, '([^/:]*)$', 1)), '')`;

async function rejections(connection: DuckDBConnection): Promise<number> {
  const bad = await connection.runAndReadAll(
    'SELECT coalesce(sum(lines), 0) FROM gathered WHERE is_bad AND NOT is_double',
  );
  const tables = await connection.runAndReadAll(
    "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'reject_errors'",
  );
  if (Number(tables.getRows()[0]?.[0]) === 0) return Number(bad.getRows()[0]?.[0]);
  // A file is looked at more than once: a row of it counts once.
  const broken = await connection.runAndReadAll(
    'SELECT count(DISTINCT (file_path, line)) FROM reject_errors JOIN reject_scans USING (scan_id, file_id)',
  );
  return Number(bad.getRows()[0]?.[0]) + Number(broken.getRows()[0]?.[0]);
}

/** Usage types of endpoints and all usage types that some line names a resource for. */
async function namedResources(connection: DuckDBConnection): Promise<readonly number[]> {
  const result =
    await connection.runAndReadAll(`SELECT count(*) FILTER (contains(product, '-endpoint-') AND is_usage), count(*)
    FROM (SELECT DISTINCT usage_type, operation, lower(line_word) LIKE '%usage' AS is_usage FROM gathered WHERE resource <> '' AND NOT is_bad) AS named
    LEFT JOIN billed_product ON named.usage_type IS NOT DISTINCT FROM billed_product.usage_type
      AND named.operation IS NOT DISTINCT FROM billed_product.operation`);
  return (result.getRows()[0] ?? []).map(Number);
}
