import type { Topology } from '../../topology/topology.ts';

type Vpc = NonNullable<Topology['vpcs']>[number];

/** Words by which people call VPCs that serve others. */
const CALLED = /(?:^|[^a-z])(?:hub|shared|network|networking|endpoints?|central|transit|core)(?:[^a-z]|$|\d)/i;

/** Whether a VPC's id, name or tags call it a hub, or it belongs to the network team. */
export const isCalledHub = ({ id, name = '', tags = {} }: Vpc): boolean =>
  [id, name, tags['Name'] ?? '', tags['team'] ?? '', tags['owner'] ?? '', tags['role'] ?? ''].some((word) =>
    CALLED.test(word),
  );
