import { type Decimal, Decimal as Exact, ZERO } from '../../core/decimal.ts';
import type { Cause } from '../../report/reconciliation-document.ts';
import type { ComparedCharge } from '../shared/bill-products.ts';
import type { Billed } from './billed.ts';
import { FACTOR_TOLERANCE } from './discounts.ts';
import type { ModelledDay } from './modelled.ts';
import type { UnitPrice } from './prices.ts';
import { type ZoneChange, zoneChange } from './zone-change.ts';

/** One endpoint and product of the period: what the model and the bill say of each day (or month). */
export interface Compared {
  readonly charge: ComparedCharge;
  readonly days: readonly string[];
  /** What the model says; a list, because a bill without resources speaks of many endpoints at once. */
  readonly modelled: readonly ReadonlyMap<string, ModelledDay>[];
  readonly billed: ReadonlyMap<string, Billed>;
  /** Undefined where no rate is known: nothing is modelled then. */
  readonly priceOf: (day: string) => UnitPrice | undefined;
  /** Whether the network has what is billed. */
  readonly isModelled: boolean;
  /** What usage is charged of the list price, before lines of discounts; 1 = the list price. */
  readonly factor: Decimal;
  readonly isProviderPaid: boolean;
  /** Zones of the endpoint as the network tells; undefined = not known, or several endpoints. */
  readonly zones: number | undefined;
  /** First and last day on which the bill charges hours; undefined = never. */
  readonly life: { readonly first: string; readonly last: string } | undefined;
  /** Whether the network tells when the endpoint was created and deleted. */
  readonly knows: { readonly created: boolean; readonly deleted: boolean };
}

export interface ExplainedDay {
  readonly day: string;
  readonly modelled: Decimal;
  readonly billed: Decimal;
  readonly residual: Decimal;
  readonly quantityModelled: Decimal | undefined;
  readonly quantityBilled: Decimal;
  /** Zones at the busiest hour as the bill has them. */
  readonly zonesBilled: Decimal | undefined;
  /** Of the quantity billed, what no cause explains. */
  readonly quantityUnexplained: Decimal;
  readonly list: Decimal | undefined;
  readonly causes: readonly (readonly [Cause, Decimal])[];
}

/** Splits the difference of each day into named causes and what is left. The parts add up to the difference exactly. */
export function explain(compared: Compared): readonly ExplainedDay[] {
  const change =
    compared.charge === 'endpoint-hours' ? zoneChange(compared.zones, compared.days, compared.billed) : undefined;
  return compared.days.map((day) => explainDay(compared, day, change));
}

const NOTHING: Billed = {
  quantity: ZERO,
  cost: ZERO,
  extras: new Map(),
  discounts: ZERO,
  list: ZERO,
  zones: undefined,
};

function explainDay(compared: Compared, day: string, change: ZoneChange | undefined): ExplainedDay {
  const billed = compared.billed.get(day) ?? NOTHING;
  const unit = compared.priceOf(day);
  if (unit === undefined || !compared.isModelled) return notModelled(day, billed);
  return explainModelled(compared, day, billed, unit, change);
}

