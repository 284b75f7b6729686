import { cloudformation } from './sources/cloudformation/index.ts';
import { ec2Inventory } from './sources/ec2-inventory/index.ts';
import { landingZone } from './sources/landing-zone/index.ts';
import { snapshot } from './sources/snapshot/index.ts';
import { terraformPlan } from './sources/terraform-plan/index.ts';
import { terraformSource } from './sources/terraform-source/index.ts';
import { topologyFile } from './sources/topology-file/index.ts';
import type { TopologySource } from './topology-source.ts';

/** Every source of a network, by folder name. A test holds it equal to the folders of `sources/`. */
export const TOPOLOGY_SOURCES: Readonly<Record<string, TopologySource>> = {
  'topology-file': topologyFile,
  cloudformation,
  'ec2-inventory': ec2Inventory,
  'landing-zone': landingZone,
  snapshot,
  'terraform-plan': terraformPlan,
  'terraform-source': terraformSource,
};
