import { type Decimal, Decimal as Exact } from '../../core/decimal.ts';
import type { JoinedNetwork } from '../../model/join.ts';
import type { RateCard } from '../../rates/rate-card.ts';
import type { BillLine } from '../../traffic/sources/billing-export/bill-lines.ts';
import type { DailySeries } from '../../traffic/throughput.ts';
import { type ComparedCharge, chargeOf, isHours, TRANSFER } from '../shared/bill-products.ts';
import { type BilledPlace, namesOf, payersOf, placesOf } from '../shared/bill-subjects.ts';
import { type Billed, billedBySubject, grainOf } from './billed.ts';
import { learnFactors, type Priced, pricedBeside } from './discounts.ts';
import { type ExplainedDay, explain } from './explain.ts';
import { type Covered, lifeOf } from './life.ts';
import { type ModelledDay, type ModelledUse, modelledUse, remoteRegion } from './modelled.ts';
import { poolOfBill } from './pool-of-bill.ts';
import { type PriceOf, unitPrices } from './prices.ts';
import { isWhole, moveToWholes, wholeKey } from './without-ids.ts';

export interface ReconcileInput {
  readonly network: JoinedNetwork;
  readonly cards: ReadonlyMap<string, RateCard>;
  /** Bytes of whole UTC days, where a history tells. */
  readonly measured: readonly DailySeries[] | undefined;
  /** Lines of endpoints. */
  readonly lines: readonly BillLine[];
  /** Every UTC day the bill covers. */
  readonly days: readonly string[];
  /** The instants that it starts and ends. */
  readonly covered: Covered;
  /** What one unit of the prices' currency is in the bill's: 1 where they are one. */
  readonly exchange: Decimal;
}

/** One endpoint (or, without resource ids, one Region of a payer) and one product, reconciled. */
export interface ReconciledLine {
  readonly endpoint: string | undefined;
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly payer: string | undefined;
  readonly charge: ComparedCharge;
  readonly product: string;
  /** The network has it, and a rate of it is known. */
  readonly isModelled: boolean;
  readonly isInNetwork: boolean;
  readonly isBilled: boolean;
  /** Zones that the network says it has; undefined = not known, or several endpoints. */
  readonly zones: number | undefined;
  readonly days: readonly ExplainedDay[];
}

/** A line of the network whose quantity or rate is unknown, and of which the bill has nothing: the modelled sum leaves it out. */
export const isLeftOutOfModel = ({ isInNetwork, isModelled, isBilled, days }: ReconciledLine): boolean =>
  isInNetwork && (!isModelled || (!isBilled && days.some((day) => day.quantityModelled === undefined)));

export interface Reconciled {
  readonly lines: readonly ReconciledLine[];
  readonly priced: readonly Priced[];
}

const NO_DISCOUNT = new Exact(1);

/** Compares the model with the bill, endpoint by endpoint, charge by charge, day by day. Pure. */
export function reconcile(input: ReconcileInput): Reconciled {
  const { network, cards, lines, exchange } = input;
  const bucketOf = grainOf(lines) === 'month' ? (day: string) => day.slice(0, 7) : (day: string) => day;
  const names = namesOf(network);
  const subjectOf = (line: BillLine): string =>
    line.resource === undefined ? wholeKey(line) : (names.get(line.resource) ?? line.resource);
  const billed = billedBySubject(lines, subjectOf, bucketOf);
  const places = placesOf(lines, subjectOf);
  const payerOf = payersOf(network, lines, places);
  const uses = moveToWholes(usesBySubject(input, bucketOf), billed, payerOf);
  const subjects = [...new Set([...uses.keys(), ...billed.keys()])].sort();
  // A credit or a correction may be dated outside the usage.
  const buckets = [...new Set([...input.days, ...lines.map(({ day }) => day)].map(bucketOf))].sort();
  const prices = unitPrices(
    cards,
    network,
    poolOfBill(uses, billed, (subject) => ({ region: places.get(subject)?.region, payer: payerOf(subject) })),
    exchange,
  );
  const work = subjects.flatMap((subject) =>
    pairsOf(subject, uses.get(subject), billed.get(subject), places.get(subject), payerOf(subject)),
  );
  const priced = work.map((pair) => ({ pair, days: pricedDays(pair, prices, lines) }));
  const factors = learnFactors(priced.flatMap(({ days }) => days));
  return {
    // Transfer has a usage type for each direction between two Regions: each is learned from its own lines.
    priced: [
      ...priced.flatMap(({ pair, days }) => (pair.product === TRANSFER ? [] : days)),
      ...pricedBeside(lines.filter(({ product }) => product === TRANSFER)),
    ],
    lines: work.map((pair) => explained(pair, prices, factors, buckets)),
  };
}

/** One subject and product: both sides. */
interface Pair {
  readonly subject: string;
  readonly isEndpoint: boolean;
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly payer: string | undefined;
  readonly product: string;
  /** The Region of the service where it is another one. */
  readonly to: string | undefined;
  readonly uses: readonly ModelledUse[];
  readonly billed: ReadonlyMap<string, Billed>;
  /** Days on which its hours are billed. */
  readonly life: { readonly first: string; readonly last: string } | undefined;
}

