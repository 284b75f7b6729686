import { Decimal } from '../../core/decimal.ts';
import { amountText } from '../../core/money.ts';
import { findRegion } from '../../core/regions.ts';
import type { EstimateDocument, LineDocument } from '../report.ts';
import { CHARGE_NAMES } from '../words.ts';
import { accountsOf, constantsOf } from './constants.ts';
import { type FocusOptions, type FocusRow, serviceOf } from './focus-row.ts';
import { hoursOf, periodOf } from './period.ts';
import { type FocusPart, pricedParts } from './priced-parts.ts';

/** AWS bills a "GB" of 2^30 bytes, which FOCUS calls GiB; the pricing unit stays as AWS writes it. */
const UNITS: Readonly<Record<string, { readonly pricing: string; readonly consumed: string }>> = {
  GB: { pricing: 'GB', consumed: 'GiB' },
  'LCU-hours': { pricing: 'LCU-Hours', consumed: 'LCU-Hours' },
  'zone-months': { pricing: 'Zone-Months', consumed: 'Zone-Months' },
};
/** Units that a longer month has no more of. */
const HOURLESS: ReadonlySet<string> = new Set(['GB', 'zone-months']);
const ONE = new Decimal(1);
const HOURS = { pricing: 'Hours', consumed: 'Hours' };

type Owner = EstimateDocument['endpoints'][number] | EstimateDocument['resources'][number];

/**
 * One row for each line with an amount. A line that is unknown has no row, because FOCUS has no word for a cost that nobody
 * knows and a zero would be one: the estimate's own document counts those.
 */
export function focusRows(document: EstimateDocument, options: FocusOptions): readonly FocusRow[] {
  const period = periodOf(options.month);
  const longer = options.realHours ? new Decimal(hoursOf(options.month)).div(document.hoursPerMonth) : ONE;
  return [...document.endpoints, ...document.resources].flatMap((owner) =>
    owner.lines.flatMap((line) => {
      if (line.monthly === undefined) return [];
      const factor = HOURLESS.has(line.unit) ? ONE : longer;
      return pricedParts(line, owner, document.pools, factor).map((part, index) => ({
        ...constantsOf(document.currency, period),
        ...ownerOf(owner, options),
        ...chargeOf(line, document.currency, factor),
        ...partOf(part, line),
        // The range of a line is written once.
        ...(index > 0 && { x_LowCost: '', x_HighCost: '' }),
      }));
    }),
  );
}

function ownerOf(owner: Owner, { billingAccount }: FocusOptions): FocusRow {
  const { id, region = '', account = '', vpc = '', tags } = owner;
  const isEndpoint = 'type' in owner;
  return {
    ...accountsOf(billingAccount, account),
    RegionId: region,
    RegionName: findRegion(region)?.location ?? '',
    ResourceId: id,
    ResourceName: isEndpoint ? (owner.name ?? '') : '',
    ResourceType: isEndpoint ? `VPC Endpoint (${owner.type})` : owner.kind,
    Tags: JSON.stringify(tags),
    x_VpcId: vpc,
    x_EndpointService: isEndpoint ? (owner.service ?? '') : '',
  };
}

function partOf(part: FocusPart, { unit }: LineDocument): FocusRow {
  const { quantity, amount, list, unitPrice, listUnitPrice, priceId } = part;
  const { pricing, consumed } = UNITS[unit] ?? HOURS;
  return {
    BilledCost: amount,
    ContractedCost: amount,
    EffectiveCost: amount,
    ListCost: list,
    PricingCurrencyEffectiveCost: amount,
    ListUnitPrice: listUnitPrice,
    ContractedUnitPrice: unitPrice,
    PricingCurrencyListUnitPrice: listUnitPrice,
    PricingCurrencyContractedUnitPrice: unitPrice,
    PricingQuantity: quantity,
    PricingUnit: quantity === '' ? '' : pricing,
    ConsumedQuantity: quantity,
    ConsumedUnit: quantity === '' ? '' : consumed,
    SkuPriceId: priceId,
  };
}

function chargeOf(line: LineDocument, currency: string, factor: Decimal): FocusRow {
  const { provenance, display } = line;
  const scaled = (text: string | undefined): string =>
    text === undefined ? '' : amountText(new Decimal(text).times(factor));
  // How the quantity came about is of the document's month.
  const how = display === undefined || !factor.equals(1) ? '' : `, ${display}`;
  return {
    ChargeDescription: `Estimate: ${CHARGE_NAMES[line.charge]}${how} (${currency})`,
    ServiceName: serviceOf(line.charge),
    SkuId: provenance.rate?.sku ?? '',
    SkuMeter: provenance.rate?.sku === undefined ? '' : provenance.rate.usageType,
    x_Charge: line.charge,
    x_Status: line.status,
    x_LowCost: scaled(line.low),
    x_HighCost: scaled(line.high),
    x_Confidence: provenance.rate?.confidence ?? '',
    x_RateSource: provenance.rate?.source ?? '',
    x_RateAsOf: provenance.rate?.asOf ?? '',
    x_TrafficSource: provenance.traffic?.source ?? '',
  };
}
