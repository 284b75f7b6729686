import type { DuckDBConnection } from '@duckdb/node-api';
import type { ConnectionStatistics, ThroughputStep } from '../operations/scan/ports.ts';
import type { TimeSpan } from '../traffic/throughput.ts';
import { CONNECTIONS, DOWNSAMPLED } from './history-sql.ts';

const orNull = (value: unknown): number | null => (value === null ? null : Number(value));

export async function downsampled(
  connection: DuckDBConnection,
  endpoint: string,
  window: TimeSpan,
  step: number,
): Promise<ThroughputStep[]> {
  const result = await connection.runAndReadAll(DOWNSAMPLED, {
    endpoint,
    from: BigInt(window.start),
    to: BigInt(window.end),
    step: BigInt(step),
  });
  return result.getRows().map(([az, start, bytes, peakBps, active, opened, dropped, resets]) => ({
    az: String(az),
    start: Number(start),
    bytes: Number(bytes),
    peakBps: Number(peakBps),
    activeConnections: orNull(active),
    newConnections: orNull(opened),
    packetsDropped: orNull(dropped),
    rstPackets: orNull(resets),
  }));
}

export async function connectionStatistics(
  connection: DuckDBConnection,
  window: TimeSpan,
): Promise<ConnectionStatistics[]> {
  const result = await connection.runAndReadAll(CONNECTIONS, { seconds: window.end - window.start });
  return result.getRows().map(([endpoint, az, activePeak, newPerSecond]) => ({
    endpoint: String(endpoint),
    az: String(az),
    activePeak: Number(activePeak),
    newPerSecond: Number(newPerSecond),
  }));
}
