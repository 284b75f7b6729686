import type { RateCard } from '../../src/rates/rate-card.ts';
import type { Topology } from '../../src/topology/topology.ts';
import {
  add,
  type Fraction,
  fraction,
  least,
  less,
  minus,
  most,
  NOTHING,
  over,
  read,
  times,
  toTenPlaces,
  total,
} from '../support/fraction.ts';

type Endpoint = Topology['endpoints'][number];
type Flow = NonNullable<Topology['flows']>[number];
type Balancer = NonNullable<NonNullable<Topology['endpointServices']>[number]['loadBalancers']>[number];

export interface BruteForce {
  readonly high: Fraction;
  readonly low: Fraction;
  readonly unknownLines: number;
}

const HOURS = fraction(730n);
const TWO = fraction(2n);

/**
 * Prices a network a second time, with fractions of whole numbers and none of the model's code: one long walk over the rules of
 * docs/pricing-rules.md as they hold now.
 */
export function bruteForce(topology: Topology, cards: ReadonlyMap<string, RateCard>): BruteForce {
  const bill = new Bill(cards);
  for (const endpoint of topology.endpoints) priceEndpoint(endpoint, topology, bill);
  pricePools(topology, bill);
  priceAttachments(topology, bill);
  for (const service of topology.endpointServices ?? []) {
    const home = service.region ?? 'us-east-1';
    const remote = new Set(service.remoteRegions?.filter((each) => each !== home)).size;
    if (remote > 0) bill.charge(home, 'endpoint-service-remote-region-hours', times(HOURS, fraction(BigInt(remote))));
    for (const balancer of service.loadBalancers ?? []) priceBalancer(balancer, home, bill);
  }
  for (const nat of topology.natGateways ?? []) {
    const region = nat.region ?? 'us-east-1';
    bill.charge(region, 'nat-gateway-hours', HOURS);
    bill.charge(region, 'nat-gateway-bytes', nat.monthlyGb === undefined ? undefined : read(nat.monthlyGb));
  }
  priceHostedZones(topology, bill);
  return { high: bill.high, low: bill.low, unknownLines: bill.unknown };
}

class Bill {
  high = NOTHING;
  low = NOTHING;
  unknown = 0;
  readonly #cards: ReadonlyMap<string, RateCard>;

  constructor(cards: ReadonlyMap<string, RateCard>) {
    this.#cards = cards;
  }

  tiers(region: string, product: string, to?: string): RateCard['rates'][number]['tiers'] | undefined {
    const rates = this.#cards.get(region)?.rates.filter((rate) => rate.product === product) ?? [];
    const rate =
      to === undefined
        ? rates[0]
        : (rates.find((each) => each.toRegion === to) ?? rates.find((each) => each.toRegion === '*'));
    return rate?.tiers;
  }

  price(region: string, product: string, to?: string): Fraction | undefined {
    const tiers = this.tiers(region, product, to);
    return tiers?.[0] && read(tiers[0].price);
  }

  range(low: Fraction, high: Fraction): void {
    this.low = add(this.low, low);
    this.high = add(this.high, high);
  }

  charge(region: string, product: string, quantity: Fraction | undefined, factor = fraction(1n)): void {
    const price = this.price(region, product);
    if (!quantity || !price) {
      this.unknown += 1;
      return;
    }
    const amount = times(times(quantity, price), factor);
    this.range(amount, amount);
  }
}

const regionOf = (endpoint: Endpoint): string => endpoint.region ?? 'us-east-1';
const isDeleted = (endpoint: Endpoint): boolean => endpoint.state === 'Deleted';
const isBilled = (endpoint: Endpoint): boolean => !isDeleted(endpoint) && endpoint.payer !== 'provider';
const flowsTo = (endpoint: Endpoint, topology: Topology): readonly Flow[] =>
  topology.flows?.filter((flow) => flow.endpoint === endpoint.id) ?? [];

function gbOf(endpoint: Endpoint, topology: Topology): Fraction | undefined {
  if (endpoint.traffic?.monthlyGb !== undefined) return read(endpoint.traffic.monthlyGb);
  const flows = flowsTo(endpoint, topology);
  return flows.length === 0 ? undefined : total(flows.map((flow) => read(flow.monthlyGb)));
}

