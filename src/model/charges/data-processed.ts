import { apportion } from '../../core/apportion.ts';
import { Decimal, sum, ZERO } from '../../core/decimal.ts';
import type { ProductKey } from '../../rates/products.ts';
import type { Charge, ChargeContext, ChargedLine, PricedRate } from '../charge.ts';
import type { CostLine } from '../cost-line.ts';
import type { JoinedEndpoint, Network } from '../join.ts';
import { notBilledLine } from '../not-billed.ts';
import { type Pool, pricePool } from '../pool.ts';

const PRODUCTS: Partial<Record<JoinedEndpoint['endpoint']['type'], ProductKey>> = {
  Interface: 'interface-endpoint-bytes',
  GatewayLoadBalancer: 'gwlb-endpoint-bytes',
  Resource: 'resource-endpoint-bytes',
};

/** GB through the endpoints, both directions. Tiers apply to the Region's pool, whose cost is shared out by bytes. Rule: data-processed. */
export const dataProcessed: Charge = {
  kind: 'data-processed',
  price(network, context) {
    const lines: ChargedLine[] = [];
    const pools: Pool[] = [];
    const members = Map.groupBy(network.endpoints, (joined) => {
      const product = PRODUCTS[joined.endpoint.type];
      return product === undefined ? '' : `${joined.region ?? ''}\u0000${product}`;
    });
    for (const [key, endpoints] of members) {
      if (key === '') continue;
      const [region, product] = key.split('\u0000') as [string, ProductKey];
      pricePoolOf(network, context, region, product, endpoints, lines, pools);
    }
    return { lines, pools };
  },
};

function pricePoolOf(
  network: Network,
  context: ChargeContext,
  region: string,
  product: ProductKey,
  endpoints: readonly JoinedEndpoint[],
  lines: ChargedLine[],
  pools: Pool[],
): void {
  const rate = context.rate(region === '' ? undefined : region, product);
  const paying: { joined: JoinedEndpoint; gb: Decimal }[] = [];
  for (const endpoint of endpoints) {
    const free = notBilledLine('data-processed', endpoint, context);
    if (free) lines.push({ endpoint, line: free });
    else if (!endpoint.traffic) lines.push({ endpoint, line: unknownUsage(endpoint, rate, context) });
    else paying.push({ joined: endpoint, gb: endpoint.traffic.monthlyGb });
  }
  if (rate === undefined) {
    for (const { joined, gb } of paying)
      lines.push({ endpoint: joined, line: { ...base(joined), status: 'price-unknown', quantity: gb } });
    return;
  }
  const gb = sum(paying.map((each) => each.gb));
  const pool = pricePool(region, product, rate.rate, baselineOf(network, region, product), gb);
  pools.push(pool);
  const shares = apportion(
    pool.monthly,
    paying.map((each) => each.gb),
  );
  paying.forEach(({ joined, gb: own }, index) => {
    lines.push({
      endpoint: joined,
      line: {
        ...base(joined, rate),
        status: 'priced',
        quantity: own,
        unitPrice: pool.blendedPrice,
        monthly: shares[index] ?? ZERO,
      },
    });
  });
}

function baselineOf(network: Network, region: string, product: ProductKey): Decimal {
  if (product === 'interface-endpoint-bytes') return network.baselineGb(region, 'interface');
  return product === 'resource-endpoint-bytes' ? network.baselineGb(region, 'resource') : ZERO;
}

function unknownUsage(joined: JoinedEndpoint, rate: PricedRate | undefined, context: ChargeContext): CostLine {
  const { id } = joined.endpoint;
  context.findings.add(
    'TG1203',
    id,
    `The traffic of ${id} is not known, so its data processing is left out of the total.`,
  );
  const price = rate?.rate.tiers[0]?.price;
  return {
    ...base(joined, rate),
    status: 'usage-unknown',
    ...(price !== undefined && { unitPrice: new Decimal(price) }),
  };
}

function base(joined: JoinedEndpoint, rate?: PricedRate): Omit<CostLine, 'status'> {
  return {
    charge: 'data-processed',
    category: 'usage',
    unit: 'GB',
    provenance: {
      rule: 'data-processed',
      ...(rate && { rate: rate.provenance }),
      ...(joined.traffic && { traffic: joined.traffic.provenance }),
    },
  };
}
