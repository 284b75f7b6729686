import { type Cadence, FACTS, MEASURED, NETWORK, ORGANIZATION } from './assumptions.ts';

/** One pass over all scopes: what it takes, by arithmetic alone and by playing it through. */
export interface Pass {
  readonly calls: number;
  readonly usd: number;
  readonly points: number;
  /** Of all cores together. */
  readonly coreHours: number;
  /** From the first scope's start to the last one's end. */
  readonly hours: number;
}

/** Sizes of scopes in endpoint-zones: a few are large (Zipf), the same in every run. */
export function scopeSizes(
  scopes: number = ORGANIZATION.scopes,
  zones: number = ORGANIZATION.endpointZones,
): readonly number[] {
  const weights = Array.from({ length: scopes }, (_, rank) => 1 / (rank + 10) ** 0.8);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => Math.max(1, Math.round((weight / all) * zones)));
}

/** What one scope takes. Its seconds are the longest of three: calls that wait, points the quota lets through, one core that works. */
function scopeOf(zones: number, { minutes }: Cadence) {
  const series = zones * ORGANIZATION.metricsPerZone;
  const points = series * minutes * NETWORK.busyMinutes;
  const calls = Math.max(Math.ceil(series / FACTS.seriesPerCall), Math.ceil((series * minutes) / FACTS.pointsPerCall));
  const coreSeconds = points / MEASURED.pointsPerCoreSecondDecoded + points / MEASURED.pointsPerCoreSecondStored;
  const seconds = Math.max(
    (calls * MEASURED.secondsPerCall) / MEASURED.callsAtOnce,
    points / FACTS.pointsPerSecondOfScope,
    coreSeconds,
  );
  return { series, points, calls, coreSeconds, seconds };
}

/** Plays a pass through: each core takes the largest scope that is left. */
export function simulatePass(cadence: Cadence, cores: number, sizes: readonly number[] = scopeSizes()): Pass {
  const free = new Float64Array(cores);
  let [calls, points, coreSeconds, series] = [0, 0, 0, 0];
  for (const zones of sizes.toSorted((a, b) => b - a)) {
    const scope = scopeOf(zones, cadence);
    calls += scope.calls;
    points += scope.points;
    series += scope.series;
    coreSeconds += scope.coreSeconds;
    const first = free.indexOf(Math.min(...free));
    free[first] = (free[first] ?? 0) + scope.seconds;
  }
  return {
    calls,
    points,
    usd: (series / 1000) * FACTS.usdPerThousandMetrics,
    coreHours: coreSeconds / 3600,
    hours: Math.max(...free) / 3600,
  };
}
