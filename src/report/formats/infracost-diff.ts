import { Decimal, sum } from '../../core/decimal.ts';
import { amountText, quantityText } from '../../core/money.ts';
import type { ChangeDocument, ChangeLine, DiffDocument } from '../diff-document.ts';
import type { EstimateDocument } from '../report.ts';
import { CHARGE_NAMES } from '../words.ts';
import { type InfracostOptions, infracostRoot } from './infracost.ts';
import { breakdownOf, hourly, infracostType } from './infracost-breakdown.ts';

/** Both sides of a diff in Infracost's JSON 0.2; every number of `diff` is a change, priced on the pool as Tollgate's own diff. */
export function infracostDiff(
  diff: DiffDocument,
  base: EstimateDocument,
  head: EstimateDocument,
  options: InfracostOptions,
) {
  const hours = new Decimal(diff.hoursPerMonth);
  const diffTotals = {
    totalHourlyCost: hourly(diff.delta.monthly, hours),
    totalMonthlyCost: diff.delta.monthly,
    totalMonthlyUsageCost: diff.delta.usage,
  };
  const changes = { resources: diff.changes.map((change) => resourceOf(change, hours)), ...diffTotals };
  const sides = {
    command: 'diff',
    past: breakdownOf(base),
    now: breakdownOf(head),
    diff: changes,
    diffTotals,
  } as const;
  return infracostRoot(head, sides, options);
}

function resourceOf({ id, address, kind, delta, lines }: ChangeDocument, hours: Decimal) {
  const usage = lines.filter((line) => line.category === 'usage' && line.delta !== undefined);
  return {
    name: address ?? id,
    resourceType: infracostType(kind),
    metadata: {},
    hourlyCost: hourly(delta.monthly, hours),
    monthlyCost: delta.monthly,
    monthlyUsageCost: usage.length === 0 ? null : amountText(sum(usage.map((line) => new Decimal(line.delta ?? '0')))),
    costComponents: lines.map((line) => componentOf(line, hours)),
  };
}

function componentOf({ charge, category, unit, base, head, delta }: ChangeLine, hours: Decimal) {
  const known = base?.quantity ?? head?.quantity;
  const quantity = known === undefined ? undefined : new Decimal(head?.quantity ?? 0).minus(base?.quantity ?? 0);
  const price = quantity && !quantity.isZero() && delta !== undefined ? new Decimal(delta).div(quantity) : undefined;
  return {
    name: CHARGE_NAMES[charge],
    unit,
    hourlyQuantity: quantity ? quantityText(quantity.div(hours)) : null,
    monthlyQuantity: quantity ? quantityText(quantity) : null,
    price: price && !price.isNegative() ? amountText(price) : null,
    hourlyCost: delta === undefined ? null : hourly(delta, hours),
    monthlyCost: delta ?? null,
    usageBased: category === 'usage',
    priceNotFound: (head ?? base)?.status === 'price-unknown',
  };
}