function priceEndpoint(endpoint: Endpoint, topology: Topology, bill: Bill): void {
  const { type, serviceRegion } = endpoint;
  const region = regionOf(endpoint);
  if (isBilled(endpoint)) priceHours(endpoint, region, bill);
  if (serviceRegion !== undefined && serviceRegion !== region) {
    if (type !== 'Interface') bill.unknown += 1;
    else if (isBilled(endpoint)) between(region, serviceRegion, gbOf(endpoint, topology), bill);
  }
  if (type === 'ServiceNetwork') bill.unknown += 1;
  priceFlows(endpoint, topology, bill);
}

function priceHours({ type, azs, resources }: Endpoint, region: string, bill: Bill): void {
  const zones = azs && times(HOURS, fraction(BigInt(new Set(azs).size)));
  if (type === 'Interface') bill.charge(region, 'interface-endpoint-hours', zones);
  if (type === 'GatewayLoadBalancer') bill.charge(region, 'gwlb-endpoint-hours', zones);
  if (type === 'Resource') bill.charge(region, 'resource-endpoint-hours', HOURS);
  if (type !== 'ServiceNetwork') return;
  const counted = resources === undefined ? undefined : times(HOURS, fraction(BigInt(resources)));
  bill.charge(region, 'service-network-resource-association-hours', counted);
}

/** Inter-Region transfer: all bytes at the cheaper or all at the dearer rate. */
function between(here: string, there: string, gb: Fraction | undefined, bill: Bill): void {
  const out = bill.price(here, 'inter-region-transfer-out', there);
  const back = bill.price(there, 'inter-region-transfer-out', here);
  if (!gb || !out || !back) bill.unknown += 1;
  else bill.range(times(gb, least(out, back)), times(gb, most(out, back)));
}

/** What becomes of a flow's path: counted elsewhere, without a price, or charged by side of the peering. */
function fateOf(flow: Flow, endpoint: Endpoint): 'elsewhere' | 'unknown' | 'peered' {
  const moves = movesRegion(flow, endpoint);
  if (flow.via === undefined) {
    const other = flow.from.vpc !== undefined && endpoint.vpc !== undefined && flow.from.vpc !== endpoint.vpc;
    return other || moves ? 'unknown' : 'elsewhere';
  }
  if (endpoint.type === 'Gateway') return 'unknown';
  if (flow.via === 'peering') return 'peered';
  return moves ? 'unknown' : 'elsewhere';
}

const vpcRegion = (vpc: string | undefined): string => (vpc === 'far' ? 'sa-east-1' : 'us-east-1');

function movesRegion(flow: Flow, endpoint: Endpoint): boolean {
  const declared = flow.from.vpc ?? endpoint.vpc;
  return declared !== undefined && vpcRegion(declared) !== regionOf(endpoint);
}

function priceFlows(endpoint: Endpoint, topology: Topology, bill: Bill): void {
  const flows = flowsTo(endpoint, topology);
  bill.unknown += flows.filter((flow) => fateOf(flow, endpoint) === 'unknown').length;
  const peered = flows.filter((flow) => fateOf(flow, endpoint) === 'peered');
  for (const side of new Set(peered.map((flow) => flow.from.vpc))) {
    const own = peered.filter((flow) => flow.from.vpc === side);
    const [first] = own;
    if (!first) continue;
    const gb = total(own.map((flow) => read(flow.monthlyGb)));
    if (movesRegion(first, endpoint)) between(vpcRegion(side ?? endpoint.vpc), regionOf(endpoint), gb, bill);
    else pricePeering(endpoint, own, bill);
  }
}

/** Bytes that may cross into the endpoint's other zones cost nothing at least, both directions at most. */
function pricePeering(endpoint: Endpoint, flows: readonly Flow[], bill: Bill): void {
  const zones = [...new Set(endpoint.azs)];
  if (zones.length === 0) {
    bill.unknown += 1;
    return;
  }
  const roaming = minus(fraction(1n), read(endpoint.affinity ?? 0));
  const share = times(roaming, fraction(BigInt(zones.length - 1), BigInt(zones.length)));
  const crossing = toTenPlaces(
    total(
      flows.map((flow) => {
        const outside = flow.from.az !== undefined && !zones.includes(flow.from.az);
        return outside ? read(flow.monthlyGb) : times(read(flow.monthlyGb), share);
      }),
    ),
  );
  const into = bill.price(regionOf(endpoint), 'vpc-peering-intra-region-in-bytes');
  const out = bill.price(regionOf(endpoint), 'vpc-peering-intra-region-out-bytes');
  if (into && out) bill.range(NOTHING, times(crossing, add(into, out)));
  else if (crossing.over !== 0n) bill.unknown += 1;
}

