import { ZERO } from '../../core/decimal.ts';
import { CANDIDATES } from '../candidates/index.ts';
import type { GuardContext, NamedVerdict } from '../guards/guard.ts';
import { blocksOn } from '../guards/index.ts';
import { type Client, endpointOf } from '../region/client.ts';
import { isDead } from '../region/dead.ts';
import type { Place } from '../region/place.ts';
import { pathCost } from '../region/reach.ts';
import { roomIn } from '../region/room.ts';
import { todayWay } from '../region/today.ts';
import { survivorFactor } from '../region/zone-load.ts';
import type { Choice, Demand, Option, Problem, Site } from '../solve/problem.ts';
import type { Way } from '../way.ts';
import { type Needed, NeededThings } from './needed.ts';

/** A way that a guard forbids, kept to tell what it would save. */
export interface BlockedWay {
  readonly client: Client;
  readonly way: Way;
  readonly option: Option;
  readonly verdicts: readonly NamedVerdict[];
}

/** The decision of a Region as the solver takes it, with the names of everything it numbers. */
export interface Decision {
  readonly problem: Problem;
  /** The network as it is; undefined where the rules, taken strictly, do not allow it. */
  readonly today: Choice | undefined;
  /** By client and option. The first way is today's. */
  readonly ways: readonly (readonly Way[])[];
  /** Service of each client. */
  readonly services: readonly string[];
  /** VPC of each quota. */
  readonly quotaVpcs: readonly string[];
  /** By resource. */
  readonly needed: readonly Needed[];
  readonly blocked: readonly BlockedWay[];
}

/** Offers every client its ways, strikes out what guards forbid, and numbers the rest. */
export function decisionOf(context: GuardContext): Decision {
  const things = new NeededThings(context);
  const blocked: BlockedWay[] = [];
  const ways: Way[][] = [];
  const demands = context.clients.map((client): Demand => {
    const offered = offersOf(client, context, things, blocked);
    ways.push(offered.map((each) => each.way));
    return { gb: client.gb, loadGbps: [client.loadGbps], options: offered.map((each) => each.option) };
  });
  const vpcs = new Map<string, number>();
  const sites = context.places.all.map((place) => siteOf(place, context, vpcs));
  const problem = withoutIdleLoads({
    sites,
    demands,
    resources: things.resources,
    quotas: quotasOf(vpcs, context),
    ...poolsOf(context),
  });
  return {
    problem,
    today: todayChoice(context, problem),
    ways,
    quotaVpcs: [...vpcs.keys()],
    services: context.clients.map((client) => client.service),
    needed: things.names,
    blocked,
  };
}

interface Offer {
  readonly way: Way;
  readonly option: Option;
}

function offersOf(
  client: Client,
  context: GuardContext,
  things: NeededThings,
  blocked: BlockedWay[],
): readonly Offer[] {
  const today = todayWay(client, context.places);
  const stays = optionOf(client, today, context, things);
  if (!stays) throw new RangeError('no zones serve a client that they serve today');
  const offers: Offer[] = [{ way: today, option: stays }];
  if (isPinned(client, context)) return offers;
  const own = endpointOf(client);
  for (const candidate of own && isDead(own.endpoint) ? [CANDIDATES['remove-idle']] : ALL_CANDIDATES) {
    for (const way of candidate(client, context)) {
      if (!isAllowed(client, way, context)) continue;
      const option = optionOf(client, way, context, things);
      if (!option) continue;
      const verdicts = blocksOn(client, way, context);
      if (verdicts.length === 0) offers.push({ way, option });
      else blocked.push({ client, way, option, verdicts });
    }
  }
  return offers;
}

const ALL_CANDIDATES = Object.values(CANDIDATES);

const isPinned = (client: Client, { options }: GuardContext): boolean =>
  client.origin.kind === 'endpoint' && options.pins.includes(client.origin.joined.endpoint.id);

function isAllowed(client: Client, way: Way, { isForbidden, options }: GuardContext): boolean {
  if (way.kind === 'endpoint' && options.pins.includes(way.place.joined?.endpoint.id ?? '')) return false;
  const place = way.kind === 'endpoint' ? way.place : undefined;
  const own = endpointOf(client)?.endpoint.id;
  return way.move === undefined || !isForbidden(way.move, own, client.vpc, place?.vpc, place?.joined?.endpoint.id);
}

