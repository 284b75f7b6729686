import { duckdbEngine } from '../../../engines/duckdb/duckdb-engine.ts';
import type { TrafficFile } from '../../traffic-source.ts';
import { onDisk } from './on-disk.ts';
import { type OpenThroughput, openThroughput } from './open-throughput.ts';
import { type ThroughputTotals, throughputTotals } from './totals.ts';

/** Totals of throughput files, and the rows that were left out or read as UTC. */
export interface ReadTotals extends Pick<OpenThroughput, 'rejected' | 'withoutOffset'> {
  readonly totals: ThroughputTotals;
}

/** Totals of throughput files of any size, by DuckDB. The bundle of the Action has `read-totals-in-memory.ts` in the place of this file. */
export const readTotals = (files: readonly TrafficFile[]): Promise<ReadTotals> =>
  onDisk(files, async (paths) => {
    const { connection, rejected, withoutOffset, close } = await openThroughput(paths);
    try {
      return { totals: await throughputTotals(duckdbEngine(connection)), rejected, withoutOffset };
    } finally {
      close();
    }
  });
