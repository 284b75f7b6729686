import type { RegionalNetwork } from '../region/regional-network.ts';
import { type Group, together } from './group.ts';
import type { NetworkState } from './state.ts';

/** Groups that make the same move from one VPC to the endpoints of one other are one: an architect does all its services in one go. */
export function equalGroups(regional: RegionalNetwork, goal: NetworkState, groups: readonly Group[]): readonly Group[] {
  const pairs = Map.groupBy(groups, (group) => pairOf(regional, goal, group) ?? group);
  return [...pairs.values()].flatMap(([first, ...rest]) =>
    first ? [rest.reduce((all, each) => together(all, each), first)] : [],
  );
}

/** The two VPCs and the path of a group that concerns exactly two; undefined for any other. */
function pairOf(regional: RegionalNetwork, goal: NetworkState, { move, moves, clients }: Group): string | undefined {
  const pairs = new Set(
    clients.map((index) => {
      const way = goal.ways[index];
      const client = regional.clients[index];
      return way?.kind === 'endpoint' && way.path.kind !== 'inside-vpc' && client?.vpc !== undefined
        ? `${client.vpc}\u0000${way.place.vpc}\u0000${way.path.via}`
        : '';
    }),
  );
  const [pair] = pairs;
  return pairs.size === 1 && pair !== '' ? `${move}\u0000${moves.join(' ')}\u0000${pair}` : undefined;
}
