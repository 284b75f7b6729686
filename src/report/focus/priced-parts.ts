import { apportion } from '../../core/apportion.ts';
import { Decimal } from '../../core/decimal.ts';
import { amountText, quantityText } from '../../core/money.ts';
import type { EstimateDocument, LineDocument } from '../report.ts';

type Pools = EstimateDocument['pools'];
type Owner = EstimateDocument['endpoints'][number] | EstimateDocument['resources'][number];

/** A part of a line that has one published price. */
export interface FocusPart {
  readonly quantity: string;
  readonly amount: string;
  readonly list: string;
  readonly unitPrice: string;
  readonly listUnitPrice: string;
  /** What the price list calls the price; the SKU where the rates name no more. */
  readonly priceId: string;
}

const POOLED: Readonly<Record<string, string>> = {
  Interface: 'interface-endpoint-bytes',
  GatewayLoadBalancer: 'gwlb-endpoint-bytes',
  Resource: 'resource-endpoint-bytes',
};

/**
 * One part for each tier that a line's bytes fall into: bytes of a pool lie in its tiers in the same shares for every endpoint. The
 * parts add up to the line exactly. `factor` is the length of the month over that of the document, for hourly charges.
 */
export function pricedParts(line: LineDocument, owner: Owner, pools: Pools, factor: Decimal): readonly FocusPart[] {
  const { monthly = '0', unitPrice = '', provenance } = line;
  const { list = monthly, listUnitPrice = unitPrice } = line;
  const { sku = '', rateCode = sku, discount = '1' } = provenance.rate ?? {};
  const tiers = tiersOf(line, owner, pools);
  const [only] = tiers;
  if (tiers.length < 2 || line.quantity === undefined) {
    const scaled = (text: string): string => amountText(new Decimal(text).times(factor));
    const quantity = line.quantity === undefined ? '' : quantityText(new Decimal(line.quantity).times(factor));
    return [
      {
        quantity,
        amount: scaled(monthly),
        list: scaled(list),
        unitPrice,
        listUnitPrice,
        priceId: only?.rateCode ?? rateCode,
      },
    ];
  }
  const gb = tiers.map((tier) => new Decimal(tier.gb));
  const costs = tiers.map((tier) => new Decimal(tier.monthly));
  const quantities = apportion(new Decimal(line.quantity), gb);
  const amounts = apportion(new Decimal(monthly), costs);
  const lists = apportion(new Decimal(list), costs);
  return tiers.map((tier, index) => ({
    quantity: quantityText(quantities[index] ?? new Decimal(0)),
    amount: amountText(amounts[index] ?? new Decimal(0)),
    list: amountText(lists[index] ?? new Decimal(0)),
    unitPrice: tier.price,
    listUnitPrice: discount === '1' ? tier.price : amountText(new Decimal(tier.price).div(discount)),
    priceId: tier.rateCode ?? rateCode,
  }));
}

function tiersOf(line: LineDocument, owner: Owner, pools: Pools): Pools[number]['tiers'] {
  if (line.charge !== 'data-processed' || !('type' in owner)) return [];
  const pool = pools.find(({ region, product }) => region === owner.region && product === POOLED[owner.type]);
  return pool?.tiers ?? [];
}
