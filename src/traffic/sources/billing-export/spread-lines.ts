import { apportion } from '../../../core/apportion.ts';
import { Decimal, sum, ZERO } from '../../../core/decimal.ts';
import type { BillLine } from './bill-lines.ts';
import { payerKey, VPC_SERVICES } from './gather-lines.ts';
import { isEndpointProduct } from './line-scope.ts';
import type { LineType } from './schema.ts';

/** AWS leaves the resource id of these blank (Cost and Usage Report dictionary); they belong to the usage that they are of. */
const SPREAD: ReadonlySet<LineType> = new Set(['discount', 'credit', 'refund', 'tax', 'correction']);

/** What stands for usage of services that Tollgate does not read, where a discount is on the whole bill. */
export const OTHER_SERVICES = '(other services)';

/**
 * Shares lines without a resource id out to the usage of endpoints that they are of, pro rata to its cost: of one payer, currency, account,
 * Region, usage type and day, else of the month, else of every account of the payer. Discounts on the service or the whole bill are shared likewise.
 * `wholeUsage` is the cost of all usage of a payer. What finds no usage stays as it is. Sums are kept exactly.
 */
export function spreadLines(
  lines: readonly BillLine[],
  wholeUsage: ReadonlyMap<string, Decimal> = new Map(),
): readonly BillLine[] {
  if (!lines.some(isToSpread)) return lines;
  const index = new UsageIndex(lines.filter(({ lineType, isLate }) => lineType === 'usage' && !isLate));
  return lines.flatMap((line) => {
    if (!isToSpread(line)) return [line];
    if (line.usageType === '' && line.service === undefined) return spreadWhole(line, index, wholeUsage);
    const usage = index.usageOf(line);
    return usage.length === 0 ? [line] : shares(line, usage);
  });
}

/** Whether a line is shared out: one of endpoints without an id, or a discount that names no usage type. */
const isToSpread = ({ lineType, resource, product, usageType, service, isLate }: BillLine): boolean =>
  resource === undefined &&
  !isLate &&
  SPREAD.has(lineType) &&
  (isEndpointProduct(product) ||
    (lineType === 'discount' &&
      usageType === '' &&
      (service === undefined || VPC_SERVICES.some((name) => name === service))));

/** Whether the whole bill's usage is asked for: some discount names neither service nor usage type. */
export const hasWholeBillDiscount = (lines: readonly BillLine[]): boolean =>
  lines.some((line) => line.usageType === '' && line.service === undefined && isToSpread(line));

function spreadWhole(line: BillLine, index: UsageIndex, wholeUsage: ReadonlyMap<string, Decimal>): readonly BillLine[] {
  const usage = index.ofPayer(line);
  const own = sum(usage.map(({ cost }) => positive(cost)));
  const whole = Decimal.max(own, wholeUsage.get(payerOf(line)) ?? own);
  if (whole.isZero()) return [{ ...line, usageType: OTHER_SERVICES }];
  const [ours = ZERO, others = ZERO] = signedShares(line.cost, [own, whole.minus(own)]);
  const rest = others.isZero() ? [] : [{ ...line, usageType: OTHER_SERVICES, cost: others }];
  return [...(usage.length === 0 ? [] : shares({ ...line, cost: ours }, usage)), ...rest];
}

/** The line in parts, each in the name of the usage it is of. */
function shares(line: BillLine, usage: readonly BillLine[]): readonly BillLine[] {
  const costs = usage.map(({ cost }) => positive(cost));
  const weights = costs.some((cost) => cost.greaterThan(0)) ? costs : usage.map(({ quantity }) => positive(quantity));
  const even = weights.every((weight) => weight.isZero()) ? usage.map(() => new Decimal(1)) : weights;
  const amounts = signedShares(line.cost, even);
  return usage.flatMap((own, index) => {
    const cost = amounts[index] ?? ZERO;
    if (cost.isZero() && usage.length > 1) return [];
    const { resource, account, region, product, usageType, operation, service, day } = own;
    return {
      ...line,
      resource,
      account,
      region,
      product,
      usageType,
      operation,
      service,
      day,
      cost,
      quantity: ZERO,
      label: line.label ?? own.label,
    };
  });
}

function signedShares(amount: Decimal, weights: readonly Decimal[]): readonly Decimal[] {
  const parts = apportion(amount.abs(), weights);
  return amount.isNegative() ? parts.map((part) => part.negated()) : parts;
}

const positive = (value: Decimal): Decimal => (value.isNegative() ? ZERO : value);

const DAY_MS = 86_400_000;

/** A discount in one currency takes from usage in the same. */
const payerOf = ({ payer, currency }: BillLine): string => payerKey(payer, currency);

/** Usage by what a line without an id may name of it. */
class UsageIndex {
  readonly #byKey = new Map<string, BillLine[]>();

  constructor(usage: readonly BillLine[]) {
    for (const line of usage) {
      const { account, region, usageType, service, day } = line;
      const payer = payerOf(line);
      const month = day.slice(0, 7);
      for (const key of [
        ['day', payer, account, region, usageType, day],
        ['account', payer, account, usageType, month],
        ['payer', payer, usageType, month],
        ['service-day', payer, account, isVpc(service), day],
        ['service-account', payer, account, isVpc(service), month],
        ['service', payer, isVpc(service), month],
        ['all', payer],
      ]) {
        const name = key.join('\u0000');
        const own = this.#byKey.get(name);
        if (own) own.push(line);
        else this.#byKey.set(name, [line]);
      }
    }
  }

  ofPayer(line: BillLine): readonly BillLine[] {
    return this.#of('all', payerOf(line));
  }

  /** The narrowest usage that a line can be of. */
  usageOf(line: BillLine): readonly BillLine[] {
    const { account, region, usageType, service, day, seconds } = line;
    const payer = payerOf(line);
    const month = day.slice(0, 7);
    const isDaily = seconds <= DAY_MS / 1000;
    const keys =
      usageType === ''
        ? [
            ...(isDaily ? [['service-day', payer, account, isVpc(service), day]] : []),
            ['service-account', payer, account, isVpc(service), month],
            ['service', payer, isVpc(service), month],
          ]
        : [
            ...(isDaily ? [['day', payer, account, region, usageType, day]] : []),
            ['account', payer, account, usageType, month],
            ['payer', payer, usageType, month],
          ];
    return keys.map((key) => this.#of(...key)).find((usage) => usage.length > 0) ?? [];
  }

  #of(...key: readonly (string | undefined)[]): readonly BillLine[] {
    return this.#byKey.get(key.join('\u0000')) ?? [];
  }
}

const isVpc = (service: string | undefined): string => (VPC_SERVICES.some((name) => name === service) ? 'vpc' : '');
