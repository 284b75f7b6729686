import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openDuck } from '../../src/files/bounded-duckdb.ts';
import { writeDay } from '../../src/history/day-manifest.ts';
import { copyTo, literal } from '../../src/history/history-sql.ts';
import { dayOf, dayPath } from '../../src/history/paths.ts';

export const SCOPE = { account: '111122223333', region: 'us-east-1' };
export const DAYS = 30;
const [DAY, PERIOD] = [86_400, 300];
export const START = Date.UTC(2026, 9, 1) / 1000;
export const WINDOW = { start: START, end: START + DAYS * DAY };
const ZONES = 3;

export const endpointName = (index: number): string => `vpce-${String(index).padStart(6, '0')}`;

/** Stores 30 days of five-minute rows of so many endpoint-zones (a multiple of 3) as a scan stores them. */
export async function writeHistory(root: string, endpointZones: number): Promise<void> {
  const duck = await openDuck();
  try {
    for (let day = 0; day < DAYS; day++) {
      const folder = dayPath(root, SCOPE, dayOf(START + day * DAY));
      const rows = `SELECT 'vpce-' || lpad(CAST(floor(z / ${ZONES}) AS INTEGER)::VARCHAR, 6, '0') AS endpoint_id,
        'use1-az' || (z % ${ZONES} + 1) AS az, make_timestamp((${START + day * DAY} + p * ${PERIOD}) * 1000000) AS start,
        ${PERIOD} AS period_seconds, CAST(hash(z, p + ${day * 288}) % 1000000000 AS BIGINT) AS bytes,
        CAST(NULL AS DOUBLE) AS active_connections, CAST(NULL AS DOUBLE) AS new_connections,
        CAST(NULL AS DOUBLE) AS packets_dropped, CAST(NULL AS DOUBLE) AS rst_packets
        FROM range(${endpointZones}) zones(z), range(${DAY / PERIOD}) periods(p)`;
      await mkdir(folder, { recursive: true });
      await duck.connection.run(copyTo(rows, join(folder, 'rows.parquet')));
      await writeDay(folder, { generation: 0 }, [{ name: 'rows.parquet', rows: (endpointZones * DAY) / PERIOD }]);
    }
  } finally {
    duck.close();
  }
}

/** Where the same rows lie in one file. */
export const flatFile = (root: string): string => join(root, 'flat.parquet');

export async function writeFlat(root: string): Promise<void> {
  const duck = await openDuck();
  try {
    const stored = `read_parquet(${literal(join(root, 'throughput', '**', '*.parquet'))}, hive_partitioning = false)`;
    await duck.connection.run(
      `COPY (SELECT * FROM ${stored}) TO ${literal(flatFile(root))} (FORMAT parquet, COMPRESSION zstd)`,
    );
  } finally {
    duck.close();
  }
}
