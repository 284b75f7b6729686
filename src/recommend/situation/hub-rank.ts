import type { Topology } from '../../topology/topology.ts';
import type { Situation } from './situation.ts';

type Vpc = NonNullable<Topology['vpcs']>[number];

/** Words by which people call VPCs that serve others. */
const CALLED = /(?:^|[^a-z])(?:hub|shared|network|networking|endpoints?|central|transit|core)(?:[^a-z]|$|\d)/i;

/** Whether a VPC's id, name or tags call it a hub, or it belongs to the network team. */
export const isCalledHub = ({ id, name = '', tags = {} }: Vpc): boolean =>
  [id, name, tags['Name'] ?? '', tags['team'] ?? '', tags['owner'] ?? '', tags['role'] ?? ''].some((word) =>
    CALLED.test(word),
  );

/** How well a VPC suits as host, lower is better: named, serves others already, called so, attached, any workload. */
export function hubRank(vpc: string, { options, vpcs, shared, places, gateways }: Situation): number {
  const entry = vpcs.entry(vpc);
  if (options.hubs?.includes(vpc) || entry?.tags?.['tollgate:hub'] === 'true') return 0;
  if ([...shared].some((id) => places.of(id)?.vpc === vpc)) return 1;
  if (entry && isCalledHub(entry)) return 2;
  return gateways.some((gateway) => gateway.vpcs.includes(vpc)) ? 3 : 4;
}