function pricePools(topology: Topology, bill: Bill): void {
  const products = [
    { type: 'Interface', product: 'interface-endpoint-bytes', base: 'interfaceEndpointGb' },
    { type: 'Resource', product: 'resource-endpoint-bytes', base: 'resourceEndpointGb' },
    { type: 'GatewayLoadBalancer', product: 'gwlb-endpoint-bytes', base: undefined },
  ] as const;
  for (const { type, product, base } of products) {
    const members = topology.endpoints.filter((endpoint) => endpoint.type === type && isBilled(endpoint));
    for (const region of new Set(members.map(regionOf))) {
      const known = members.filter((each) => regionOf(each) === region).map((each) => gbOf(each, topology));
      const bytes = known.filter((gb) => gb !== undefined);
      const tiers = bill.tiers(region, product);
      bill.unknown += tiers ? known.length - bytes.length : known.length;
      if (!tiers) continue;
      const start = read((base && topology.pool?.[region]?.[base]) ?? '0');
      const amount = walkTiers(tiers, start, add(start, total(bytes)));
      bill.range(amount, amount);
    }
  }
}

function walkTiers(tiers: RateCard['rates'][number]['tiers'], start: Fraction, end: Fraction): Fraction {
  let amount = NOTHING;
  for (const tier of tiers) {
    const low = most(start, read(tier.from));
    const high = tier.to === null ? end : least(end, read(tier.to));
    if (less(low, high)) amount = add(amount, times(minus(high, low), read(tier.price)));
  }
  return amount;
}

function priceAttachments(topology: Topology, bill: Bill): void {
  const [gateway] = topology.connectivity?.transitGateways ?? [];
  for (const vpc of gateway?.added ?? []) bill.charge(vpcRegion(vpc), 'transit-gateway-vpc-attachment-hours', HOURS);
  for (const endpoint of topology.endpoints) {
    for (const flow of flowsTo(endpoint, topology)) {
      if (flow.via !== 'tgw' || fateOf(flow, endpoint) !== 'elsewhere') continue;
      bill.charge(vpcRegion(flow.from.vpc), 'transit-gateway-vpc-attachment-bytes', read(flow.monthlyGb));
    }
  }
}

const UNITS = {
  TCP: [800n, 100_000n],
  UDP: [400n, 50_000n],
  TLS: [50n, 3000n],
  gateway: [600n, 60_000n],
} as const;

function priceBalancer(balancer: Balancer, region: string, bill: Bill): void {
  const zones = [...new Set(balancer.azs)];
  const network = balancer.type === 'network';
  const [fresh, active] = UNITS[network ? (balancer.protocol ?? 'TCP') : 'gateway'];
  if (network) bill.charge(region, 'nlb-hours', HOURS);
  else bill.charge(region, 'gwlb-hours', times(HOURS, fraction(BigInt(zones.length))));
  const needs: Fraction[] = [];
  if (balancer.monthlyGb !== undefined) needs.push(read(balancer.monthlyGb));
  if (balancer.newConnectionsPerSecond !== undefined) {
    needs.push(over(times(HOURS, read(balancer.newConnectionsPerSecond)), fraction(fresh)));
  }
  if (balancer.activeConnections !== undefined) {
    needs.push(over(times(HOURS, read(balancer.activeConnections)), fraction(active)));
  }
  const units = needs.length === 0 ? undefined : toTenPlaces(needs.reduce(most));
  bill.charge(region, network ? 'nlb-lcu-hours' : 'gwlb-lcu-hours', units);
  const targets = [...new Set(balancer.targetAzs ?? balancer.azs)];
  const pairs = zones.flatMap((from) => targets.map((to) => from !== to));
  const away = pairs.filter(Boolean).length;
  if (balancer.crossZone !== true || away === 0) return;
  const gb = balancer.monthlyGb === undefined ? undefined : read(balancer.monthlyGb);
  const crossing = gb && toTenPlaces(times(gb, fraction(BigInt(away), BigInt(pairs.length))));
  bill.charge(region, 'cross-az-transfer-each-direction', crossing, TWO);
}

function priceHostedZones(topology: Topology, bill: Bill): void {
  const zones = topology.dns?.hostedZones ?? [];
  const existing = zones.filter((zone) => zone.added !== true).length;
  const tiers = bill.tiers('us-east-1', 'route53-hosted-zone-month');
  if (!tiers || existing === zones.length) return;
  const amount = walkTiers(tiers, fraction(BigInt(existing)), fraction(BigInt(zones.length)));
  bill.range(amount, amount);
}
