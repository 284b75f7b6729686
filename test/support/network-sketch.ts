import type { Topology } from '../../src/topology/topology.ts';

/**
 * What of a network a plan changes and an account of moto keeps, without the ids that AWS gives to what is made: moto forgets changes of private DNS, and
 * Terraform leaves the scratch VPC of a zone behind.
 */
export function sketchOf(topology: Topology, vpcs: ReadonlySet<string>) {
  const known = (vpc: string | undefined): boolean => vpcs.has(vpc ?? '');
  const nameOf = new Map(topology.endpoints.map((each) => [each.id, `${each.vpc} ${each.service}`]));
  // moto lists what is deleted for good.
  const standing = topology.endpoints.filter((each) => known(each.vpc) && each.state !== 'deleted');
  return {
    endpoints: standing
      .map(({ vpc, type, service, azs = [], policy }) =>
        JSON.stringify([vpc, type, service, azs.toSorted(), type === 'Gateway' ? undefined : inOrder(policy)]),
      )
      .toSorted(),
    zones: (topology.dns?.hostedZones ?? [])
      .map(({ name, vpcs: own = [], endpoint }) =>
        JSON.stringify([name, own.filter(known).toSorted(), nameOf.get(endpoint ?? '')]),
      )
      .toSorted(),
    routes: (topology.routeTables ?? [])
      .filter((table) => known(table.vpc))
      .flatMap(({ id, routes }) => routes.map(({ destination, target }) => [id, destination, target].join(' ')))
      .filter((route) => !route.includes(' pl-') && !route.includes(' vpce-'))
      .toSorted(),
    transit: (topology.connectivity?.transitGateways ?? []).map(({ id, vpcs: own }) => [id, own.toSorted()]),
  };
}

/** A value whose keys stand in one order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, inOrder(each)]));
}

/** The rules of the security groups that a network names. */
export const rulesOf = ({ securityGroups = [] }: Topology, groups: ReadonlySet<string>): readonly string[] =>
  securityGroups
    .filter((group) => groups.has(group.id))
    .flatMap(({ id, ingress }) =>
      ingress.flatMap(({ protocol, fromPort, toPort, sources }) =>
        sources.map((source) => [id, protocol, fromPort, toPort, source].join(' ')),
      ),
    )
    .toSorted();
