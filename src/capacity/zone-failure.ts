/** A zone's load and capacity, bits per second. */
export interface ZoneLoad {
  readonly az: string;
  readonly loadBps: number;
  readonly capacityBps: number;
}

/** What a zone would carry in the worst failure of another one. */
export interface AfterFailure {
  /** The failed zone that hurts this one most. */
  readonly failed: string;
  readonly loadBps: number;
  readonly utilisation: number;
}

/**
 * N-1: one zone fails and DNS, which answers round robin over the interfaces that are healthy, spreads its load evenly over the
 * survivors. For each zone, in the given order, the failure that leaves it fullest; undefined where no other zone exists. Loads
 * are added as though they peaked together, which errs to the safe side. Source: AWS PrivateLink guide, facts 0.2 and 0.3.
 */
export function afterWorstFailure(zones: readonly ZoneLoad[]): readonly (AfterFailure | undefined)[] {
  const survivors = zones.length - 1;
  if (survivors < 1) return zones.map(() => undefined);
  const [first, second] = zones.toSorted((a, b) => b.loadBps - a.loadBps);
  return zones.map((zone) => {
    const failed = zone === first ? second : first;
    if (!failed) return undefined;
    const loadBps = zone.loadBps + failed.loadBps / survivors;
    return { failed: failed.az, loadBps, utilisation: loadBps / zone.capacityBps };
  });
}
