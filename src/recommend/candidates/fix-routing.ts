import { isForeign } from '../region/client.ts';
import { INSIDE } from '../region/reach.ts';
import { todayWay } from '../region/today.ts';
import type { Way } from '../way.ts';
import type { Candidate } from './candidate.ts';
import { canUseGateway, standingGateway } from './gateway-instead.ts';

/**
 * What is paid for or free already and is not used: a gateway endpoint beside an interface endpoint that takes the S3 traffic
 * (private DNS without the inbound-resolver-only option), an endpoint of the VPC that NAT traffic goes past, or a cheaper path to
 * the endpoint of another VPC.
 */
export const fixRouting: Candidate = (client, regional) => {
  const ways: Way[] = [];
  if (canUseGateway(client) && standingGateway(client, regional) !== undefined) {
    ways.push({ kind: 'gateway', move: 'fix-routing' });
  }
  if (client.origin.kind === 'nat' && client.vpc !== undefined) {
    for (const place of regional.places.standing(client.vpc, client.service)) {
      ways.push({ kind: 'endpoint', move: 'fix-routing', place, path: INSIDE });
    }
  }
  if (client.vpc !== undefined && isForeign(client)) {
    const today = todayWay(client, regional.places);
    if (today.kind !== 'endpoint') return ways;
    for (const path of regional.paths(client.vpc, today.place.vpc)) {
      if (path.via !== today.path.via) ways.push({ kind: 'endpoint', move: 'fix-routing', place: today.place, path });
    }
  }
  return ways;
};
