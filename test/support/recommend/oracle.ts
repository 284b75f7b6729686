import type { CaseClient, SmallCase } from './case.ts';

/** us-east-1 list prices, typed by hand from the facts: what an exhaustive search needs and nothing from the code under test. */
const INTERFACE_MONTH = 7.3;
const ATTACHMENT_MONTH = 36.5;
const NAT_MONTH = 32.85;
const TRANSIT_GB = 0.02;
const PEERING_CROSSING_GB = 0.02;
const NAT_GB = 0.045;
const CEILING_GBPS = 100;
const MAX_UTILISATION = 0.6;

/** One way to run a service, by what it shares with others: only its cheapest is kept. */
interface Outcome {
  readonly direct: number;
  readonly attachments: number;
  readonly nats: number;
  /** Hosts that need a new hosted zone, as bits. */
  readonly zones: number;
  readonly gb: number;
}

interface Site {
  readonly vpc: number;
  readonly today: readonly number[] | undefined;
  readonly todayGbps: number;
  readonly zones: number;
  readonly sensitive: boolean;
}

/** Size and capacity an open site has; tolerated: only its clients of today. */
interface Opening {
  readonly size: number;
  readonly capacity: number;
  readonly tolerated: boolean;
}

/** The least a month can cost by trying everything, and what today costs: hours, paths, attachments, zones, NAT and bytes. */
export function exhaustive(small: SmallCase): { today: number; least: number } {
  const services = small.services.map((_, service) => new ServiceSearch(small, service));
  const total = (outcomes: readonly Outcome[]): number => {
    const sum = (key: 'direct' | 'gb'): number => outcomes.reduce((all, each) => all + each[key], 0);
    const newZones = outcomes.reduce((all, each, service) => all + popcount(each.zones) * (ZONES_OF[service] ?? 1), 0);
    const bits = (key: 'attachments' | 'nats'): number => popcount(outcomes.reduce((all, each) => all | each[key], 0));
    const existing = small.hostedZones.flat().filter(Boolean).length + small.otherZones;
    const zones = banded(existing + newZones, ZONE_BANDS) - banded(existing, ZONE_BANDS);
    const bytes = banded(small.poolGb + sum('gb'), BYTE_BANDS) - banded(small.poolGb, BYTE_BANDS);
    return sum('direct') + bits('attachments') * ATTACHMENT_MONTH + bits('nats') * NAT_MONTH + zones + bytes;
  };
  let least = Number.POSITIVE_INFINITY;
  const combine = (chosen: readonly Outcome[], rest: readonly (readonly Outcome[])[]): void => {
    const [first, ...more] = rest;
    if (!first) least = Math.min(least, total(chosen));
    else for (const outcome of first) combine([...chosen, outcome], more);
  };
  combine(
    [],
    services.map((search) => search.all()),
  );
  return { today: total(services.map((search) => search.today())), least };
}

/** Private DNS names of S3, SSM and CloudWatch Logs: each takes a hosted zone. */
const ZONES_OF = [3, 1, 2];

const ZONE_BANDS = [
  [25, 0.5],
  [Number.POSITIVE_INFINITY, 0.1],
] as const;
const BYTE_BANDS = [
  [1_048_576, 0.01],
  [5_242_880, 0.006],
  [Number.POSITIVE_INFINITY, 0.004],
] as const;

function banded(quantity: number, bands: readonly (readonly [to: number, price: number])[]): number {
  let cost = 0;
  let from = 0;
  for (const [to, price] of bands) {
    cost += Math.max(Math.min(quantity, to) - from, 0) * price;
    from = to;
  }
  return cost;
}

const popcount = (mask: number): number => mask.toString(2).replaceAll('0', '').length;

/** Every way to run one service. */
class ServiceSearch {
  readonly #small: SmallCase;
  readonly #service: number;
  readonly #clients: readonly (CaseClient & { readonly load: number })[];
  readonly #sites: readonly Site[];
  readonly #hubs: ReadonlySet<number>;
  readonly #found = new Map<string, Outcome>();

