import { apportion } from '../../core/apportion.ts';
import { type Decimal, sum, ZERO } from '../../core/decimal.ts';
import type { EndpointType } from '../../topology/topology.ts';
import type { Charge, ChargeContext, ChargedLine } from '../charge.ts';
import type { CostLine, LineProvenance } from '../cost-line.ts';
import type { JoinedEndpoint, JoinedNetwork } from '../join.ts';
import { notBilledLine, reasonNotBilled } from '../not-billed.ts';
import { type Pool, pricePool } from '../pool.ts';
import { sharedProvenance } from '../shared-provenance.ts';

const PRODUCTS = [
  { type: 'Interface', product: 'interface-endpoint-bytes', baseline: 'interface' },
  { type: 'GatewayLoadBalancer', product: 'gwlb-endpoint-bytes', baseline: undefined },
  { type: 'Resource', product: 'resource-endpoint-bytes', baseline: 'resource' },
] as const satisfies readonly { type: EndpointType; product: string; baseline: 'interface' | 'resource' | undefined }[];

type Product = (typeof PRODUCTS)[number];

/** GB through the endpoints, both directions. Tiers apply to the Region's pool, whose cost is shared out by bytes. Rule: data-processed. */
export const dataProcessed: Charge = {
  kind: 'data-processed',
  service: 'Amazon Virtual Private Cloud',
  price(network, context) {
    const groups = PRODUCTS.flatMap((product) => {
      const members = network.endpoints.filter((joined) => joined.endpoint.type === product.type);
      const regions = Map.groupBy(members, (joined) => joined.region);
      return Array.from(regions, ([region, endpoints]) => priceGroup(product, region, endpoints, network, context));
    });
    return { lines: linesOf(groups, context), pools: groups.flatMap((group) => group.pool ?? []) };
  },
};

/** The endpoints of one type and Region. A pool exists where any of them has known bytes and a rate; it holds what others share too. */
interface Group {
  readonly unbilled: readonly JoinedEndpoint[];
  readonly known: readonly JoinedEndpoint[];
  readonly unknown: readonly JoinedEndpoint[];
  readonly pool: Pool | undefined;
  /** Shares of the pool's cost, in the order of `known`. */
  readonly shares: readonly Decimal[];
  /** Price of the next GB. */
  readonly marginal: Decimal | undefined;
  readonly provenanceOf: ReturnType<typeof sharedProvenance>;
}

function priceGroup(
  { type, product, baseline }: Product,
  region: string | undefined,
  endpoints: readonly JoinedEndpoint[],
  network: JoinedNetwork,
  context: ChargeContext,
): Group {
  const billed = endpoints.filter((joined) => reasonNotBilled(joined) === undefined);
  const known = billed.filter((joined) => joined.traffic !== undefined);
  const bytes = known.map((joined) => joined.traffic?.monthlyGb ?? ZERO);
  const rate = context.rate(region, product);
  const before = region === undefined || baseline === undefined ? ZERO : network.baselineGb(region, baseline);
  const own = sum(bytes);
  const all = network.together?.gb(type, region) ?? [own];
  const pool = rate && region !== undefined ? pricePool(region, product, rate.rate, before, sum(all)) : undefined;
  const monthly = pool && network.together ? apportion(pool.monthly, all)[network.together.own] : pool?.monthly;
  return {
    unbilled: endpoints.filter((joined) => reasonNotBilled(joined) !== undefined),
    known,
    unknown: billed.filter((joined) => joined.traffic === undefined),
    pool: known.length > 0 ? pool : undefined,
    shares: monthly ? apportion(monthly, bytes, { names: known.map((joined) => joined.endpoint.id) }) : [],
    marginal: pool?.marginalPrice,
    provenanceOf: sharedProvenance('data-processed', rate?.provenance),
  };
}

function* linesOf(groups: readonly Group[], context: ChargeContext): Generator<ChargedLine> {
  for (const group of groups) {
    for (const endpoint of group.unbilled) {
      const line = notBilledLine('data-processed', endpoint, context);
      if (line) yield { endpoint, line };
    }
    let index = 0;
    for (const endpoint of group.known) yield { endpoint, line: knownLine(group, endpoint, group.shares[index++]) };
    const line = unknownLine(group);
    for (const endpoint of group.unknown) {
      const { id } = endpoint.endpoint;
      const message = `The traffic of ${id} is not known, so its data processing is left out of the total.`;
      context.findings.add('TG1203', id, message);
      yield { endpoint, line };
    }
  }
}

const LINE = { charge: 'data-processed', category: 'usage', unit: 'GB' } as const;

function knownLine({ pool, provenanceOf }: Group, { traffic }: JoinedEndpoint, share = ZERO): CostLine {
  const quantity = traffic?.monthlyGb ?? ZERO;
  const provenance = provenanceOf(traffic?.provenance);
  if (!pool) return { ...LINE, status: 'price-unknown', quantity, provenance };
  return pricedLine(quantity, pool.blendedPrice, share, provenance);
}

/** Written out, since it is made once per endpoint. */
const pricedLine = (quantity: Decimal, unitPrice: Decimal, monthly: Decimal, provenance: LineProvenance): CostLine => ({
  charge: 'data-processed',
  category: 'usage',
  unit: 'GB',
  status: 'priced',
  quantity,
  unitPrice,
  monthly,
  provenance,
});

const unknownLine = ({ marginal, provenanceOf }: Group): CostLine => ({
  ...LINE,
  status: 'usage-unknown',
  ...(marginal && { unitPrice: marginal }),
  provenance: provenanceOf(undefined),
});
