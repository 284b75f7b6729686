import { Decimal, sum, ZERO } from '../../core/decimal.ts';
import type { FindingLog } from '../../core/finding.ts';
import { amountText, quantityText } from '../../core/money.ts';
import type { ReconciliationDocument } from '../../report/reconciliation-document.ts';
import type { BillLine } from '../../traffic/sources/billing-export/bill-lines.ts';

/** Cost over list price of one endpoint (or what stands beside), product and day. */
export interface Priced {
  readonly key: string;
  readonly service: string;
  readonly usageType: string;
  readonly list: Decimal;
  readonly cost: Decimal;
  /** Of the cost, what lines of discounts take: negative. */
  readonly discounts: Decimal;
  readonly listFrom: 'bill' | 'rates';
}

/** Closer to one than this is no discount: bills round each line to ten decimals. */
const NO_DISCOUNT = new Decimal('0.0005');
/** A factor counts as the learned one within this distance. */
export const FACTOR_TOLERANCE = new Decimal('0.005');

/** The factor that usage is charged at before lines of discounts, by key: the median, so that a few odd lines do not move it. */
export function learnFactors(priced: readonly Priced[]): ReadonlyMap<string, Decimal> {
  return new Map(
    [...Map.groupBy(usable(priced), ({ key }) => key)].map(([key, own]) => [
      key,
      quantile(factors(own.map(charged)), 0.5),
    ]),
  );
}

/** What is paid for things beside endpoints (NAT, Transit Gateway, transfer), where the bill tells the list price itself. */
export function pricedBeside(lines: readonly BillLine[]): readonly Priced[] {
  const paid = lines.filter(
    ({ product, lineType }) => product !== undefined && (lineType === 'usage' || lineType === 'discount'),
  );
  const groups = Map.groupBy(paid, ({ usageType, resource = '', account = '', day }) =>
    [usageType, resource, account, day].join('\u0000'),
  );
  return [...groups.values()].flatMap((own): readonly Priced[] => {
    const usage = own.filter((line) => line.lineType === 'usage');
    const [first] = usage;
    const lists = usage.flatMap(({ listCost }) => listCost ?? []);
    if (!first || lists.length < usage.length) return [];
    return [
      {
        key: first.usageType,
        service: first.service ?? '',
        usageType: first.usageType,
        list: sum(lists),
        cost: sum(own.map(({ cost }) => cost)),
        discounts: ZERO,
        listFrom: 'bill',
      },
    ];
  });
}

/** What was learned, with its evidence; usage types billed at list price are left out, as are factors that cannot be applied: those are told. */
export function discountsOf(priced: readonly Priced[], findings: FindingLog): ReconciliationDocument['discounts'] {
  const groups = Map.groupBy(usable(priced), ({ service, usageType }) => `${service}\u0000${usageType}`);
  return [...groups.values()].flatMap((own) => {
    const [first] = own;
    const sorted = factors(own);
    const factor = quantile(sorted, 0.5).toDecimalPlaces(6);
    if (!first || factor.minus(1).abs().lessThan(NO_DISCOUNT)) return [];
    if (factor.lessThanOrEqualTo(0) || factor.greaterThanOrEqualTo(2)) {
      const { usageType } = first;
      findings.add(
        'TG6058',
        usageType,
        `${usageType} is billed at ${factor} of its list price: no discount is learned.`,
      );
      return [];
    }
    return {
      service: first.service,
      usageType: first.usageType,
      factor: quantityText(factor),
      evidence: {
        lines: own.length,
        list: amountText(own.reduce((total, each) => total.plus(each.list), ZERO)),
        billed: amountText(own.reduce((total, each) => total.plus(each.cost), ZERO)),
        low: quantityText(quantile(sorted, 0.05).toDecimalPlaces(6)),
        high: quantityText(quantile(sorted, 0.95).toDecimalPlaces(6)),
        listFrom: own.every((each) => each.listFrom === 'bill') ? ('bill' as const) : ('rates' as const),
      },
    };
  });
}

/** Usage without its lines of discounts. */
const charged = (priced: Priced): Priced => ({ ...priced, cost: priced.cost.minus(priced.discounts) });

const usable = (priced: readonly Priced[]): readonly Priced[] => priced.filter((each) => each.list.greaterThan(0));

const factors = (priced: readonly Priced[]): readonly Decimal[] =>
  priced.map(({ cost, list }) => cost.div(list)).sort((a, b) => a.comparedTo(b));

/** The value at a share of a sorted list: the nearest rank. */
function quantile(sorted: readonly Decimal[], share: number): Decimal {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? ZERO;
}
