import { endpointOf } from '../region/client.ts';
import { carriesNothing } from '../region/idle-nat.ts';
import { hasPublicName } from '../region/public-name.ts';
import type { Candidate } from './candidate.ts';

/**
 * Little traffic is cheaper over a NAT gateway that the VPC needs anyway than over an endpoint of its own. One that carries nothing is
 * not needed: it had better go than be filled. A service without a public name is never reached that way.
 */
export const natInsteadOfEndpoint: Candidate = (client, regional) => {
  if (client.vpc === undefined || !endpointOf(client) || !hasPublicName(client.service)) return [];
  return regional.vpcs
    .natGateways(client.vpc)
    .filter((gateway) => !carriesNothing(gateway))
    .map((gateway) => ({ kind: 'nat', move: 'nat-instead-of-endpoint', gateway }) as const);
};
