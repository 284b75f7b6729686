import { block, type Guard, newEndpointWay } from './guard.ts';

/** In a VPC with enableDnsSupport off no name of an endpoint resolves, so nothing may rely on one there. */
export const dnsSupport: Guard = (client, way, { vpcs }) => {
  const moved = newEndpointWay(client, way);
  if (!moved || client.vpc === undefined || vpcs.entry(client.vpc)?.dnsSupport !== false) return undefined;
  return block(`DNS support (enableDnsSupport) of ${client.vpc} is off, so names of endpoints do not resolve there`);
};
