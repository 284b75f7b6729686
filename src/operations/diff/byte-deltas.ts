import { Decimal, ZERO } from '../../core/decimal.ts';
import { AMOUNT_PLACES } from '../../core/money.ts';
import type { EndpointDocument, EstimateDocument } from '../../report/report.ts';
import type { Pair } from '../shared/match.ts';

type Pool = EstimateDocument['pools'][number];

/** Product of the pool that an endpoint's bytes belong to. */
const POOL_PRODUCTS: Readonly<Partial<Record<EndpointDocument['type'], string>>> = {
  Interface: 'interface-endpoint-bytes',
  GatewayLoadBalancer: 'gwlb-endpoint-bytes',
  Resource: 'resource-endpoint-bytes',
};

interface Member {
  readonly pair: Pair<EndpointDocument>;
  /** Change of billed GB in this pool. */
  readonly gb: Decimal;
}

/**
 * What each endpoint's change of bytes costs, priced on the pool: the pool's own change is shared out by change of bytes, at the
 * average price between base and head (where they cancel out, at the price of the next GB). So an addition on top of 1.2 PB costs
 * the second tier, and endpoints that did not change cost nothing. The parts add up to the pools' changes exactly. Undefined where
 * the pools cannot be compared (other prices, another baseline): then shares are compared as each side attributes them. Documents of
 * one side share their pools and prices.
 */
export function byteDeltas(
  pairs: readonly Pair<EndpointDocument>[],
  base: readonly EstimateDocument[],
  head: readonly EstimateDocument[],
): ReadonlyMap<Pair<EndpointDocument>, Decimal> | undefined {
  if (!samePrices(base, head) || !tellPools(base) || !tellPools(head)) return undefined;
  const before = poolsOf(base);
  const after = poolsOf(head);
  const deltas = new Map<Pair<EndpointDocument>, Decimal>();
  for (const [key, members] of membersByPool(pairs)) {
    const change = amountOf(after.get(key)).minus(amountOf(before.get(key)));
    const marginal = new Decimal((after.get(key) ?? before.get(key))?.marginalPrice ?? 0);
    share(members, change, marginal, deltas);
  }
  return deltas;
}

/** Bytes cost the same on both sides: same rates, same discounts, same bytes from outside. */
function samePrices(base: readonly EstimateDocument[], head: readonly EstimateDocument[]): boolean {
  const after = poolsOf(head);
  return [...poolsOf(base)].every(([key, pool]) => {
    const other = after.get(key);
    if (!other) return true;
    return (
      other.baselineGb === pool.baselineGb &&
      versionOf(base, pool.region) === versionOf(head, pool.region) &&
      sameTiers(pool, other)
    );
  });
}

/** Whether the documents hold the pool of all their bytes: a report of another tool holds none. */
function tellPools(documents: readonly EstimateDocument[]): boolean {
  const pools = poolsOf(documents);
  return documents.every(({ endpoints }) =>
    endpoints.every((each) => {
      const gb = pooledGb(each);
      return !gb || gb.isZero() || pools.has(keyOf(each.region, POOL_PRODUCTS[each.type] ?? ''));
    }),
  );
}

/** A discount keeps the version of the rates and changes the prices of the tiers. */
const sameTiers = (base: Pool, head: Pool): boolean =>
  base.tiers.every(({ from, price }) => head.tiers.every((other) => other.from !== from || other.price === price));

const versionOf = ([document]: readonly EstimateDocument[], region: string): string | undefined =>
  document?.rates.regions?.[region]?.version ?? document?.rates.version;

const keyOf = (region: string | undefined, product: string): string => `${region ?? ''}\u0000${product}`;

const poolsOf = (documents: readonly EstimateDocument[]): ReadonlyMap<string, Pool> =>
  new Map(documents.flatMap(({ pools }) => pools.map((pool) => [keyOf(pool.region, pool.product), pool])));

const amountOf = (pool: Pool | undefined): Decimal => new Decimal(pool?.monthly ?? 0);

/** An endpoint that moved between pools is a member of both, with less bytes in one and more in the other. */
function membersByPool(pairs: readonly Pair<EndpointDocument>[]): ReadonlyMap<string, Member[]> {
  const members = new Map<string, Member[]>();
  const add = (key: string, pair: Pair<EndpointDocument>, gb: Decimal): void => {
    const known = members.get(key);
    if (known) known.push({ pair, gb });
    else members.set(key, [{ pair, gb }]);
  };
  for (const pair of pairs) {
    const before = pair.base && pooledGb(pair.base);
    const after = pair.head && pooledGb(pair.head);
    const from = before && keyOf(pair.base?.region, POOL_PRODUCTS[pair.base?.type ?? 'Gateway'] ?? '');
    const to = after && keyOf(pair.head?.region, POOL_PRODUCTS[pair.head?.type ?? 'Gateway'] ?? '');
    if (before && from !== undefined && from !== to) add(from, pair, before.negated());
    if (after && to !== undefined) add(to, pair, from === to && before ? after.minus(before) : after);
  }
  return members;
}

function pooledGb(endpoint: EndpointDocument): Decimal | undefined {
  const line = endpoint.lines.find((each) => each.charge === 'data-processed' && each.status === 'priced');
  return line?.quantity === undefined ? undefined : new Decimal(line.quantity);
}

function share(
  members: readonly Member[],
  change: Decimal,
  marginal: Decimal,
  deltas: Map<Pair<EndpointDocument>, Decimal>,
): void {
  const moved = members.filter((each) => !each.gb.isZero());
  const gb = moved.reduce((total, each) => total.plus(each.gb), ZERO);
  const price = gb.isZero() ? marginal : change.div(gb);
  const parts = moved.map((each) => each.gb.times(price).toDecimalPlaces(AMOUNT_PLACES, Decimal.ROUND_HALF_EVEN));
  const rest = change.minus(parts.reduce((total, part) => total.plus(part), ZERO));
  const largest = moved.reduce(
    (best, each, index) => (each.gb.abs().greaterThan(moved[best]?.gb.abs() ?? ZERO) ? index : best),
    0,
  );
  moved.forEach(({ pair }, index) => {
    const part = (parts[index] ?? ZERO).plus(index === largest ? rest : ZERO);
    deltas.set(pair, (deltas.get(pair) ?? ZERO).plus(part));
  });
}
