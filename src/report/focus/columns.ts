/** Versions of FOCUS that are written. 1.3 adds columns and deprecates two, which are written in both. */
export const FOCUS_VERSIONS = ['1.2', '1.3'] as const;
export type FocusVersion = (typeof FOCUS_VERSIONS)[number];

/** Every column of FOCUS 1.2. Source: the specification's column files at tag v1.2 (facts of 2026-11-23, section 7). */
const COLUMNS_1_2 = [
  'AvailabilityZone',
  'BilledCost',
  'BillingAccountId',
  'BillingAccountName',
  'BillingAccountType',
  'BillingCurrency',
  'BillingPeriodEnd',
  'BillingPeriodStart',
  'CapacityReservationId',
  'CapacityReservationStatus',
  'ChargeCategory',
  'ChargeClass',
  'ChargeDescription',
  'ChargeFrequency',
  'ChargePeriodEnd',
  'ChargePeriodStart',
  'CommitmentDiscountCategory',
  'CommitmentDiscountId',
  'CommitmentDiscountName',
  'CommitmentDiscountQuantity',
  'CommitmentDiscountStatus',
  'CommitmentDiscountType',
  'CommitmentDiscountUnit',
  'ConsumedQuantity',
  'ConsumedUnit',
  'ContractedCost',
  'ContractedUnitPrice',
  'EffectiveCost',
  'InvoiceId',
  'InvoiceIssuerName',
  'ListCost',
  'ListUnitPrice',
  'PricingCategory',
  'PricingCurrency',
  'PricingCurrencyContractedUnitPrice',
  'PricingCurrencyEffectiveCost',
  'PricingCurrencyListUnitPrice',
  'PricingQuantity',
  'PricingUnit',
  'ProviderName',
  'PublisherName',
  'RegionId',
  'RegionName',
  'ResourceId',
  'ResourceName',
  'ResourceType',
  'ServiceCategory',
  'ServiceName',
  'ServiceSubcategory',
  'SkuId',
  'SkuMeter',
  'SkuPriceDetails',
  'SkuPriceId',
  'SubAccountId',
  'SubAccountName',
  'SubAccountType',
  'Tags',
] as const;

/** What 1.3 adds. Source: the same, at tag v1.3. */
const ADDED_IN_1_3 = [
  'AllocatedMethodDetails',
  'AllocatedMethodId',
  'AllocatedResourceId',
  'AllocatedResourceName',
  'AllocatedTags',
  'ContractApplied',
  'HostProviderName',
  'ServiceProviderName',
] as const;

/** Ours: they mark an estimate as one, and say how sure it is and where it comes from. */
const OWN = [
  'x_IsEstimate',
  'x_Charge',
  'x_Status',
  'x_LowCost',
  'x_HighCost',
  'x_Confidence',
  'x_RateSource',
  'x_RateAsOf',
  'x_TrafficSource',
  'x_VpcId',
  'x_EndpointService',
  'x_AllocationKey',
  'x_AllocationValue',
  'x_AllocationRule',
] as const;

export type FocusColumn = (typeof COLUMNS_1_2)[number] | (typeof ADDED_IN_1_3)[number] | (typeof OWN)[number];

/** The columns of a version, in the order they are written. */
export const focusColumns = (version: FocusVersion): readonly FocusColumn[] => [
  ...COLUMNS_1_2,
  ...(version === '1.3' ? ADDED_IN_1_3 : []),
  ...OWN,
];

export type ColumnType = 'decimal' | 'time' | 'boolean' | 'text';

/** What a column holds, by the rules that FOCUS names columns by. */
export function typeOfColumn(column: FocusColumn): ColumnType {
  if (/(?:Cost|Price|Quantity)$/.test(column)) return 'decimal';
  if (/Period(?:Start|End)$/.test(column)) return 'time';
  return column === 'x_IsEstimate' ? 'boolean' : 'text';
}
