import { apportion } from '../../core/apportion.ts';
import { type Decimal, sum, ZERO } from '../../core/decimal.ts';
import { AMOUNT_PLACES } from '../../core/money.ts';
import type { AllocationRule, Consumers } from './consumers.ts';
import type { CostPlace } from './place.ts';

/** A cost of one endpoint or resource, before it is shared. */
export interface AllocatedCost {
  /** What costs: an endpoint, or a kind of resource beside endpoints. */
  readonly kind: string;
  readonly id: string;
  readonly charge: string;
  readonly owner: CostPlace;
  readonly consumers: Consumers;
  /** Undefined = not known: the part that has it leaves it out, and says so. */
  readonly amount: Decimal | undefined;
  /** The same at public prices, where that is known. */
  readonly list?: Decimal | undefined;
}

/** The part of a cost that one value has. */
export interface AllocatedItem {
  readonly cost: AllocatedCost;
  /** The tag's value, the account and so on; undefined = nobody tells. */
  readonly value: string | undefined;
  readonly rule: AllocationRule;
  /** What it was shared by: billed GB a month by rule `flows`, the number of VPCs by rule `even`; undefined by rule `owner`. */
  readonly weight: Decimal | undefined;
  readonly amount: Decimal | undefined;
  readonly list: Decimal | undefined;
}

export interface AllocatedPart {
  readonly value: string | undefined;
  readonly amount: Decimal;
  /** Undefined where the public price of an item is not known. */
  readonly list: Decimal | undefined;
  readonly unknownLines: number;
  readonly items: readonly AllocatedItem[];
}

/**
 * Shares costs out by the value that `valueAt` gives a place, dearest part first and what nobody owns last. The parts add up to the
 * sum of the costs exactly: each cost is shared by largest remainder. Pure.
 */
export function allocate(
  costs: readonly AllocatedCost[],
  valueAt: (place: CostPlace) => string | undefined,
): readonly AllocatedPart[] {
  const items = costs.flatMap((cost) => shareOut(cost, valueAt));
  return [...Map.groupBy(items, ({ value }) => value)]
    .map(([value, own]) => ({
      value,
      amount: sum(own.map((item) => item.amount ?? ZERO)),
      list: listOf(own),
      unknownLines: own.filter((item) => item.amount === undefined).length,
      items: own,
    }))
    .sort(
      (a, b) =>
        Number(a.value === undefined) - Number(b.value === undefined) ||
        b.amount.comparedTo(a.amount) ||
        ((a.value ?? '') < (b.value ?? '') ? -1 : 1),
    );
}

function listOf(items: readonly AllocatedItem[]): Decimal | undefined {
  if (items.some(({ amount, list }) => amount !== undefined && list === undefined)) return undefined;
  return sum(items.map((item) => item.list ?? ZERO));
}

function shareOut(cost: AllocatedCost, valueAt: (place: CostPlace) => string | undefined): readonly AllocatedItem[] {
  const { rule, shares } = cost.consumers;
  const weights = new Map<string | undefined, Decimal>();
  for (const { place, weight } of shares) {
    const value = valueAt(place);
    weights.set(value, (weights.get(value) ?? ZERO).plus(weight));
  }
  const values = [...weights.keys()];
  const heavy = [...weights.values()];
  const names = values.map((value) => value ?? '');
  const amounts = cost.amount && signed(cost.amount, heavy, names);
  const lists = cost.list && signed(cost.list, heavy, names);
  return values.map((value, index) => ({
    cost,
    value,
    rule,
    weight: rule === 'owner' ? undefined : heavy[index],
    amount: amounts?.[index],
    list: lists?.[index],
  }));
}

/** Shares of an amount that may be below zero: a credit is shared as what it is taken from. */
function signed(amount: Decimal, weights: readonly Decimal[], names: readonly string[]): readonly Decimal[] {
  if (weights.length === 1) return [amount];
  const options = { places: AMOUNT_PLACES, names };
  return amount.isNegative()
    ? apportion(amount.negated(), weights, options).map((part) => part.negated())
    : apportion(amount, weights, options);
}
