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

/** Utilisation of the fullest zone: as things are, and with the zone down that hurts most; undefined = no other zone is left. */
export interface WorstUtilisation {
  readonly now: number;
  readonly n1: number | undefined;
}

/** How full the fullest zone is, now and with one zone down: what headroom, the diff and recommendations judge by. */
export function worstUtilisation(zones: readonly ZoneLoad[]): WorstUtilisation {
  const after = afterWorstFailure(zones).flatMap((each) => (each ? [each.utilisation] : []));
  return {
    now: Math.max(0, ...zones.map(({ loadBps, capacityBps }) => loadBps / capacityBps)),
    n1: after.length === 0 ? undefined : Math.max(...after),
  };
}

/**
 * Load of each zone while the endpoint carries its peak: the highest rate measured in each zone, scaled up to the peak of the whole
 * where a zone that is down or dropped carried a part of it; spread evenly, as DNS does, where no zone of them was measured.
 */
export function peakLoads(
  zones: readonly string[],
  peakBps: number,
  measuredBps: ReadonlyMap<string, number> | undefined,
  capacityBps: number,
): readonly ZoneLoad[] {
  const measured = zones.map((az) => measuredBps?.get(az) ?? 0);
  const all = measured.reduce((sum, each) => sum + each, 0);
  const factor = all === 0 ? 0 : Math.max(1, peakBps / all);
  return zones.map((az, index) => ({
    az,
    capacityBps,
    loadBps: all === 0 ? peakBps / zones.length : (measured[index] ?? 0) * factor,
  }));
}
