import { type GuardName, GUARDS as NAMES } from '../move.ts';
import type { Client } from '../situation/client.ts';
import type { Way } from '../way.ts';
import { cidrOverlap } from './cidr-overlap.ts';
import { clients } from './clients.ts';
import { endpointPolicy } from './endpoint-policy.ts';
import { evidence } from './evidence.ts';
import type { Guard, GuardContext, NamedVerdict } from './guard.ts';
import { headroom } from './headroom.ts';
import { leavePrivateLink } from './leave-privatelink.ts';
import { movedFlows } from './moved-flows.ts';
import { networkAcls } from './network-acls.ts';
import { ownership } from './ownership.ts';
import { privateDns } from './private-dns.ts';
import { regionScope } from './region-scope.ts';
import { resilience } from './resilience.ts';
import { routes } from './routes.ts';
import { securityGroups } from './security-groups.ts';
import { sensitiveData } from './sensitive-data.ts';
import { serviceZones } from './service-zones.ts';
import { walls } from './walls.ts';

/** Every guard, one file each. */
export const GUARDS: Readonly<Record<GuardName, Guard>> = {
  clients,
  'nat-instead-of-endpoint': leavePrivateLink,
  walls,
  'endpoint-policy': endpointPolicy,
  'security-groups': securityGroups,
  'network-acls': networkAcls,
  'cidr-overlap': cidrOverlap,
  'sensitive-data': sensitiveData,
  'private-dns': privateDns,
  'service-zones': serviceZones,
  'region-scope': regionScope,
  ownership,
  routes,
  resilience,
  evidence,
  headroom,
  'moved-flows': movedFlows,
};

/** Guards that can forbid a way; the others only have something to say. */
const CAN_BLOCK: readonly GuardName[] = [
  'nat-instead-of-endpoint',
  'sensitive-data',
  'region-scope',
  'endpoint-policy',
  'network-acls',
  'cidr-overlap',
  'ownership',
  'evidence',
  'resilience',
  'walls',
  'routes',
  'clients',
];

/** The verdicts that forbid a way, apart from those of guards that the user took over. */
export function blocksOn(client: Client, way: Way, context: GuardContext): readonly NamedVerdict[] {
  let blocks: NamedVerdict[] | undefined;
  for (const guard of CAN_BLOCK) {
    if (context.options.allow.includes(guard)) continue;
    const verdict = GUARDS[guard](client, way, context);
    if (verdict?.outcome !== 'block') continue;
    blocks ??= [];
    blocks.push({ guard, ...verdict });
  }
  return blocks ?? NO_BLOCKS;
}

const NO_BLOCKS: readonly NamedVerdict[] = [];

/** What every guard says of a way, apart from those the user took over. */
export const verdictsOf = (client: Client, way: Way, context: GuardContext): readonly NamedVerdict[] =>
  NAMES.flatMap((guard) => {
    const verdict = context.options.allow.includes(guard) ? undefined : GUARDS[guard](client, way, context);
    return verdict ? [{ guard, ...verdict }] : [];
  });
