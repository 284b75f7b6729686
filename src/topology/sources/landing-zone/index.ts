import type { TopologySource } from '../../topology-source.ts';

/** `network-config.yaml` of the Landing Zone Accelerator on AWS: VPCs by account and Region, with their endpoints. */
export const landingZone: TopologySource = {
  kind: 'landing-zone',
  accepts: ({ value }) => {
    if (typeof value !== 'object' || value === null || 'schema' in value || 'Resources' in value) return false;
    return ['vpcs', 'vpcTemplates'].some((key) => isVpcList((value as Record<string, unknown>)[key]));
  },
  read: async (document, options) => (await import('./read.ts')).readLandingZone(document, options),
};

/** VPCs of the accelerator have subnets with route tables or zones, or endpoints in its words. */
const isVpcList = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.some(
    (each) =>
      typeof each === 'object' &&
      each !== null &&
      'name' in each &&
      ['subnets', 'interfaceEndpoints', 'gatewayEndpoints', 'cidrs', 'ipamAllocations'].some((key) => key in each),
  );
