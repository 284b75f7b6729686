import { onceFor } from '../../core/remembering.ts';
import type { RouteTable, Topology } from '../../topology/topology.ts';
import { contains } from '../region/cidrs.ts';
import { endpointOf } from '../region/client.ts';
import type { RegionalNetwork } from '../region/regional-network.ts';
import type { NetworkState } from './state.ts';

/** One side of a path: the VPC that must find another over it. */
export interface Side {
  readonly from: string;
  readonly to: string;
  readonly via: string;
}

/** Whether a table leads to addresses over a path. */
export const leads = (table: RouteTable, cidr: string, via: string | undefined): boolean =>
  table.routes.some((route) => route.target === via && route.active !== false && contains(route.destination, cidr));

/** A table that leads anywhere and not yet to these addresses over the path. */
export const needsRoute = (table: RouteTable, cidr: string, via: string | undefined): boolean =>
  table.routes.some((route) => route.target !== 'local') && !leads(table, cidr, via);

/** Pairs of VPCs that reach each other over a path today, as `from to path`. */
export const pathsInUse = onceFor(
  ({ clients }: RegionalNetwork): ReadonlySet<string> =>
    new Set(
      clients.flatMap((client) => {
        const host = endpointOf(client)?.endpoint.vpc;
        const via = client.origin.kind === 'endpoint' ? client.origin.via : undefined;
        return via === undefined || host === undefined ? [] : [`${client.vpc} ${host} ${via}`];
      }),
    ),
);

/** Route tables with the routes that a state of the network needs, both ways. */
export function routeTablesOf(regional: RegionalNetwork, state: NetworkState): Pick<Topology, 'routeTables'> {
  const { topology, vpcs } = regional;
  if (!topology.routeTables) return {};
  const inUse = pathsInUse(regional);
  const sides = new Map<string, Side>();
  for (const client of regional.clients) {
    const way = state.ways[client.index];
    if (way?.kind !== 'endpoint' || way.move === undefined || client.vpc === undefined) continue;
    const { via } = way.path;
    const host = way.place.vpc;
    if (via === undefined || inUse.has(`${client.vpc} ${host} ${via}`)) continue;
    sides.set(`${client.vpc} ${host} ${via}`, { from: client.vpc, to: host, via });
    sides.set(`${host} ${client.vpc} ${via}`, { from: host, to: client.vpc, via });
  }
  if (sides.size === 0) return {};
  const byVpc = Map.groupBy(sides.values(), (side) => side.from);
  return {
    routeTables: topology.routeTables.map((table) =>
      (byVpc.get(table.vpc ?? '') ?? []).reduce(
        (all, { to, via }) =>
          (vpcs.entry(to)?.cidrs ?? [])
            .filter((cidr) => needsRoute(table, cidr, via))
            .reduce((now, destination) => withRoute(now, destination, via), all),
        table,
      ),
    ),
  };
}

/** A table holds one route for a destination: a new one takes the place of an old one. */
const withRoute = (table: RouteTable, destination: string, target: string): RouteTable => ({
  ...table,
  routes: [...table.routes.filter((route) => route.destination !== destination), { destination, target }],
});
