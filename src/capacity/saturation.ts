import type { Losses } from '../traffic/throughput.ts';
import type { Level } from './level.ts';

/** Share of the baseline from which a period counts as near the capacity: scaling may not have reacted yet. */
export const NEAR_CAPACITY = 0.8;

/** Resets for each byte near the capacity, against elsewhere, from which they are taken for a sign of it. */
const RESET_FACTOR = 3;
/** Fewer resets than this prove nothing. */
const LEAST_RESETS = 20;

/** What the endpoint itself says about being full; it outranks arithmetic. */
export interface SaturationEvidence {
  readonly level: Extract<Level, 'warning' | 'critical'>;
  readonly droppedPackets: number;
  readonly resets: number;
  readonly reason: string;
}

/**
 * Judges losses: packets dropped near the capacity are critical; resets near it, clearly more frequent per byte than elsewhere,
 * are a warning. Losses at low load are no evidence of a full zone.
 */
export function saturationEvidence(losses: Losses | undefined, bytes: number): SaturationEvidence | undefined {
  if (!losses || losses.periodsNear === 0) return undefined;
  const found = { droppedPackets: losses.droppedNear, resets: losses.resetsNear };
  if (losses.droppedNear > 0) {
    const reason = `${losses.droppedNear} packets were dropped in ${losses.periodsNear} periods near the capacity`;
    return { ...found, level: 'critical', reason };
  }
  if (losses.resetsNear < LEAST_RESETS || losses.bytesNear === 0) return undefined;
  const near = losses.resetsNear / losses.bytesNear;
  const bytesElsewhere = bytes - losses.bytesNear;
  const elsewhere = bytesElsewhere > 0 ? (losses.resets - losses.resetsNear) / bytesElsewhere : 0;
  if (near < RESET_FACTOR * elsewhere) return undefined;
  const reason = `${losses.resetsNear} resets fell into ${losses.periodsNear} periods near the capacity, several times as many for each byte as elsewhere`;
  return { ...found, level: 'warning', reason };
}
