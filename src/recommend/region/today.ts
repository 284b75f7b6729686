import type { Way } from '../way.ts';
import type { Client } from './client.ts';
import type { Places } from './places.ts';
import { INSIDE, type Path } from './reach.ts';

/** The path a client uses today: what it needs exists. */
export function todayPath(client: Client): Path {
  const [first] = client.flows;
  if (client.origin.kind === 'nat' || !first) return INSIDE;
  const { kind } = first.path;
  if (kind === 'transit-gateway' || kind === 'vpc-peering' || kind === 'on-premises')
    return { kind, via: client.origin.via, attachments: [] };
  return INSIDE;
}

/** What a client does today. Throws RangeError for a client whose endpoint has no place. */
export function todayWay(client: Client, places: Places): Way {
  if (client.origin.kind === 'nat') return { kind: 'nat', move: undefined, gateway: client.origin.gateway };
  const place = places.of(client.origin.joined.endpoint.id);
  if (!place) throw new RangeError('a client of an endpoint that has no place');
  return { kind: 'endpoint', move: undefined, place, path: todayPath(client) };
}
