import { findRegion } from '../../core/regions.ts';
import type { ChargeKind } from '../../model/charge-kind.ts';
import type { EstimateDocument, LineDocument } from '../report.ts';
import { CHARGE_NAMES } from '../words.ts';
import type { FocusColumn } from './columns.ts';

export type FocusRow = Readonly<Partial<Record<FocusColumn, string>>>;

export interface FocusOptions {
  /** The month the estimate stands for, YYYY-MM. */
  readonly month: string;
  /** The account that pays; absent = the account of each row. */
  readonly billingAccount?: string | undefined;
}

/** AWS bills a "GB" of 2^30 bytes, which FOCUS calls GiB; the pricing unit stays as AWS writes it. */
const UNITS: Readonly<Record<string, { readonly pricing: string; readonly consumed: string }>> = {
  GB: { pricing: 'GB', consumed: 'GiB' },
  'LCU-hours': { pricing: 'LCU-Hours', consumed: 'LCU-Hours' },
  'zone-months': { pricing: 'Zone-Months', consumed: 'Zone-Months' },
};
const HOURS = { pricing: 'Hours', consumed: 'Hours' };

/** Services other than Amazon VPC that a charge is billed under. */
const SERVICE_NAMES: Readonly<Partial<Record<ChargeKind, string>>> = {
  'cross-region': 'AWS Data Transfer',
  'cross-az': 'AWS Data Transfer',
  'endpoint-service': 'Elastic Load Balancing',
  'nat-gateway': 'Amazon Elastic Compute Cloud',
  route53: 'Amazon Route 53',
};

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
        : { ...constants(document, period), ...ownerOf(owner, options), ...chargeOf(line, document.currency) },
    ),
  );
}

function constants({ currency }: EstimateDocument, { start, end }: Period): FocusRow {
  return {
    BillingCurrency: currency,
    BillingPeriodStart: start,
    BillingPeriodEnd: end,
    ChargePeriodStart: start,
    ChargePeriodEnd: end,
    ChargeCategory: 'Usage',
    ChargeFrequency: 'Usage-Based',
    InvoiceIssuerName: 'Amazon Web Services, Inc.',
    PricingCategory: 'Standard',
    PricingCurrency: currency,
    ProviderName: 'AWS',
    PublisherName: 'AWS',
    HostProviderName: 'AWS',
    ServiceProviderName: 'AWS',
    ServiceCategory: 'Networking',
    ServiceSubcategory: 'Network Connectivity',
    x_IsEstimate: 'true',
  };
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
  const { pricing, consumed } = UNITS[line.unit] ?? HOURS;
  return {
    BilledCost: monthly,
    ContractedCost: monthly,
    EffectiveCost: monthly,
    ListCost: monthly,
    PricingCurrencyEffectiveCost: monthly,
    ListUnitPrice: unitPrice,
    ContractedUnitPrice: unitPrice,
    PricingCurrencyListUnitPrice: unitPrice,
    PricingCurrencyContractedUnitPrice: unitPrice,
    PricingQuantity: quantity,
    PricingUnit: quantity === '' ? '' : pricing,
    ConsumedQuantity: quantity,
    ConsumedUnit: quantity === '' ? '' : consumed,
    ChargeDescription: `Estimate: ${CHARGE_NAMES[line.charge]}${line.display === undefined ? '' : `, ${line.display}`} (${currency})`,
    ServiceName: SERVICE_NAMES[line.charge] ?? 'Amazon Virtual Private Cloud',
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

interface Period {
  readonly start: string;
  readonly end: string;
}

/** A month as FOCUS writes it: start inside, end outside, UTC. */
function periodOf(month: string): Period {
  const [year = 1970, number = 1] = month.split('-').map(Number);
  const text = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z');
  return { start: text(Date.UTC(year, number - 1, 1)), end: text(Date.UTC(year, number, 1)) };
}
