import { z } from 'zod';
import type { EndpointHeadroom } from '../../../capacity/endpoint-headroom.ts';
import { LEVELS } from '../../../capacity/level.ts';

const level = z.enum([...LEVELS, 'unknown']);
const share = z.number().nullable();

/** How full an endpoint was in the last scan: p99 over the ceiling, default thresholds. */
export const headroomRecordSchema = z.object({
  level,
  /** With the worst single zone gone. */
  n1Level: level,
  /** Of the fullest zone, today and with another zone gone. */
  utilisation: share,
  n1Utilisation: share,
  zones: z.array(
    z.object({
      az: z.string(),
      level,
      utilisation: share,
      headroomBps: z.number().nullable(),
      n1Utilisation: share,
    }),
  ),
});
export type HeadroomRecord = z.infer<typeof headroomRecordSchema>;

/** What the list of endpoints keeps of headroom. */
export function headroomRecord({ level: own, n1Level, zones }: EndpointHeadroom): HeadroomRecord {
  const records = zones.map((zone) => ({
    az: zone.az,
    level: zone.level,
    utilisation: zone.utilisation ?? null,
    headroomBps: zone.headroomBps ?? null,
    n1Utilisation: zone.afterFailure?.utilisation ?? null,
  }));
  return {
    level: own,
    n1Level,
    utilisation: most(records.map((zone) => zone.utilisation)),
    n1Utilisation: most(records.map((zone) => zone.n1Utilisation)),
    zones: records,
  };
}

function most(shares: readonly (number | null)[]): number | null {
  const known = shares.filter((each) => each !== null);
  return known.length === 0 ? null : Math.max(...known);
}
