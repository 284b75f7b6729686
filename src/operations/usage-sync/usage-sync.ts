import { TollgateError } from '../../core/errors.ts';
import { join } from '../../model/join.ts';
import { mergeTraffic } from '../../traffic/traffic.ts';
import type { TrafficReading } from '../../traffic/traffic-source.ts';
import type { NetworkReading } from '../inputs/load-network.ts';
import { measuredUsage } from './measured-usage.ts';
import { type SyncedFile, syncUsageFile } from './sync-file.ts';

export interface UsageSyncRequest {
  /** The network that was measured: a snapshot, or any network with throughput files. */
  readonly measured: NetworkReading;
  /** What files measure; they win over what a snapshot measured. */
  readonly traffic?: TrafficReading | undefined;
  /** The plan or template whose addresses the file uses. */
  readonly declared?: NetworkReading | undefined;
  readonly existing?: { readonly name: string; readonly text: string } | undefined;
  readonly now: Date;
}

export interface UsageSyncResult extends SyncedFile {
  /** Endpoints with measured traffic that the plan does not declare. */
  readonly unmatched: number;
}

/** Use case: fill an Infracost usage file from measured traffic. Throws TG5030 where nothing was measured. */
export function syncUsage({ measured, traffic, declared, existing, now }: UsageSyncRequest): UsageSyncResult {
  const profile = mergeTraffic(measured.measured?.profile ?? new Map(), traffic?.profile ?? new Map());
  const network = join(measured.topology, profile);
  const known = measuredUsage(network, undefined);
  if (known.length === 0) {
    throw new TollgateError('TG5030', 'Nothing tells the traffic of any endpoint.', {
      hint: 'Give a snapshot with metrics (tollgate scan), or throughput with --traffic.',
    });
  }
  const usage = measuredUsage(network, declared && join(declared.topology, new Map()));
  const synced = syncUsageFile(existing, usage, now.toISOString().slice(0, 10));
  return { ...synced, unmatched: known.length - usage.length };
}
