import { type Decimal, ZERO } from '../../core/decimal.ts';
import { remembering } from '../../core/remembering.ts';
import type { JoinedNetwork } from '../../model/join.ts';
import { isCalledHub } from './called-hub.ts';
import { type Client, endpointOf, isForeign } from './client.ts';

/** Hubs considered for a service where the user names none and nobody serves others yet. */
const LARGEST_USERS = 3;

/**
 * VPCs that may serve others, by service: those the user names or tags `tollgate:hub` = true, and those that serve others with
 * anything today; else the largest users and attached VPCs that are called hubs, since of hubs reached alike only the one with the most traffic of its own is ever needed (docs/adr/0061).
 */
export function hubsOf(
  byService: ReadonlyMap<string, readonly Client[]>,
  named: readonly string[] | undefined,
  network: JoinedNetwork,
  region: string,
): (service: string) => readonly string[] {
  const serving = [...byService.values()].flat().filter(isForeign);
  const standing = serving.flatMap((client) => endpointOf(client)?.endpoint.vpc ?? []);
  const chosen = [...new Set([...(named ?? taggedHubs(network, region)), ...standing])];
  if (chosen.length > 0) return () => chosen;
  const called = calledHubs(network, region);
  return remembering((service: string) => [...new Set([...largestUsers(byService.get(service) ?? []), ...called])]);
}

/** Attached VPCs that are called hubs: on equal cost one of them is to host. Few, for each makes the decision larger. */
const calledHubs = ({ vpcs, topology }: JoinedNetwork, region: string): readonly string[] => {
  const attached = new Set((topology.connectivity?.transitGateways ?? []).flatMap((gateway) => gateway.vpcs));
  const called = [...vpcs.values()].filter(
    (vpc) => (vpc.region ?? topology.region) === region && attached.has(vpc.id) && isCalledHub(vpc),
  );
  return called.slice(0, LARGEST_USERS).map((vpc) => vpc.id);
};

const taggedHubs = (network: JoinedNetwork, region: string): readonly string[] =>
  [...network.vpcs.values()]
    .filter((vpc) => vpc.tags?.['tollgate:hub'] === 'true' && (vpc.region ?? network.topology.region) === region)
    .map((vpc) => vpc.id);

function largestUsers(clients: readonly Client[]): readonly string[] {
  const gb = new Map<string, Decimal>();
  for (const client of clients) {
    if (!endpointOf(client) || isForeign(client) || client.vpc === undefined) continue;
    gb.set(client.vpc, (gb.get(client.vpc) ?? ZERO).plus(client.gb));
  }
  return [...gb]
    .sort(([, a], [, b]) => b.comparedTo(a))
    .slice(0, LARGEST_USERS)
    .map(([vpc]) => vpc);
}
