import { type Decimal, Decimal as Exact, ZERO } from '../../core/decimal.ts';
import type { Network } from '../../model/join.ts';
import type { RateCard } from '../../rates/rate-card.ts';
import type { BillLine } from '../../traffic/sources/billing-export/bill-lines.ts';
import type { DailySeries } from '../../traffic/throughput.ts';
import { type Billed, billedBySubject, grainOf } from './billed.ts';
import { learnFactors, type Priced, pricedBeside } from './discounts.ts';
import { type ExplainedDay, explain } from './explain.ts';
import { lifeOf } from './life.ts';
import { type ComparedCharge, type ModelledDay, type ModelledUse, modelledUse, remoteRegion } from './modelled.ts';
import { poolOfBill } from './pool-of-bill.ts';
import { type PriceOf, type UnitPrice, unitPrices } from './prices.ts';

export interface ReconcileInput {
  readonly network: Network;
  readonly cards: ReadonlyMap<string, RateCard>;
  /** Bytes of whole UTC days, where a history tells. */
  readonly measured: readonly DailySeries[] | undefined;
  readonly lines: readonly BillLine[];
  /** Every UTC day the bill covers. */
  readonly days: readonly string[];
  readonly hasResourceIds: boolean;
}

/** One endpoint (or, without resource ids, one Region) and one product, reconciled. */
export interface ReconciledLine {
  readonly endpoint: string | undefined;
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly charge: ComparedCharge;
  readonly product: string;
  readonly isModelled: boolean;
  readonly isBilled: boolean;
  readonly days: readonly ExplainedDay[];
}

export interface Reconciled {
  readonly lines: readonly ReconciledLine[];
  readonly priced: readonly Priced[];
  /** Lines of the bill that are compared; the others stand beside. */
  readonly compared: ReadonlySet<BillLine>;
}

const NO_DISCOUNT = new Exact(1);
const TRANSFER = 'inter-region-transfer-out';
const ENDPOINT_PRODUCT = /^(?:interface|gwlb|resource)-endpoint-(?:hours|bytes)$/;

/** Compares the model with the bill, endpoint by endpoint, charge by charge, day by day. Pure. */
export function reconcile(input: ReconcileInput): Reconciled {
  const { network, cards, lines, hasResourceIds } = input;
  const bucketOf = grainOf(lines) === 'month' ? (day: string) => day.slice(0, 7) : (day: string) => day;
  const names = namesOf(network);
  const endpointLines = lines.filter((line) => isOfEndpoint(line, names));
  const subjectOf = (line: BillLine): string | undefined =>
    hasResourceIds ? (names.get(line.resource ?? '') ?? line.resource) : (line.region ?? '');
  const billed = billedBySubject(endpointLines, subjectOf, bucketOf);
  const uses = usesBySubject(input, bucketOf);
  const subjects = [...new Set([...uses.keys(), ...billed.keys()])].sort();
  const buckets = [...new Set(input.days.map(bucketOf))];
  const places = placesOf(
    endpointLines.filter((line) => ENDPOINT_PRODUCT.test(line.product ?? '')),
    subjectOf,
  );
  const prices = unitPrices(
    cards,
    network,
    poolOfBill(uses, billed, (subject) => places.get(subject)?.region),
  );
  const work = subjects.flatMap((subject) =>
    pairsOf(subject, uses.get(subject), billed.get(subject), places.get(subject), hasResourceIds),
  );
  const priced = work.map((pair) => ({ pair, days: pricedDays(pair, prices, endpointLines) }));
  const factors = learnFactors(priced.flatMap(({ days }) => days));
  return {
    // Transfer has a usage type for each direction between two Regions: each is learned from its own lines.
    priced: [
      ...priced.flatMap(({ pair, days }) => (pair.product === TRANSFER ? [] : days)),
      ...pricedBeside(endpointLines.filter(({ product }) => product === TRANSFER)),
    ],
    compared: new Set(endpointLines),
    lines: work.map((pair) => explained(pair, prices, factors, buckets)),
  };
}

/** Hours and bytes of endpoints, and transfer between Regions where the bill names the endpoint it is of. */
export const isOfEndpoint = (
  { product = '', resource = '', lineType }: BillLine,
  names: ReadonlyMap<string, string>,
): boolean =>
  lineType !== 'fee' &&
  (ENDPOINT_PRODUCT.test(product) || (product === TRANSFER && (names.has(resource) || resource.startsWith('vpce-'))));

/** One subject and product: both sides. */
interface Pair {
  readonly subject: string;
  readonly isEndpoint: boolean;
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly product: string;
  /** The Region of the service where it is another one. */
  readonly to: string | undefined;
  readonly uses: readonly ModelledUse[];
  readonly billed: ReadonlyMap<string, Billed>;
  /** Days on which its hours are billed. */
  readonly life: { readonly first: string; readonly last: string } | undefined;
}

