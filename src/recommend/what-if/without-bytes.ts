import { Decimal, ZERO } from '../../core/decimal.ts';
import { FindingLog } from '../../core/finding.ts';
import type { RateCard } from '../../rates/rate-card.ts';
import type { Topology } from '../../topology/topology.ts';
import type { TrafficProfile } from '../../traffic/traffic.ts';
import { assumeTraffic } from '../assume-traffic.ts';
import { canUseGateway } from '../candidates/gateway-instead.ts';
import { hubWays } from '../candidates/hub-ways.ts';
import { type Decided, decideRegion } from '../decide/decide-region.ts';
import { blocksOn } from '../guards/index.ts';
import type { DecisionOptions } from '../options.ts';
import { type Client, endpointOf } from '../region/client.ts';
import { hubRank } from '../region/hub-rank.ts';
import { pathCost } from '../region/reach.ts';
import { costOf } from '../solve/evaluate.ts';
import type { Undecided } from '../undecided.ts';

/** Volume below which a VPC had better share a service than keep its own endpoint. */
export interface BreakEven {
  readonly endpoint: string;
  readonly vpc: string;
  readonly service: string;
  /** VPC whose endpoint it would share; undefined = a gateway endpoint, which pays at any volume. */
  readonly hub: string | undefined;
  /** GB a month; undefined = at any volume. */
  readonly belowGb: Decimal | undefined;
}

/** What can be said without bytes: most people know hours. */
export interface WithoutBytes {
  readonly endpoints: number;
  readonly breakEvens: readonly BreakEven[];
  /** What the whole plan would save, were each of them to carry so many GB a month. */
  readonly saving: readonly { readonly eachGb: number; readonly monthly: Decimal }[];
}

const EACH_GB = [1, 5, 50, 500, 5000];
/** Above so many endpoints the saving is worked out for one volume only. */
const MANY = 1000;

interface Asked {
  readonly cards: ReadonlyMap<string, RateCard>;
  readonly options: DecisionOptions;
}

/** Break-even volumes and the saving as a range, for endpoints whose traffic no source reports. Undefined where there are none. */
export async function withoutBytes(
  topology: Topology,
  traffic: TrafficProfile,
  { cards, options }: Asked,
  undecided: readonly Undecided[],
): Promise<WithoutBytes | undefined> {
  if (!undecided.some((each) => each.kind === 'endpoint' && each.unknownLines > 0)) return undefined;
  const { ids } = assumeTraffic(topology, traffic, 0);
  const breakEvens: BreakEven[] = [];
  const saving: { eachGb: number; monthly: Decimal }[] = [];
  for (const eachGb of ids.size > MANY ? [EACH_GB[1] ?? 5] : EACH_GB) {
    const assumed = assumeTraffic(topology, traffic, eachGb);
    let monthly = ZERO;
    for (const region of regionsOf(topology, ids)) {
      const input = { topology: assumed.topology, traffic, cards, options };
      const decided = await decideRegion(region, input, new FindingLog());
      if (!decided) continue;
      monthly = monthly.plus(savingOf(decided));
      if (saving.length === 0) breakEvens.push(...breakEvensOf(decided, ids));
    }
    saving.push({ eachGb, monthly });
  }
  return { endpoints: ids.size, breakEvens, saving };
}

function regionsOf(topology: Topology, ids: ReadonlySet<string>): readonly string[] {
  const regions = new Map((topology.vpcs ?? []).map((vpc) => [vpc.id, vpc.region]));
  const of = topology.endpoints.flatMap((endpoint) =>
    ids.has(endpoint.id) ? [endpoint.region ?? regions.get(endpoint.vpc ?? '') ?? topology.region] : [],
  );
  return [...new Set(of.filter((region) => region !== undefined))];
}

const savingOf = ({ decision, solution }: Decided): Decimal =>
  decision.today ? costOf(decision.problem, decision.today).minus(solution.objective) : ZERO;

/** Hours of its own endpoint over the fee of a GB on the cheapest way to a hub. */
function breakEvensOf({ context }: Decided, ids: ReadonlySet<string>): readonly BreakEven[] {
  return context.clients.flatMap((client): readonly BreakEven[] => {
    const { vpc, service } = client;
    const own = endpointOf(client);
    if (!own || vpc === undefined || !ids.has(own.endpoint.id) || client.flows.length > 0) return [];
    const base = { endpoint: own.endpoint.id, vpc, service };
    const gateway = { kind: 'gateway', move: 'gateway-instead' } as const;
    if (canUseGateway(client) && blocksOn(client, gateway, context).length === 0)
      return [{ ...base, hub: undefined, belowGb: undefined }];
    const ways = hubWays(client, context, 'share-across-vpcs').filter(
      (way) => way.path.attachments.length === 0 && blocksOn(client, way, context).length === 0,
    );
    const rated = ways.flatMap((way) => {
      const fee = feeOf(client, way, context);
      return fee?.greaterThan(0) ? [{ hub: way.place.vpc, fee, rank: hubRank(way.place.vpc, context) }] : [];
    });
    const best = rated.sort((a, b) => a.rank - b.rank || a.fee.comparedTo(b.fee))[0];
    // Of equal VPCs the first in the file stands for the hub that all others would share.
    if (!best || isHubItself(vpc, best, context)) return [];
    const hours = context.rates.interfaceMonth.times(own.zones?.length ?? 0);
    return [{ ...base, hub: best.hub, belowGb: hours.div(best.fee).toDecimalPlaces(2, Decimal.ROUND_DOWN) }];
  });
}

const isHubItself = (vpc: string, best: { hub: string; rank: number }, context: Decided['context']): boolean => {
  const own = hubRank(vpc, context);
  const order = [...context.network.vpcs.keys()];
  return own < best.rank || (own === best.rank && order.indexOf(vpc) < order.indexOf(best.hub));
};

function feeOf(
  client: Client,
  { path, place }: ReturnType<typeof hubWays>[number],
  { rates }: Decided['context'],
): Decimal | undefined {
  const cost = pathCost(path, client, place, rates);
  if (!cost || client.gb.isZero()) return undefined;
  return cost.monthly.plus(cost.byConfig?.[0] ?? ZERO).div(client.gb);
}
