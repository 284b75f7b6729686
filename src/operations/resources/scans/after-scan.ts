import type { Snapshot } from '../../../report/snapshot-document.ts';
import type { ScanRecord } from './scan-record.ts';

/** A scan that has kept its snapshot. */
export interface KeptScan {
  readonly scan: ScanRecord;
  readonly snapshot: Snapshot;
  /** Whether no newer scan of the same account and Region has been kept meanwhile. */
  readonly isNewest: boolean;
}

/**
 * What follows a scan, such as judging budgets: one file, and one line in `compose/after-scan.ts`. A step runs again where it or a
 * later one failed, so doing it twice must change nothing.
 */
export type AfterScan = (kept: KeptScan, signal: AbortSignal) => Promise<void>;

/** A step that says how things stand now: where a newer scan is kept already, that one says it. */
export const ofNewest =
  (step: AfterScan): AfterScan =>
  async (kept, signal) => {
    if (kept.isNewest) await step(kept, signal);
  };

/** Does every step. One that fails stops no other; the first failure is thrown at the end, so that the job is tried again. */
export async function runAfterScan(steps: readonly AfterScan[], kept: KeptScan, signal: AbortSignal): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps) {
    signal.throwIfAborted();
    await step(kept, signal).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}
