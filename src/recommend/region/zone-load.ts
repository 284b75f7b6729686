import { peakLoads, worstUtilisation, type ZoneLoad } from '../../capacity/zone-failure.ts';
import type { JoinedEndpoint } from '../../model/join.ts';
import type { Client } from './client.ts';

/**
 * How much more than an even spread the fullest surviving zone carries of a client's load when the worst zone is lost: 1 = even
 * (round robin), 2 = twice as much. Measured zones count where the endpoint stays as it is; else the zones of clients that keep to
 * their own. The arithmetic is headroom's own.
 */
export function survivorFactor(client: Client, joined: JoinedEndpoint | undefined, zones: readonly string[]): number {
  const loads = measuredLoads(client, joined, zones) ?? homeLoads(client, joined, zones);
  const { n1 } = worstUtilisation(loads ?? []);
  return n1 === undefined ? 1 : Math.max(n1 * (zones.length - 1), 1);
}

/** Shares of the peak that each zone carries, where the client stays with its endpoint in exactly its zones. */
function measuredLoads(
  client: Client,
  joined: JoinedEndpoint | undefined,
  zones: readonly string[],
): readonly ZoneLoad[] | undefined {
  const stays = joined !== undefined && client.origin.kind === 'endpoint' && client.origin.joined === joined;
  const { peakGbps, peakGbpsByZone } = joined?.traffic ?? {};
  if (!stays || !peakGbps || !peakGbpsByZone || peakGbps.isZero()) return undefined;
  if (zones.length !== joined.zones?.length || !zones.every((zone) => joined.zones?.includes(zone))) return undefined;
  const peak = peakGbps.toNumber();
  const shares = new Map([...peakGbpsByZone].map(([zone, gbps]) => [zone, gbps.toNumber() / peak]));
  return peakLoads(zones, 1, shares, 1);
}

/** With affinity a, the share a of each zone's clients stays in it and the rest goes round robin. */
function homeLoads(
  client: Client,
  joined: JoinedEndpoint | undefined,
  zones: readonly string[],
): readonly ZoneLoad[] | undefined {
  const affinity = joined?.endpoint.affinity ?? 0;
  if (affinity === 0 || client.flows.length === 0 || client.gb.isZero()) return undefined;
  const home = zones.map((zone) =>
    client.flows
      .filter(({ flow }) => flow.from.az === zone)
      .reduce((share, { gb }) => share + gb.div(client.gb).toNumber(), 0),
  );
  const kept = home.map((share) => affinity * share);
  const spread = (1 - kept.reduce((all, share) => all + share, 0)) / zones.length;
  return zones.map((az, index) => ({ az, loadBps: (kept[index] ?? 0) + spread, capacityBps: 1 }));
}
