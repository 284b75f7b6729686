import { Decimal, sum } from '../../core/decimal.ts';
import { amountText, quantityText } from '../../core/money.ts';
import type { ChangeDocument, ChangeLine, DiffDocument } from '../diff-document.ts';
import type { EstimateDocument } from '../report.ts';
import { type InfracostProject, infracostRoot } from './infracost.ts';
import { breakdownOf, hourly, infracostTotals, infracostType, summaryOf } from './infracost-breakdown.ts';
import { componentHead } from './infracost-component.ts';
import { projectName, type RunOrigin } from './run-origin.ts';

/** One part of a diff: both states, priced, and the file it was read from. */
export interface InfracostPart {
  /** Name of the project, where there are several. */
  readonly project?: string | undefined;
  readonly path: string;
  readonly base: { readonly document: EstimateDocument };
  readonly head: { readonly document: EstimateDocument };
}

/**
 * A diff in Infracost's JSON 0.2, with a project for each part; every number of a `diff` is a change, priced on the pool as in
 * Tollgate's own diff.
 */
export function infracostDiff(
  diff: DiffDocument,
  parts: readonly InfracostPart[],
  command: 'breakdown' | 'diff' = 'diff',
  origin: RunOrigin = {},
) {
  const hours = new Decimal(diff.hoursPerMonth);
  const changes = Map.groupBy(diff.changes, (change) => change.project);
  const projects = parts.map(
    ({ project, path, base, head }): InfracostProject => ({
      name: project ?? projectName(origin, path),
      path,
      past: breakdownOf(base.document),
      now: breakdownOf(head.document),
      diff: changesOf(changes.get(project) ?? [], hours),
      summary: summaryOf([head.document]),
    }),
  );
  const root = {
    command,
    currency: diff.currency,
    generatedAt: diff.generatedAt,
    past: infracostTotals(diff.base, hours),
    now: infracostTotals(diff.head, hours),
    diff: infracostTotals(diff.delta, hours),
    summary: summaryOf(parts.map(({ head }) => head.document)),
  } as const;
  return infracostRoot(root, projects, origin);
}

function changesOf(changes: readonly ChangeDocument[], hours: Decimal) {
  const usage = changes.flatMap(({ lines }) => lines.filter((line) => line.category === 'usage'));
  const totals = {
    monthly: amountText(sum(changes.map(({ delta }) => new Decimal(delta.monthly)))),
    usage: amountText(sum(usage.map((line) => new Decimal(line.delta ?? 0)))),
  };
  const costly = changes.filter(({ lines }) => lines.some((line) => !isFree(line)));
  return { resources: costly.map((change) => resourceOf(change, hours)), ...infracostTotals(totals, hours) };
}

function resourceOf({ id, address, kind, type, delta, lines }: ChangeDocument, hours: Decimal) {
  const usage = lines.filter((line) => line.category === 'usage' && line.delta !== undefined);
  return {
    name: address ?? id,
    resourceType: infracostType(kind),
    metadata: {},
    hourlyCost: hourly(delta.monthly, hours),
    monthlyCost: delta.monthly,
    monthlyUsageCost: usage.length === 0 ? null : amountText(sum(usage.map((line) => new Decimal(line.delta ?? '0')))),
    costComponents: lines.filter((line) => !isFree(line)).map((line) => componentOf(line, type, hours)),
  };
}

/** What is free before and after is no row of a change. */
const isFree = ({ base, head }: ChangeLine): boolean =>
  [base, head].every((side) => side === undefined || side.status === 'free');

function componentOf(line: ChangeLine, type: string | undefined, hours: Decimal) {
  const { charge, category, unit, base, head, delta } = line;
  const known = base?.quantity ?? head?.quantity;
  const quantity = known === undefined ? undefined : new Decimal(head?.quantity ?? 0).minus(base?.quantity ?? 0);
  const price = quantity && !quantity.isZero() && delta !== undefined ? new Decimal(delta).div(quantity) : undefined;
  return {
    ...componentHead({ charge, unit, quantity: (head ?? base)?.quantity, type }),
    hourlyQuantity: quantity ? quantityText(quantity.div(hours)) : null,
    monthlyQuantity: quantity ? quantityText(quantity) : null,
    price: price && !price.isNegative() ? amountText(price) : ((head ?? base)?.unitPrice ?? null),
    hourlyCost: delta === undefined ? null : hourly(delta, hours),
    monthlyCost: delta ?? null,
    usageBased: category === 'usage',
    priceNotFound: (head ?? base)?.status === 'price-unknown',
  };
}
