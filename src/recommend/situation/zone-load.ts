import type { JoinedEndpoint } from '../../model/join.ts';
import type { Client } from './client.ts';

/**
 * How much more than an even spread the fullest surviving zone carries of a client's load when the worst zone is lost: 1 = even
 * (round robin), 2 = twice as much. Measured zones count where the endpoint stays as it is; else the zones of clients that keep to
 * their own. Losing a zone spreads its load evenly over the rest, as in the headroom report.
 */
export function survivorFactor(client: Client, joined: JoinedEndpoint | undefined, zones: readonly string[]): number {
  const shares = measuredShares(client, joined, zones) ?? homeShares(client, joined, zones);
  const survivors = zones.length - 1;
  if (!shares || survivors < 1) return 1;
  const [first = 0, second = 0] = shares.toSorted((a, b) => b - a);
  return Math.max((first + second / survivors) * survivors, 1);
}

/** Shares of the measured peaks, where the client stays with its endpoint in exactly its zones. */
function measuredShares(
  client: Client,
  joined: JoinedEndpoint | undefined,
  zones: readonly string[],
): readonly number[] | undefined {
  const stays = joined !== undefined && client.origin.kind === 'endpoint' && client.origin.joined === joined;
  const peaks = joined?.traffic?.peakGbpsByZone;
  if (
    !stays ||
    !peaks ||
    zones.length !== joined.zones?.length ||
    !zones.every((zone) => joined.zones?.includes(zone))
  ) {
    return undefined;
  }
  const values = zones.map((zone) => peaks.get(zone)?.toNumber() ?? 0);
  const all = values.reduce((sum, value) => sum + value, 0);
  return all === 0 ? undefined : values.map((value) => value / all);
}

/** With affinity a, the share a of each zone's clients stays in it and the rest goes round robin. */
function homeShares(
  client: Client,
  joined: JoinedEndpoint | undefined,
  zones: readonly string[],
): readonly number[] | undefined {
  const affinity = joined?.endpoint.affinity ?? 0;
  if (affinity === 0 || client.flows.length === 0 || client.gb.isZero()) return undefined;
  const home = zones.map((zone) =>
    client.flows
      .filter(({ flow }) => flow.from.az === zone)
      .reduce((share, { gb }) => share + gb.div(client.gb).toNumber(), 0),
  );
  const kept = home.map((share) => affinity * share);
  const spread = (1 - kept.reduce((all, share) => all + share, 0)) / zones.length;
  return kept.map((share) => share + spread);
}
