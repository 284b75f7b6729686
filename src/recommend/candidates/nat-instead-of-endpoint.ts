import { endpointOf } from '../situation/client.ts';
import type { Candidate } from './candidate.ts';

/** Little traffic is cheaper over a NAT gateway that the VPC has anyway than over an endpoint of its own. */
export const natInsteadOfEndpoint: Candidate = (client, situation) => {
  if (client.vpc === undefined || !endpointOf(client)) return [];
  return situation.vpcs
    .natGateways(client.vpc)
    .map((gateway) => ({ kind: 'nat', move: 'nat-instead-of-endpoint', gateway }) as const);
};