/** What a way costs and needs; undefined where a price for it is not known or no zones of the place serve the client. */
function optionOf(client: Client, way: Way, context: GuardContext, things: NeededThings): Option | undefined {
  const { rates } = context;
  if (way.kind === 'gateway' || way.kind === 'retire') {
    return { exit: way.kind, pooled: false, monthly: ZERO, needs: [] };
  }
  if (way.kind === 'nat') {
    const needs = things.forNatGateway(way.gateway);
    const price = rates.natGb ?? (way.move === undefined ? ZERO : undefined);
    return price && { exit: 'nat', pooled: false, monthly: client.gb.times(price), needs };
  }
  const { place, path, move } = way;
  const cost = pathCost(path, client, place, rates);
  const configs = configsFor(client, place, place.joined !== undefined && endpointOf(client) === place.joined);
  const needs = move === undefined ? [] : things.forPath(client, place, path, move);
  if (configs.length === 0 || !needs || (!cost && move !== undefined)) return undefined;
  const loadByConfig = loadsOf(client, place);
  return {
    site: place.index,
    pooled: true,
    monthly: cost?.monthly ?? ZERO,
    needs,
    ...(cost?.byConfig && { byConfig: cost.byConfig }),
    ...(loadByConfig && { loadByConfig }),
    ...(configs.length < place.zoneSets.length && { configs }),
  };
}

/** Uneven loads by zone set; undefined where the load spreads evenly whatever the zones. */
function loadsOf(client: Client, place: Place): readonly number[] | undefined {
  const { joined } = place;
  if (!joined || ((joined.endpoint.affinity ?? 0) === 0 && joined.traffic?.peakGbpsByZone === undefined))
    return undefined;
  const factors = place.zoneSets.map((set) => survivorFactor(client, joined, set.zones));
  return factors.some((factor) => factor > 1) ? factors : undefined;
}

/** Zone sets that serve a client: its home zones are in them, and what only today's load may use is today's. */
const configsFor = (client: Client, place: Place, staysToday: boolean): readonly number[] =>
  place.zoneSets.flatMap((set, index) => {
    const serves = client.homeZones.every((zone) => set.zones.includes(zone));
    return (serves || (staysToday && set.today)) && (staysToday || !set.tolerated) ? [index] : [];
  });

function siteOf(place: Place, { rates }: GuardContext, vpcs: Map<string, number>): Site {
  const quota = vpcs.get(place.vpc) ?? vpcs.size;
  vpcs.set(place.vpc, quota);
  const configs = place.zoneSets.map(({ zones, capacityGbps }) => ({
    zones,
    capacityGbps,
    monthly: rates.interfaceMonth.times(zones.length),
  }));
  return { service: place.service, quota, configs };
}

function quotasOf(vpcs: ReadonlyMap<string, number>, context: GuardContext): Problem['quotas'] {
  const room = roomIn(context);
  return [...vpcs.keys()].map((vpc) => ({ limit: room(vpc).limit }));
}

function poolsOf({ rates, network, region, fixedGb, topology }: GuardContext): Pick<Problem, 'bytes' | 'hostedZones'> {
  const zones = (topology.dns?.hostedZones ?? []).length;
  const free = [{ from: ZERO, to: undefined, price: ZERO }];
  return {
    bytes: { base: network.baselineGb(region, 'interface').plus(fixedGb), bands: rates.byteBands },
    hostedZones: { base: ZERO.plus(zones), bands: rates.zoneBands ?? free },
  };
}

/** Uneven loads matter only where they could fill a place; elsewhere they would only make the model larger. */
function withoutIdleLoads(problem: Problem): Problem {
  if (!problem.demands.some((demand) => demand.options.some((option) => option.loadByConfig))) return problem;
  const most = problem.sites.map(() => 0);
  for (const demand of problem.demands) {
    for (const { site, loadByConfig } of demand.options) {
      if (site !== undefined)
        most[site] = (most[site] ?? 0) + (demand.loadGbps[0] ?? 0) * Math.max(...(loadByConfig ?? [1]));
    }
  }
  const roomy = problem.sites.map((site, index) =>
    site.configs.every((each) => (most[index] ?? 0) <= each.capacityGbps),
  );
  const options = (demand: Demand): readonly Option[] =>
    demand.options.map((option) => {
      const { loadByConfig, ...even } = option;
      return option.site !== undefined && roomy[option.site] ? even : option;
    });
  return { ...problem, demands: problem.demands.map((demand) => ({ ...demand, options: options(demand) })) };
}

function todayChoice({ places, clients }: GuardContext, problem: Problem): Choice | undefined {
  const configs = places.all.map((place) => {
    const at = place.zoneSets.findIndex((set) => set.today);
    return at === -1 ? undefined : at;
  });
  const standing = places.all.every((place) => place.joined === undefined || configs[place.index] !== undefined);
  if (!standing) return undefined;
  const used = new Set(problem.demands.flatMap((demand) => demand.options[0]?.needs ?? []));
  return { options: clients.map(() => 0), configs, resources: problem.resources.map((_, index) => used.has(index)) };
}
