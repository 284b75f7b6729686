/** Endpoints of a service that may stand side by side in a VPC. */
const MOST = 4;

/**
 * Endpoints it takes to hold the loads of an endpoint's clients, where each client uses one of them: the largest first, each where
 * it still fits. Undefined where one load alone is too large, or it would take too many.
 */
export function endpointsNeeded(loadsGbps: readonly number[], capacityGbps: number): number | undefined {
  const free: number[] = [];
  for (const load of loadsGbps.toSorted((a, b) => b - a)) {
    if (load > capacityGbps) return undefined;
    const fits = free.findIndex((room) => load <= room);
    if (fits === -1) free.push(capacityGbps - load);
    else free[fits] = (free[fits] ?? 0) - load;
  }
  return free.length > MOST ? undefined : Math.max(free.length, 1);
}