function usesBySubject(
  { network, days, covered, measured }: ReconcileInput,
  bucketOf: (day: string) => string,
): ReadonlyMap<string, readonly ModelledUse[]> {
  const series = measured && Map.groupBy(measured, (each) => each.endpoint);
  const uses = network.endpoints.flatMap((endpoint) =>
    modelledUse(endpoint, days, covered, series && (series.get(endpoint.endpoint.id) ?? undefined)).map((use) => ({
      ...use,
      days: inBuckets(use.days, bucketOf),
    })),
  );
  return Map.groupBy(uses, ({ endpoint }) => endpoint.endpoint.id);
}

function inBuckets(days: ReadonlyMap<string, ModelledDay>, bucketOf: (day: string) => string) {
  const buckets = new Map<string, ModelledDay>();
  for (const [day, own] of days) {
    const key = bucketOf(day);
    const before = buckets.get(key);
    buckets.set(key, before ? addDays(before, own) : own);
  }
  return buckets;
}

const addDays = (a: ModelledDay, b: ModelledDay): ModelledDay => ({
  quantity: a.quantity && b.quantity ? a.quantity.plus(b.quantity) : undefined,
  created: a.created.plus(b.created),
  deleted: a.deleted.plus(b.deleted),
  partial: a.partial.plus(b.partial),
});

function pairsOf(
  subject: string,
  uses: readonly ModelledUse[] | undefined,
  billed: ReadonlyMap<string, ReadonlyMap<string, Billed>> | undefined,
  place: BilledPlace | undefined,
  payer: string | undefined,
): readonly Pair[] {
  const isEndpoint = !isWhole(subject);
  const products = new Set([...(uses ?? []).map((use) => use.product), ...(billed?.keys() ?? [])]);
  const hourDays = [...(billed ?? [])]
    .flatMap(([product, days]) =>
      isHours(product) ? [...days].flatMap(([day, { quantity }]) => (quantity.isZero() ? [] : day)) : [],
    )
    .sort();
  const [first, last] = [hourDays[0], hourDays.at(-1)];
  const joined = uses?.[0]?.endpoint;
  return [...products].sort().map((product) => ({
    subject,
    isEndpoint,
    account: (isEndpoint ? joined?.account : undefined) ?? place?.account,
    region: joined?.region ?? place?.region,
    payer,
    product,
    to: joined && remoteRegion(joined),
    uses: (uses ?? []).filter((use) => use.product === product),
    billed: billed?.get(product) ?? new Map(),
    life: first !== undefined && last !== undefined ? { first, last } : undefined,
  }));
}

/** What is priced alike: transfer between two Regions is another thing to each of them. */
const factorKey = ({ payer, region, product, to }: Pair): string =>
  `${payer ?? ''} ${region} ${product} ${product === TRANSFER ? (to ?? '') : ''}`;

/** Cost against list price of each day: what discounts are learned from. */
function pricedDays(pair: Pair, prices: PriceOf, lines: readonly BillLine[]): readonly Priced[] {
  const alike = lines.filter((each) => each.product === pair.product);
  const line = alike.find((each) => each.region === pair.region) ?? alike[0];
  return [...pair.billed].flatMap(([day, { quantity, cost, discounts, list }]) => {
    const price = prices({ ...pair, day });
    // Where tiers move the price of bytes, a bill without list prices does not tell a discount from a tier.
    const known = list ?? (price && (isHours(pair.product) || price.isFlat) ? quantity.times(price.price) : undefined);
    if (!known || !line) return [];
    return {
      key: factorKey(pair),
      service: line.service ?? 'AmazonVPC',
      usageType: line.usageType,
      list: known,
      cost,
      discounts,
      listFrom: list ? ('bill' as const) : ('rates' as const),
    };
  });
}

function explained(
  pair: Pair,
  prices: PriceOf,
  factors: ReadonlyMap<string, Decimal>,
  days: readonly string[],
): ReconciledLine {
  const { subject, isEndpoint, account, region, payer, product, uses, billed, life } = pair;
  const [joined] = isEndpoint ? uses.map((use) => use.endpoint) : [];
  const lived = joined && lifeOf(joined.endpoint);
  const isInNetwork = uses.length > 0;
  const zones = joined?.endpoint.type === 'Resource' ? undefined : joined?.zones?.length;
  const isModelled = isInNetwork && days.some((day) => prices({ ...pair, day }) !== undefined);
  return {
    endpoint: isEndpoint ? subject : undefined,
    account,
    region,
    payer,
    charge: chargeOf(product),
    product,
    isModelled,
    isInNetwork,
    isBilled: billed.size > 0,
    zones,
    days: explain({
      charge: chargeOf(product),
      days,
      modelled: uses.map((use) => use.days),
      billed,
      priceOf: (day) => prices({ ...pair, day }),
      isModelled,
      factor: factors.get(factorKey(pair)) ?? NO_DISCOUNT,
      isProviderPaid: joined?.endpoint.payer === 'provider',
      zones,
      life,
      knows: { created: lived?.createdAt !== undefined, deleted: lived?.deletedAt !== undefined },
    }),
  };
}
