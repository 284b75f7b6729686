import { Decimal } from '../../core/decimal.ts';
import type { ProductKey } from '../../rates/products.ts';
import type { Charge, ChargeContext } from '../charge.ts';
import type { CostLine } from '../cost-line.ts';
import type { JoinedEndpoint } from '../join.ts';
import { notBilledLine } from '../not-billed.ts';

const PRODUCTS: Partial<Record<JoinedEndpoint['endpoint']['type'], ProductKey>> = {
  Interface: 'interface-endpoint-hours',
  GatewayLoadBalancer: 'gwlb-endpoint-hours',
  Resource: 'resource-endpoint-hours',
  ServiceNetwork: 'service-network-endpoint-hours',
};

/** Hours of provisioned endpoints: interface and GWLB endpoints per zone, resource endpoints per endpoint. Rule: endpoint-hours. */
export const endpointHours: Charge = {
  kind: 'endpoint-hours',
  price(network, context) {
    const priced = new Map<string, CostLine>();
    const lines = network.endpoints.flatMap((joined) => {
      const product = PRODUCTS[joined.endpoint.type];
      if (product === undefined) return [];
      return [
        {
          endpoint: joined,
          line: notBilledLine('endpoint-hours', joined, context) ?? lineOf(joined, product, context, priced),
        },
      ];
    });
    return { lines };
  },
};

function lineOf(
  joined: JoinedEndpoint,
  product: ProductKey,
  context: ChargeContext,
  priced: Map<string, CostLine>,
): CostLine {
  const perZone = product !== 'resource-endpoint-hours' && product !== 'service-network-endpoint-hours';
  const count = perZone ? joined.zones?.length : 1;
  const key = `${joined.region}\u0000${product}\u0000${count}`;
  let line = priced.get(key);
  if (!line) {
    line = hoursLine(joined.region, product, count, perZone, context);
    priced.set(key, line);
  }
  return line;
}

function hoursLine(
  region: string | undefined,
  product: ProductKey,
  count: number | undefined,
  perZone: boolean,
  context: ChargeContext,
): CostLine {
  const base = {
    charge: 'endpoint-hours',
    category: 'baseline',
    unit: perZone ? 'AZ-hours' : 'endpoint-hours',
  } as const;
  const rate = context.rate(region, product);
  const provenance = { rule: 'endpoint-hours', ...(rate && { rate: rate.provenance }) };
  const price = rate?.rate.tiers[0]?.price;
  const unitPrice = price === undefined ? {} : { unitPrice: new Decimal(price) };
  if (count === undefined) return { ...base, status: 'usage-unknown', ...unitPrice, provenance };
  const quantity = context.hours.times(count);
  const display = `${count} ${perZone ? 'AZ' : 'endpoint'} x ${context.hours.toFixed()} h`;
  if (price === undefined) return { ...base, status: 'price-unknown', quantity, display, provenance };
  const monthly = quantity.times(price);
  const status = new Decimal(price).isZero() ? 'free' : 'priced';
  return { ...base, status, quantity, display, ...unitPrice, monthly, provenance };
}
