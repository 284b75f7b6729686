import type { PublicTraffic } from '../../flow-reading.ts';
import type { PlaceAddress } from './place-address.ts';
import { TRAFFIC_PATH } from './schema.ts';

type Path = PublicTraffic['path'];

/** Bytes of one client with one service, by the way of the requests; the way of responses is not logged. */
interface Client {
  readonly vpc: string | undefined;
  readonly az: string | undefined;
  readonly service: string;
  readonly requests: Map<Path, number>;
  responses: number;
}

/**
 * Sums public traffic by VPC, zone, service and way. Flow logs tell the way of egress only, so the responses to a client are
 * shared out as its requests to the same service went.
 */
export function publicTraffic(rows: readonly (readonly unknown[])[], place: PlaceAddress): readonly PublicTraffic[] {
  const clients = new Map<string, Client>();
  for (const [address, vpc, az, service, outward, path, byForwarder, bytes] of rows) {
    const key = `${address}\u0000${vpc}\u0000${service}`;
    const client = clients.get(key) ?? clientOf(String(address), vpc, az, String(service), place);
    clients.set(key, client);
    if (outward === true) {
      const way = byForwarder === true ? 'nat' : wayOf(path === null ? undefined : Number(path));
      client.requests.set(way, (client.requests.get(way) ?? 0) + Number(bytes));
    } else client.responses += Number(bytes);
  }
  return merged([...clients.values()].flatMap(shares));
}

function clientOf(address: string, vpc: unknown, az: unknown, service: string, place: PlaceAddress): Client {
  const logged = typeof vpc === 'string' ? vpc : undefined;
  const found = place(logged, address);
  return {
    vpc: found?.vpc ?? logged,
    az: found?.az ?? (typeof az === 'string' ? az : undefined),
    service,
    requests: new Map(),
    responses: 0,
  };
}

function wayOf(path: number | undefined): Path {
  if (path === undefined) return 'unknown';
  if (path === TRAFFIC_PATH.sameVpc) return 'nat';
  if (path === TRAFFIC_PATH.gatewayEndpoint) return 'gateway-endpoint';
  if (path === TRAFFIC_PATH.internetGateway) return 'internet-gateway';
  // 2 = an internet gateway or a gateway endpoint: which one is not told.
  return path === TRAFFIC_PATH.internetOrGatewayEndpoint ? 'unknown' : 'other';
}

function shares({ vpc, az, service, requests, responses }: Client): PublicTraffic[] {
  const all = [...requests.values()].reduce((sum, bytes) => sum + bytes, 0);
  if (all === 0) return [{ vpc, az, service, path: 'unknown', bytes: responses }];
  return [...requests].map(([path, bytes]) => ({ vpc, az, service, path, bytes: bytes + (responses * bytes) / all }));
}

function merged(traffic: readonly PublicTraffic[]): readonly PublicTraffic[] {
  const sums = new Map<string, PublicTraffic>();
  for (const each of traffic) {
    const key = [each.vpc, each.az, each.service, each.path].join('\u0000');
    const before = sums.get(key)?.bytes ?? 0;
    sums.set(key, { ...each, bytes: before + each.bytes });
  }
  return [...sums.values()].sort((a, b) => b.bytes - a.bytes);
}
