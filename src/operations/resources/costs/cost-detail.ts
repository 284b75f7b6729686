import { type Decimal, ZERO } from '../../../core/decimal.ts';
import { amountText, quantityText } from '../../../core/money.ts';
import type { CostLine } from '../../../model/cost-line.ts';
import type { Estimate } from '../../../model/estimate.ts';

/** What one charge of an endpoint or resource came to: enough to say the next day what moved it. */
export interface DetailLine {
  readonly charge: string;
  readonly category: 'baseline' | 'usage';
  readonly unit: string;
  /** Decimal strings; absent = not known. */
  readonly quantity?: string;
  readonly monthly?: string;
}

/** One endpoint or resource of a day. */
export interface CostDetail {
  readonly id: string;
  readonly account?: string;
  readonly service?: string;
  readonly lines: readonly DetailLine[];
}

/** Everything that costs, line by line; free lines cost nothing on any day. */
export function costDetail({ endpoints, resources }: Estimate): readonly CostDetail[] {
  return [
    ...endpoints.map(({ joined, lines }) => ({
      id: joined.endpoint.id,
      ...(joined.account !== undefined && { account: joined.account }),
      ...(joined.endpoint.service !== undefined && { service: joined.endpoint.service }),
      lines: linesOf(lines),
    })),
    ...resources.map(({ resource, lines }) => ({
      id: resource.id,
      ...(resource.account !== undefined && { account: resource.account }),
      service: resource.kind,
      lines: linesOf(lines),
    })),
  ];
}

/** Lines of one charge and unit as one: a line that is not known makes it so. */
function linesOf(lines: readonly CostLine[]): readonly DetailLine[] {
  const costing = lines.filter(({ status }) => status !== 'free');
  return [...Map.groupBy(costing, ({ charge, unit }) => `${charge} ${unit}`).values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const { charge, category, unit } = first;
    const quantity = total(own.map((line) => line.quantity));
    const monthly = total(own.map((line) => line.monthly));
    return [
      {
        charge,
        category,
        unit,
        ...(quantity && { quantity: quantityText(quantity) }),
        ...(monthly && { monthly: amountText(monthly) }),
      },
    ];
  });
}

const total = (values: readonly (Decimal | undefined)[]): Decimal | undefined =>
  values.reduce<Decimal | undefined>((all, each) => all && each && all.plus(each), ZERO);
