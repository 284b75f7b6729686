import { Amount } from '../../core/amount.ts';
import { Decimal, sum, ZERO } from '../../core/decimal.ts';
import { shortService } from '../../core/ids.ts';
import { estimate } from '../../model/estimate.ts';
import type { RateCard } from '../../rates/rate-card.ts';
import type { Endpoint, Flow, Topology } from '../../topology/topology.ts';
import type { Decided } from '../decide/decide-region.ts';
import { exactText } from '../plan/exact-text.ts';
import { hubRank } from '../region/hub-rank.ts';
import { hasPublicName } from '../region/public-name.ts';
import type { DESIGNS } from './design-names.ts';

/** One way to serve everybody, priced by the model; unknown where no rate of it is known. */
export interface Design {
  readonly name: (typeof DESIGNS)[number];
  readonly monthly: Amount;
  readonly note: string;
}

/** What a VPC sends to a service. */
interface Need {
  readonly vpc: string;
  readonly service: string;
  readonly gb: Decimal;
}

const GATEWAYS = new Set(['s3', 'dynamodb']);
const TRANSIT = 'transit-gateway';

/**
 * Textbook designs for the same traffic, each as a network of its own that the model prices: hours at the zone floor, bytes, paths,
 * and what has to be made. What stands already and no design changes is left out of all of them.
 */
export function designsOf({ context }: Decided, cards: ReadonlyMap<string, RateCard>): readonly Design[] {
  const needs = needsOf(context);
  const hub = bestHub(needs, context);
  if (needs.length === 0 || hub === undefined) return [];
  const own = {
    ...shell(context),
    endpoints: needs.map((need) => endpointFor(need.vpc, need.service, need.gb, context)),
  };
  const hubbed = atHub(needs, hub, context);
  const vpcs = [...new Set([hub, ...needs.map((need) => need.vpc)])];
  const zones = [...new Set(needs.map((need) => need.service))].flatMap((service) =>
    context.dns.zonesOf(service).map(({ name }) => ({ name, service, vpcs, added: true })),
  );
  const at = vpcs.length > 1 ? ` at ${hub}` : '';
  const made: readonly (readonly [Design['name'], Topology, string])[] = [
    ['per-vpc', own, 'an endpoint for each service in each VPC'],
    ['per-vpc-with-gateways', withGateways(own), 'the same, with free gateway endpoints for S3 and DynamoDB'],
    [
      'hub-transit-gateway',
      { ...hubbed, dns: { hostedZones: zones } },
      `endpoints${at}, Transit Gateway, hosted zones`,
    ],
    [
      'hub-profile',
      { ...hubbed, dns: { profiles: [{ id: 'profile', vpcs, added: true }] } },
      `the same, found by a Route 53 Profile`,
    ],
    [
      'shared-vpc',
      sharedVpc(needs, hub, context),
      'workloads in the subnets of one VPC shared by RAM: no path is paid',
    ],
    ['nat', overNat(needs, context), 'NAT gateways; services without a public name keep their endpoints'],
  ];
  return [
    ...made.map(
      ([name, topology, note]): Design => ({ name, monthly: estimate({ topology, cards }).totals.monthly, note }),
    ),
    { name: 'cloud-wan', monthly: Amount.of(ZERO, 1), note: 'no rate of Cloud WAN is known' },
  ];
}

function needsOf({ clients }: Decided['context']): readonly Need[] {
  const groups = Map.groupBy(
    clients.filter((client) => client.vpc !== undefined && client.service !== ''),
    (client) => `${client.vpc}\u0000${client.service}`,
  );
  return [...groups.values()].flatMap((same) => {
    const [first] = same;
    return first?.vpc === undefined
      ? []
      : [{ vpc: first.vpc, service: first.service, gb: sum(same.map((client) => client.gb)) }];
  });
}

