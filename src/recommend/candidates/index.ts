import type { Move } from '../move.ts';
import type { Candidate } from './candidate.ts';
import { endpointInsteadOfNat } from './endpoint-instead-of-nat.ts';
import { fixRouting } from './fix-routing.ts';
import { gatewayInstead } from './gateway-instead.ts';
import { localise } from './localise.ts';
import { mergeDuplicates } from './merge-duplicates.ts';
import { natInsteadOfEndpoint } from './nat-instead-of-endpoint.ts';
import { removeIdle } from './remove-idle.ts';
import { shareAcrossVpcs } from './share-across-vpcs.ts';
import { split } from './split.ts';

/** Moves of traffic, one file each. Moves of zones are the zone sets of a place (regional/zone-sets.ts). */
export const CANDIDATES: Readonly<Record<Exclude<Move, `${string}-az`>, Candidate>> = {
  'remove-idle': removeIdle,
  'fix-routing': fixRouting,
  'gateway-instead': gatewayInstead,
  'merge-duplicates': mergeDuplicates,
  'nat-instead-of-endpoint': natInsteadOfEndpoint,
  localise,
  'share-across-vpcs': shareAcrossVpcs,
  'endpoint-instead-of-nat': endpointInsteadOfNat,
  split,
};