function explainModelled(
  compared: Compared,
  day: string,
  billed: Billed,
  unit: UnitPrice,
  change: ZoneChange | undefined,
): ExplainedDay {
  const own = compared.modelled.flatMap((days) => days.get(day) ?? []);
  const isKnown = own.length > 0 && own.every((each) => each.quantity !== undefined);
  const total = (of: (each: ModelledDay) => Decimal): Decimal => own.reduce((sum, each) => sum.plus(of(each)), ZERO);
  // Where the model knows no quantity, it takes that of the bill: then only the price is compared.
  const quantity = isKnown ? total((each) => each.quantity ?? ZERO) : own.length > 0 ? billed.quantity : ZERO;
  const causes: [Cause, Decimal][] = [];
  const say = (cause: Cause, amount: Decimal): void => {
    if (!amount.isZero()) causes.push([cause, amount]);
  };
  let expected = quantity;
  if (isKnown) {
    for (const [cause, of] of LIFE) {
      const part = total((each) => each[of]);
      say(cause, part.times(unit.price));
      expected = expected.plus(part);
    }
  }
  const gap = billed.quantity.minus(expected);
  const cause = gap.isZero() ? undefined : causeOfGap(compared, day, gap, change);
  if (cause) say(cause, gap.times(unit.price));
  const list = billed.list ?? billed.quantity.times(unit.price);
  const listEffect = list.minus(billed.quantity.times(unit.price));
  const between = compared.charge === 'cross-region' ? 'direction' : 'tier-share';
  say(isBetween(unit, list, billed.quantity) ? between : 'list-price', listEffect);
  say('discount', discountOf(billed, list, compared.factor));
  for (const [extra, amount] of billed.extras) say(extra, amount);
  const charged = [...billed.extras.values()].reduce((all, amount) => all.plus(amount), billed.cost);
  const modelled = quantity.times(unit.price);
  const named = causes.reduce((sum, [, amount]) => sum.plus(amount), ZERO);
  return {
    day,
    modelled,
    billed: charged,
    residual: charged.minus(modelled).minus(named),
    quantityModelled: isKnown ? quantity : undefined,
    quantityBilled: billed.quantity,
    zonesBilled: billed.zones,
    quantityUnexplained: cause === undefined ? gap : ZERO,
    list: billed.list,
    causes,
  };
}

/** What the bill itself names as a discount, and what usage is charged below the list price at the learned factor. */
function discountOf({ cost, discounts }: Billed, list: Decimal, factor: Decimal): Decimal {
  if (factor.equals(1)) return discounts;
  const charged = cost.minus(discounts);
  const isLearned = list.greaterThan(0) && charged.div(list).minus(factor).abs().lessThan(FACTOR_TOLERANCE);
  return discounts.plus(isLearned ? charged.minus(list) : list.times(factor.minus(1)));
}

/** Neither a rate nor a list price explains what is not modelled; what the bill itself names does. */
function notModelled(day: string, { quantity, cost, extras, list }: Billed): ExplainedDay {
  const named = [...extras.values()].reduce((all, amount) => all.plus(amount), ZERO);
  return {
    day,
    modelled: ZERO,
    billed: cost.plus(named),
    residual: cost,
    quantityModelled: undefined,
    quantityBilled: quantity,
    zonesBilled: undefined,
    quantityUnexplained: quantity,
    list,
    causes: [...extras],
  };
}

const LIFE = [
  ['created', 'created'],
  ['deleted', 'deleted'],
  ['partial-hour', 'partial'],
] as const satisfies readonly (readonly [Cause, 'created' | 'deleted' | 'partial'])[];

/**
 * A bill at prices between the cheapest and the dearest that may apply: the organization shares its tiers out among accounts and
 * days; between Regions, requests and responses have a rate each.
 */
const isBetween = ({ low, high }: UnitPrice, list: Decimal, quantity: Decimal): boolean =>
  !low.equals(high) &&
  quantity.greaterThan(0) &&
  list.div(quantity).greaterThanOrEqualTo(low.minus(ROUNDING)) &&
  list.div(quantity).lessThanOrEqualTo(high.plus(ROUNDING));

const ROUNDING = new Exact('0.0000001');

/** Why the bill counts another quantity than the model, where the bill itself shows it. */
function causeOfGap(compared: Compared, day: string, gap: Decimal, change: ZoneChange | undefined): Cause | undefined {
  if (compared.isProviderPaid && !compared.billed.has(day)) return 'provider-pays';
  const { life, knows, days } = compared;
  if (life && gap.lessThan(0)) {
    if (!knows.created && life.first > (days[0] ?? '') && day <= life.first) return 'created';
    if (!knows.deleted && life.last < (days.at(-1) ?? '') && day >= life.last) return 'deleted';
  }
  if (change === 'added' && gap.lessThan(0) && compared.billed.has(day)) return 'zone-added';
  if (change === 'removed' && gap.greaterThan(0)) return 'zone-removed';
  return undefined;
}
