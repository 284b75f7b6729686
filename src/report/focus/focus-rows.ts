import { findRegion } from '../../core/regions.ts';
import type { EstimateDocument, LineDocument } from '../report.ts';
import { CHARGE_NAMES } from '../words.ts';
import { constantsOf } from './constants.ts';
import { type FocusOptions, type FocusRow, serviceOf } from './focus-row.ts';
import { periodOf } from './period.ts';

/** AWS bills a "GB" of 2^30 bytes, which FOCUS calls GiB; the pricing unit stays as AWS writes it. */
const UNITS: Readonly<Record<string, { readonly pricing: string; readonly consumed: string }>> = {
  GB: { pricing: 'GB', consumed: 'GiB' },
  'LCU-hours': { pricing: 'LCU-Hours', consumed: 'LCU-Hours' },
  'zone-months': { pricing: 'Zone-Months', consumed: 'Zone-Months' },
};
const HOURS = { pricing: 'Hours', consumed: 'Hours' };

type Owner = EstimateDocument['endpoints'][number] | EstimateDocument['resources'][number];

/**
 * One row for each line with an amount. A line that is unknown has no row, because FOCUS has no word for a cost that nobody
 * knows and a zero would be one: the estimate's own document counts those.
 */
export function focusRows(document: EstimateDocument, options: FocusOptions): readonly FocusRow[] {
  const period = periodOf(options.month);
  return [...document.endpoints, ...document.resources].flatMap((owner) =>
    owner.lines.flatMap((line) =>
      line.monthly === undefined
        ? []
        : {
            ...constantsOf(document.currency, period),
            ...ownerOf(owner, options),
            ...chargeOf(line, document.currency),
          },
    ),
  );
}

function ownerOf(owner: Owner, { billingAccount }: FocusOptions): FocusRow {
  const { id, region = '', account = '', vpc = '', tags } = owner;
  const isEndpoint = 'type' in owner;
  return {
    BillingAccountId: billingAccount ?? (account === '' ? 'unknown' : account),
    SubAccountId: account,
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

function chargeOf(line: LineDocument, currency: string): FocusRow {
  const { monthly = '0', quantity = '', unitPrice = '', provenance } = line;
  const { list = monthly, listUnitPrice = unitPrice } = line;
  const { pricing, consumed } = UNITS[line.unit] ?? HOURS;
  return {
    BilledCost: monthly,
    ContractedCost: monthly,
    EffectiveCost: monthly,
    ListCost: list,
    PricingCurrencyEffectiveCost: monthly,
    ListUnitPrice: listUnitPrice,
    ContractedUnitPrice: unitPrice,
    PricingCurrencyListUnitPrice: listUnitPrice,
    PricingCurrencyContractedUnitPrice: unitPrice,
    PricingQuantity: quantity,
    PricingUnit: quantity === '' ? '' : pricing,
    ConsumedQuantity: quantity,
    ConsumedUnit: quantity === '' ? '' : consumed,
    ChargeDescription: `Estimate: ${CHARGE_NAMES[line.charge]}${line.display === undefined ? '' : `, ${line.display}`} (${currency})`,
    ServiceName: serviceOf(line.charge),
    SkuId: provenance.rate?.sku ?? '',
    SkuMeter: provenance.rate?.usageType ?? '',
    x_Charge: line.charge,
    x_Status: line.status,
    x_LowCost: line.low ?? '',
    x_HighCost: line.high ?? '',
    x_Confidence: provenance.rate?.confidence ?? '',
    x_RateSource: provenance.rate?.source ?? '',
    x_RateAsOf: provenance.rate?.asOf ?? '',
    x_TrafficSource: provenance.traffic?.source ?? '',
  };
}
