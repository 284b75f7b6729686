import type { Engine } from '../engines/engine.ts';
import type { ConnectionStatistics, ThroughputStep } from '../operations/scan/ports.ts';
import type { TimeSpan } from '../traffic/throughput.ts';
import { CONNECTIONS, downsampledSql } from './history-sql.ts';

const orNull = (value: unknown): number | null => (value === null ? null : Number(value));

export async function downsampled(
  engine: Engine,
  endpoint: string,
  window: TimeSpan,
  step: number,
): Promise<ThroughputStep[]> {
  const rows = await engine.rows(downsampledSql(engine.dialect), {
    endpoint,
    from: window.start,
    to: window.end,
    step,
  });
  return rows.map(([az, start, bytes, peakBps, active, opened, dropped, resets]) => ({
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

export async function connectionStatistics(engine: Engine, window: TimeSpan): Promise<ConnectionStatistics[]> {
  const rows = await engine.rows(CONNECTIONS, { seconds: window.end - window.start });
  return rows.map(([endpoint, az, activePeak, newPerSecond]) => ({
    endpoint: String(endpoint),
    az: String(az),
    activePeak: Number(activePeak),
    newPerSecond: Number(newPerSecond),
  }));
}
