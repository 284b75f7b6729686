import { type GuardName, GUARDS as NAMES } from '../move.ts';
import type { Client } from '../region/client.ts';
import type { Way } from '../way.ts';
import { cidrOverlap } from './cidr-overlap.ts';
import { clients } from './clients.ts';
import { dnsSupport } from './dns-support.ts';
import { endpointPolicy } from './endpoint-policy.ts';
import { evidence } from './evidence.ts';
import type { AdvisingGuard, Guard, GuardContext, NamedVerdict } from './guard.ts';
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
import { transitRoutes } from './transit-routes.ts';
import { walls } from './walls.ts';

/** Guards that can forbid a way, in the order in which they are asked. */
const BLOCKING = {
  'nat-instead-of-endpoint': leavePrivateLink,
  'transit-routes': transitRoutes,
  'dns-support': dnsSupport,
  'sensitive-data': sensitiveData,
  'region-scope': regionScope,
  'endpoint-policy': endpointPolicy,
  'network-acls': networkAcls,
  'cidr-overlap': cidrOverlap,
  ownership,
  evidence,
  resilience,
  walls,
  routes,
  clients,
} satisfies Partial<Record<GuardName, Guard>>;

/** Guards that only have something to say: their type has no way to block, so none can stand here by mistake. */
const ADVISING = {
  'security-groups': securityGroups,
  'private-dns': privateDns,
  'service-zones': serviceZones,
  headroom,
  'moved-flows': movedFlows,
} satisfies Partial<Record<GuardName, AdvisingGuard>>;

/** Every guard, one file each. */
export const GUARDS: Readonly<Record<GuardName, Guard>> = { ...BLOCKING, ...ADVISING };

const BLOCKING_NAMES = Object.keys(BLOCKING) as readonly (keyof typeof BLOCKING)[];

/** The verdicts that forbid a way, apart from those of guards that the user took over. */
export function blocksOn(client: Client, way: Way, context: GuardContext): readonly NamedVerdict[] {
  let blocks: NamedVerdict[] | undefined;
  for (const guard of BLOCKING_NAMES) {
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
