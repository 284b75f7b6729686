import type { Cloud, SimEndpoint } from './cloud.ts';

/** What a name answers in a VPC: an endpoint, the public addresses, or that nothing exists. */
export type Answer = { readonly endpoint: string } | 'public' | 'nothing';

/** A record that answers for a name, exactly or by a wildcard. */
function recordFor(records: ReadonlyMap<string, string>, name: string): string | undefined {
  const exact = records.get(name);
  if (exact !== undefined) return exact;
  for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) {
    const wildcard = records.get(`*${name.slice(dot)}`);
    if (wildcard !== undefined) return wildcard;
  }
  return undefined;
}

/** Asks the resolver of a VPC: its zones and private DNS first, then its Route 53 Profile, then the public. */
export function answerOf(cloud: Cloud, vpc: string, name: string): Answer {
  const zones = [...cloud.zones.values()].filter(
    (zone) => zone.vpcs.has(vpc) && (name === zone.name || name.endsWith(`.${zone.name}`)),
  );
  const [zone] = zones.toSorted((a, b) => b.name.length - a.name.length);
  if (zone) {
    const target = recordFor(zone.records, name);
    return target !== undefined && cloud.endpoints.has(target) ? { endpoint: target } : 'nothing';
  }
  const answers = (endpoint: SimEndpoint): boolean =>
    endpoint.privateDns &&
    !endpoint.inboundOnly &&
    cloud
      .namesOf(endpoint.service)
      .some((each) => (each.startsWith('*.') ? name === each.slice(2) || name.endsWith(each.slice(1)) : name === each));
  const own = [...cloud.endpoints.values()].find(
    (endpoint) => endpoint.vpc === vpc && endpoint.type === 'Interface' && answers(endpoint),
  );
  if (own) return { endpoint: own.id };
  for (const profile of cloud.profiles.values()) {
    if (!profile.vpcs.has(vpc)) continue;
    const shared = [...profile.endpoints]
      .map((id) => cloud.endpoints.get(id))
      .find((endpoint) => endpoint && answers(endpoint));
    if (shared) return { endpoint: shared.id };
  }
  return 'public';
}

/** Why a VPC does not reach an endpoint; undefined = it does. */
export function whyUnreachable(cloud: Cloud, vpc: string, id: string): string | undefined {
  const endpoint = cloud.endpoints.get(id);
  if (!endpoint) return `${id} does not exist`;
  const cidrs = cloud.vpcs.get(vpc)?.cidrs ?? [];
  const admitted = endpoint.groups.flatMap((group) => [...(cloud.groups.get(group)?.cidrs ?? [])]);
  const closed = cidrs.filter((cidr) => !admitted.some((each) => covers(each, cidr)));
  if (closed.length > 0) return `${id} does not admit ${closed} of ${vpc}`;
  if (endpoint.vpc === vpc) return undefined;
  return whyNoRoute(cloud, vpc, endpoint.vpc) ?? whyNoRoute(cloud, endpoint.vpc, vpc);
}

function whyNoRoute(cloud: Cloud, from: string, to: string): string | undefined {
  const cidrs = cloud.vpcs.get(to)?.cidrs ?? [];
  const tables = [...cloud.tables.values()].filter((table) => table.vpc === from);
  for (const table of tables) {
    for (const cidr of cidrs) {
      const route = [...table.routes]
        .filter(([destination]) => covers(destination, cidr))
        .toSorted(([a], [b]) => bits(b) - bits(a))[0];
      const target = route?.[1];
      if (target === undefined) return `${table.id} of ${from} has no route to ${cidr}`;
      const transit = cloud.transits.get(target);
      if (!transit) {
        if (target.startsWith('pcx')) continue;
        return `${table.id} of ${from} sends ${cidr} to ${target}`;
      }
      const attached = (vpc: string) =>
        [...cloud.attachments.values()].find((each) => each.transit === target && each.vpc === vpc)?.id ?? '';
      const table2 = [...transit.tables.values()].find((each) => each.associated.has(attached(from)));
      if (!table2?.propagated.has(attached(to))) return `${target} does not lead ${from} to ${to}`;
    }
  }
  return undefined;
}

const bits = (cidr: string): number => Number(cidr.split('/')[1] ?? '32');
const numberOf = (cidr: string): number =>
  (cidr.split('/')[0] ?? '').split('.').reduce((all, part) => all * 256 + Number(part), 0);

export function covers(wide: string, narrow: string): boolean {
  if (wide.includes(':') || narrow.includes(':')) return wide === narrow || wide === '::/0';
  const size = 2 ** (32 - bits(wide));
  return bits(wide) <= bits(narrow) && Math.floor(numberOf(wide) / size) === Math.floor(numberOf(narrow) / size);
}