interface Place {
  readonly account: string | undefined;
  readonly region: string | undefined;
}

/** Every name a bill may call an endpoint by. */
export const namesOf = ({ endpoints }: Network): ReadonlyMap<string, string> =>
  new Map(
    endpoints.flatMap(({ endpoint: { id, awsId } }) => [[id, id] as const, ...(awsId ? [[awsId, id] as const] : [])]),
  );

function usesBySubject(
  { network, days, measured, hasResourceIds }: ReconcileInput,
  bucketOf: (day: string) => string,
): ReadonlyMap<string, readonly ModelledUse[]> {
  const series = measured && Map.groupBy(measured, (each) => each.endpoint);
  const uses = network.endpoints.flatMap((endpoint) =>
    modelledUse(endpoint, days, series && (series.get(endpoint.endpoint.id) ?? undefined)).map((use) => ({
      ...use,
      days: inBuckets(use.days, bucketOf),
    })),
  );
  return Map.groupBy(uses, ({ endpoint }) => (hasResourceIds ? endpoint.endpoint.id : (endpoint.region ?? '')));
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

function placesOf(lines: readonly BillLine[], subjectOf: (line: BillLine) => string | undefined) {
  const places = new Map<string, Place>();
  for (const line of lines) {
    const subject = subjectOf(line);
    if (subject !== undefined && !places.has(subject)) places.set(subject, line);
  }
  return places;
}

function pairsOf(
  subject: string,
  uses: readonly ModelledUse[] | undefined,
  billed: ReadonlyMap<string, ReadonlyMap<string, Billed>> | undefined,
  place: Place | undefined,
  isEndpoint: boolean,
): readonly Pair[] {
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
    product,
    to: joined && remoteRegion(joined),
    uses: (uses ?? []).filter((use) => use.product === product),
    billed: billed?.get(product) ?? new Map(),
    life: first !== undefined && last !== undefined ? { first, last } : undefined,
  }));
}

const isHours = (product: string): boolean => product.endsWith('-hours');

export const chargeOf = (product: string): ComparedCharge =>
  product === TRANSFER ? 'cross-region' : isHours(product) ? 'endpoint-hours' : 'data-processed';

/** What is priced alike: transfer between two Regions is another thing to each of them. */
const factorKey = ({ region, product, to }: Pair): string =>
  product === TRANSFER ? `${region} ${product} ${to ?? ''}` : `${region} ${product}`;

/** Cost against list price of each day: what discounts are learned from. */
function pricedDays(pair: Pair, prices: PriceOf, lines: readonly BillLine[]): readonly Priced[] {
  const alike = lines.filter((each) => each.product === pair.product);
  const line = alike.find((each) => each.region === pair.region) ?? alike[0];
  return [...pair.billed].flatMap(([day, { quantity, cost, list }]) => {
    const price = prices(pair.region, pair.product, day, pair.to);
    const known = list ?? (price && isHours(pair.product) ? quantity.times(price.price) : undefined);
    if (!known || !line) return [];
    return {
      key: factorKey(pair),
      service: line.service ?? 'AmazonVPC',
      usageType: line.usageType,
      list: known,
      cost,
      listFrom: list ? ('bill' as const) : ('rates' as const),
    };
  });
}

const NO_PRICE: UnitPrice = { price: ZERO, low: ZERO, high: ZERO };

function explained(
  pair: Pair,
  prices: PriceOf,
  factors: ReadonlyMap<string, Decimal>,
  days: readonly string[],
): ReconciledLine {
  const { subject, isEndpoint, account, region, product, uses, billed, life } = pair;
  const [joined] = isEndpoint ? uses.map((use) => use.endpoint) : [];
  const lived = joined && lifeOf(joined.endpoint);
  return {
    endpoint: isEndpoint ? subject : undefined,
    account,
    region,
    charge: chargeOf(product),
    product,
    isModelled: uses.length > 0,
    isBilled: billed.size > 0,
    days: explain({
      charge: chargeOf(product),
      days,
      modelled: uses.map((use) => use.days),
      billed,
      priceOf: (day) => prices(region, product, day, pair.to) ?? NO_PRICE,
      factor: factors.get(factorKey(pair)) ?? NO_DISCOUNT,
      isProviderPaid: joined?.endpoint.payer === 'provider',
      zones: joined?.endpoint.type === 'Resource' ? undefined : joined?.zones?.length,
      life,
      knows: { created: lived?.createdAt !== undefined, deleted: lived?.deletedAt !== undefined },
    }),
  };
}
