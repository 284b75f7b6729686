import { FULL_ACCESS } from '../guards/endpoint-policy.ts';
import { mergedPolicy, type Newcomers } from '../policy/merged-policy.ts';
import type { Policies } from '../policy/policies.ts';
import { policyClass } from '../policy/policy-class.ts';
import { type Client, endpointOf } from '../region/client.ts';
import type { Place } from '../region/place.ts';
import type { RegionalNetwork } from '../region/regional-network.ts';
import { clientsAt, type NetworkState } from './state.ts';

interface PolicyFacts {
  readonly regional: RegionalNetwork;
  readonly policies: Policies;
}

/** The policy that an endpoint needs in a state of the network; undefined where one is not known, or VPCs cannot be told apart by their addresses. */
export function policyAt({ regional, policies }: PolicyFacts, state: NetworkState, place: Place): unknown {
  const own = place.joined?.endpoint.policy;
  if (own === undefined) return undefined;
  const guests = clientsAt(regional, state, place).filter((client) => endpointOf(client) !== place.joined);
  const different = guests.filter((client) => {
    const theirs = client.origin.kind === 'nat' ? FULL_ACCESS : endpointOf(client)?.endpoint.policy;
    return policies.grantsNoMore(own, theirs) !== true || policies.grantsNoMore(theirs, own) !== true;
  });
  if (different.length === 0) return own;
  const parts = [...Map.groupBy(different, (client) => policyClass(policyOf(client))).values()].flatMap((same) =>
    newcomersOf(regional, place, same),
  );
  return parts.every((part) => part !== undefined) ? mergedPolicy(own, parts) : undefined;
}

const policyOf = (client: Client): unknown =>
  client.origin.kind === 'nat' ? FULL_ACCESS : endpointOf(client)?.endpoint.policy;

function newcomersOf(
  regional: RegionalNetwork,
  place: Place,
  clients: readonly Client[],
): readonly (Newcomers | undefined)[] {
  const [first] = clients;
  const hostId = place.joined?.endpoint.awsId ?? place.joined?.endpoint.id ?? '';
  const policy = first && policyOf(first);
  const cidrs = clients.map((client) =>
    client.vpc === undefined ? undefined : regional.vpcs.entry(client.vpc)?.cidrs,
  );
  if (policy === undefined || !cidrs.every((each) => each !== undefined && each.length > 0)) return [undefined];
  const renamed = new Map(
    clients.flatMap((client): [string, string][] => {
      const old = endpointOf(client)?.endpoint;
      return [
        ...(old ? [[old.awsId ?? old.id, hostId] as [string, string]] : []),
        ...(client.vpc === undefined ? [] : [[client.vpc, place.vpc] as [string, string]]),
      ];
    }),
  );
  return [{ policy, cidrs: [...new Set(cidrs.flatMap((each) => each ?? []))], renamed }];
}
