import { apportion } from '../../core/apportion.ts';
import { type Decimal, sum, ZERO } from '../../core/decimal.ts';
import type { EndpointType } from '../../topology/topology.ts';
import type { Charge, ChargeContext, ChargedLine } from '../charge.ts';
import type { CostLine, LineProvenance } from '../cost-line.ts';
import type { JoinedEndpoint, Network } from '../join.ts';
import { notBilledLine } from '../not-billed.ts';
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
  price(network, context) {
    const lines: ChargedLine[] = [];
    const pools: Pool[] = [];
    for (const product of PRODUCTS) {
      const members = network.endpoints.filter((joined) => joined.endpoint.type === product.type);
      for (const [region, endpoints] of Map.groupBy(members, (joined) => joined.region)) {
        const pool = pricePoolOf(product, region, endpoints, network, context, lines);
        if (pool) pools.push(pool);
      }
    }
    return { lines, pools };
  },
};

interface Paying {
  readonly joined: JoinedEndpoint;
  readonly gb: Decimal;
}

/** Prices the endpoints of one Region together and gives the pool, where any of them has known bytes and a rate. */
function pricePoolOf(
  { product, baseline }: Product,
  region: string | undefined,
  endpoints: readonly JoinedEndpoint[],
  network: Network,
  context: ChargeContext,
  lines: ChargedLine[],
): Pool | undefined {
  const paying: Paying[] = [];
  const unknown: JoinedEndpoint[] = [];
  for (const joined of endpoints) {
    const free = notBilledLine('data-processed', joined, context);
    if (free) lines.push({ endpoint: joined, line: free });
    else if (joined.traffic) paying.push({ joined, gb: joined.traffic.monthlyGb });
    else unknown.push(joined);
  }
  const rate = context.rate(region, product);
  const provenanceOf = sharedProvenance('data-processed', rate?.provenance);
  const before = region === undefined || baseline === undefined ? ZERO : network.baselineGb(region, baseline);
  const pool =
    rate && region !== undefined
      ? pricePool(region, product, rate.rate, before, sum(paying.map((each) => each.gb)))
      : undefined;
  const shares = pool && sharesOf(pool, paying);
  paying.forEach(({ joined, gb }, index) => {
    const provenance = provenanceOf(joined.traffic?.provenance);
    const line: CostLine = pool
      ? pricedLine(gb, pool.blendedPrice, shares?.[index] ?? ZERO, provenance)
      : { ...LINE, status: 'price-unknown', quantity: gb, provenance };
    lines.push({ endpoint: joined, line });
  });
  const unknownLine: CostLine = {
    ...LINE,
    status: 'usage-unknown',
    ...(pool && { unitPrice: pool.marginalPrice }),
    provenance: provenanceOf(undefined),
  };
  for (const joined of unknown) {
    const { id } = joined.endpoint;
    context.findings.add(
      'TG1203',
      id,
      `The traffic of ${id} is not known, so its data processing is left out of the total.`,
    );
    lines.push({ endpoint: joined, line: unknownLine });
  }
  return paying.length > 0 ? pool : undefined;
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

const LINE = { charge: 'data-processed', category: 'usage', unit: 'GB' } as const;

const sharesOf = (pool: Pool, paying: readonly Paying[]): readonly Decimal[] =>
  apportion(
    pool.monthly,
    paying.map((each) => each.gb),
    { names: paying.map((each) => each.joined.endpoint.id) },
  );