function bestHub(needs: readonly Need[], context: Decided['context']): string | undefined {
  const vpcs = [
    ...new Set([...(context.options.hubs ?? []), ...context.network.vpcs.keys(), ...needs.map((need) => need.vpc)]),
  ];
  return vpcs.toSorted((a, b) => hubRank(a, context) - hubRank(b, context))[0];
}

const shell = ({ topology, region }: Decided['context']): Topology => ({
  schema: topology.schema,
  region,
  ...(topology.vpcs && { vpcs: topology.vpcs }),
  endpoints: [],
  ...(topology.pool && { pool: topology.pool }),
});

/** Zones at the floor: the VPC's own, else any of the Region; only their number is priced. */
function zonesFor(vpc: string, { vpcs, options, network }: Decided['context']): string[] {
  const any = [...network.vpcs.keys()].map(vpcs.zones).toSorted((a, b) => b.length - a.length)[0] ?? [];
  const own = vpcs.zones(vpc).length >= options.minAzs ? vpcs.zones(vpc) : any;
  return own.slice(0, options.minAzs);
}

const endpointFor = (vpc: string, service: string, gb: Decimal, context: Decided['context']): Endpoint => ({
  id: `${vpc}-${service}`,
  vpc,
  type: 'Interface',
  service,
  azs: zonesFor(vpc, context),
  traffic: { monthlyGb: exactText(gb) },
});

/** One endpoint for each service at the hub, reached by everybody else over a Transit Gateway. */
function atHub(needs: readonly Need[], hub: string, context: Decided['context']): Topology {
  const users = [...new Set(needs.flatMap(({ vpc }) => (vpc === hub ? [] : [vpc])))];
  const standing = context.gateways[0];
  const id = standing?.id ?? TRANSIT;
  const all = users.length === 0 ? [] : [hub, ...users];
  const added = all.filter((vpc) => !standing?.vpcs.includes(vpc));
  const flows = needs.flatMap(({ vpc, service, gb }): readonly Flow[] =>
    vpc === hub ? [] : [{ from: { vpc }, endpoint: `${hub}-${service}`, via: id, monthlyGb: exactText(gb) }],
  );
  return {
    ...sharedVpc(needs, hub, context),
    connectivity: { transitGateways: [{ id, vpcs: all, added }] },
    ...(flows.length > 0 && { flows }),
  };
}

function sharedVpc(needs: readonly Need[], hub: string, context: Decided['context']): Topology {
  const services = Map.groupBy(needs, (need) => need.service);
  const endpoints = [...services].map(([service, users]) =>
    endpointFor(hub, service, sum(users.map((need) => need.gb)), context),
  );
  return { ...shell(context), endpoints };
}

const withGateways = (topology: Topology): Topology => ({
  ...topology,
  endpoints: topology.endpoints.map((endpoint) => {
    if (!GATEWAYS.has(shortService(endpoint.service ?? ''))) return endpoint;
    const { azs: _, ...rest } = endpoint;
    return { ...rest, type: 'Gateway' };
  }),
});

/** A NAT gateway in each zone of each VPC that has none; what has no public name keeps its endpoint. */
function overNat(needs: readonly Need[], context: Decided['context']): Topology {
  const natGateways = [...Map.groupBy(needs, (need) => need.vpc)].flatMap(([vpc, own]) => {
    const gb = sum(own.flatMap((need) => (hasPublicName(need.service) ? [need.gb] : [])));
    const zones = zonesFor(vpc, context);
    const existing = context.vpcs.natGateways(vpc).length > 0;
    return zones.map((az) => ({
      id: `${vpc}-nat-${az}`,
      vpc,
      az,
      ...(existing && { existing }),
      monthlyGb: exactText(new Decimal(gb).div(zones.length)),
    }));
  });
  const kept = needs.filter((need) => !hasPublicName(need.service));
  return {
    ...shell(context),
    endpoints: kept.map((need) => endpointFor(need.vpc, need.service, need.gb, context)),
    natGateways,
  };
}