  constructor(small: SmallCase, service: number) {
    this.#small = small;
    this.#service = service;
    const own = small.clients.filter((client) => client.service === service);
    const at = (vpc: number): readonly CaseClient[] => own.filter((client) => client.today === vpc);
    this.#clients = own
      // Where flows explain every byte of an endpoint, its own VPC sends nothing and is no client.
      .filter((client) => !(client.today === client.vpc && client.gb === 0 && at(client.vpc).length > 1))
      // What sends nothing over a NAT gateway needs nothing instead.
      .filter((client) => !(client.today === 'nat' && client.gb === 0))
      .map((client) => ({ ...client, load: client.today === 'nat' ? client.gbps : shareOf(client, at(client.today)) }));
    this.#hubs = new Set([
      ...small.hubs,
      ...small.clients.flatMap((client) =>
        client.today === 'nat' || client.today === client.vpc ? [] : [client.today],
      ),
    ]);
    this.#sites = small.zones.map((zones, vpc) => ({
      vpc,
      today: small.endpoints[vpc]?.[service],
      todayGbps: this.#clients.filter((client) => client.today === vpc).reduce((sum, client) => sum + client.load, 0),
      zones: new Set([...zones, ...(small.endpoints[vpc]?.[service] ?? [])]).size,
      sensitive: small.sensitive[vpc]?.[service] === true && small.endpoints[vpc]?.[service] !== undefined,
    }));
  }

  /** The network as it is. */
  today(): Outcome {
    const open = this.#sites.map((site) =>
      site.today ? { size: site.today.length, capacity: Infinity, tolerated: true } : undefined,
    );
    let outcome: Outcome = { direct: 0, attachments: 0, nats: 0, zones: 0, gb: 0 };
    for (const site of open) if (site) outcome = { ...outcome, direct: outcome.direct + site.size * INTERFACE_MONTH };
    for (const client of this.#clients) {
      const stay = this.#ways(client, open).find((way) => way.today);
      if (!stay) throw new Error('a client without today');
      outcome = added(outcome, stay);
    }
    return outcome;
  }

  all(): readonly Outcome[] {
    this.#openSites([], 0);
    return [...this.#found.values()];
  }

  #openSites(open: readonly (Opening | undefined)[], hours: number): void {
    const site = this.#sites[open.length];
    if (!site) {
      this.#assign(
        0,
        open,
        this.#sites.map(() => 0),
        { direct: hours, attachments: 0, nats: 0, zones: 0, gb: 0 },
      );
      return;
    }
    this.#openSites([...open, undefined], hours);
    for (const opening of openings(site, this.#small.minAzs)) {
      this.#openSites([...open, opening], hours + opening.size * INTERFACE_MONTH);
    }
  }

  #assign(index: number, open: readonly (Opening | undefined)[], loads: readonly number[], sofar: Outcome): void {
    const client = this.#clients[index];
    if (!client) {
      const key = `${sofar.attachments} ${sofar.nats} ${sofar.zones} ${sofar.gb}`;
      const known = this.#found.get(key);
      if (!known || sofar.direct < known.direct) this.#found.set(key, sofar);
      return;
    }
    for (const way of this.#ways(client, open)) {
      if (way.site === undefined) {
        this.#assign(index + 1, open, loads, added(sofar, way));
        continue;
      }
      const load = (loads[way.site] ?? 0) + client.load;
      if (load > (open[way.site]?.capacity ?? 0) + 1e-7) continue;
      this.#assign(index + 1, open, loads.with(way.site, load), added(sofar, way));
    }
  }

  #ways(client: CaseClient, open: readonly (Opening | undefined)[]): readonly Way[] {
    const { vpc, gb, today } = client;
    const ways: Way[] = [];
    const home = today === 'nat' ? undefined : this.#sites[today];
    const outsiders = this.#outsiders(client);
    const locked = home?.sensitive === true || outsiders === 'stated';
    this.#sites.forEach((site, index) => {
      const opening = open[index];
      if (!opening || (opening.tolerated && today !== index)) return;
      if (locked && today !== index) return;
      if (site.sensitive && today !== index) return;
      for (const path of this.#paths(client, index, opening.size)) ways.push({ ...path, site: index, gb });
    });
    if (locked) return home && endpointGb(this.#clients, today) === 0 ? [...ways, FREE] : ways;
    if (this.#service === 0 && outsiders === undefined) ways.push(FREE);
    if (today !== 'nat' && endpointGb(this.#clients, today) === 0) ways.push(FREE);
    const elsewhere = this.#small.nat[vpc];
    const services = this.#small.clients.some((each) => each.today === 'nat' && each.vpc === vpc && each.gb > 0);
    // A gateway that carries nothing at all takes nobody in; one that carries AWS services alone can go.
    const leaves = today === 'nat' || (this.#small.leave && outsiders === undefined);
    if (elsewhere !== undefined && (elsewhere > 0 || services) && leaves) {
      const canGo = elsewhere === 0;
      ways.push({ ...FREE, direct: gb * NAT_GB, nats: canGo ? 1 << vpc : 0, today: today === 'nat' });
    }
    return ways;
  }

  /**
   * Who else may use the endpoint of a client that no flow describes: some are known to (other VPCs do, and flows leave a rest), or a
   * path exists and nothing rules them out. A client that flows describe is not concerned.
   */
  #outsiders({ vpc, gb, today }: CaseClient): 'stated' | 'possible' | undefined {
    if (today !== vpc || gb === 0 || !this.#small.undescribed[vpc]?.[this.#service]) return undefined;
    const reachable = this.#small.attached[vpc] || this.#small.peered.some((pair) => pair.includes(vpc));
    if (!reachable) return undefined;
    return this.#clients.some((each) => each.today === vpc && each.vpc !== vpc) ? 'stated' : 'possible';
  }

  /** How a client can use the endpoint of a VPC: today's path, inside its VPC, or from outside where that VPC is a hub. */
  #paths({ vpc, gb, today }: CaseClient, host: number, size: number): readonly Omit<Way, 'site' | 'gb'>[] {
    const none = { direct: 0, attachments: 0, nats: 0, zones: 0, today: false };
    if (host === vpc) return [{ ...none, today: today === host }];
    if (!this.#hubs.has(host)) return [];
    // A zone that stands leads to what stands.
    const stands = this.#small.hostedZones[host]?.[this.#service] && this.#small.endpoints[host]?.[this.#service];
    const zone = today === host || stands ? 0 : 1 << host;
    const missing = [vpc, host]
      .filter((each) => !this.#small.attached[each])
      .reduce((mask, each) => mask | (1 << each), 0);
    const paths = [{ ...none, direct: gb * TRANSIT_GB, attachments: missing, zones: zone }];
    if (today === host) paths.push({ ...none, direct: gb * TRANSIT_GB, today: true });
    if (this.#small.peered.some(([a, b]) => (a === vpc && b === host) || (a === host && b === vpc))) {
      paths.push({ ...none, direct: ((gb * (size - 1)) / size) * PEERING_CROSSING_GB, zones: zone });
    }
    return paths;
  }
}

interface Way extends Outcome {
  readonly site: number | undefined;
  readonly today: boolean;
}

const FREE: Way = { direct: 0, attachments: 0, nats: 0, zones: 0, gb: 0, site: undefined, today: false };

const endpointGb = (clients: readonly CaseClient[], host: number | 'nat'): number =>
  clients.filter((client) => client.today === host).reduce((sum, client) => sum + client.gb, 0);

function openings(site: Site, minAzs: number): readonly Opening[] {
  const found: Opening[] = [];
  for (let size = minAzs; size <= site.zones; size += 1)
    found.push({ size, capacity: capacityOf(size), tolerated: false });
  if (!site.today) return found;
  const size = site.today.length;
  if (size >= minAzs && site.todayGbps <= capacityOf(size)) return found;
  return [...found, { size, capacity: Math.max(capacityOf(size), site.todayGbps), tolerated: true }];
}

const capacityOf = (size: number): number => CEILING_GBPS * MAX_UTILISATION * Math.max(size - 1, 1);

/** The peak of an endpoint belongs to its clients by their bytes; where it has none, to its own VPC. */
function shareOf(client: CaseClient, sharing: readonly CaseClient[]): number {
  const gb = sharing.reduce((sum, each) => sum + each.gb, 0);
  const gbps = sharing.reduce((sum, each) => sum + each.gbps, 0);
  if (gb === 0) return client.today === client.vpc ? gbps : 0;
  return (gbps * client.gb) / gb;
}

const added = (outcome: Outcome, way: Way): Outcome => ({
  direct: outcome.direct + way.direct,
  attachments: outcome.attachments | way.attachments,
  nats: outcome.nats | way.nats,
  zones: outcome.zones | way.zones,
  gb: outcome.gb + way.gb,
});
