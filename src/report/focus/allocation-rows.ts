import { Decimal } from '../../core/decimal.ts';
import { TollgateError } from '../../core/errors.ts';
import { findRegion } from '../../core/regions.ts';
import { CHARGE_KINDS } from '../../model/charge-kind.ts';
import type { AllocationDocument, AllocationPart } from '../allocation-document.ts';
import { CHARGE_NAMES } from '../words.ts';
import { accountsOf, constantsOf } from './constants.ts';
import { type FocusOptions, type FocusRow, serviceOf } from './focus-row.ts';
import { periodOf, periodOfDays } from './period.ts';

/** One row for each cost of each part: what a resource costs, and whose that is. Unknown amounts have no row. Throws TG1012. */
export function allocationRows(document: AllocationDocument, options: FocusOptions): readonly FocusRow[] {
  const { period, basis, currency } = document;
  refuseSeveralMonths(period);
  const month = periodOf(period?.from.slice(0, 7) ?? options.month);
  const common = {
    ...constantsOf(currency, month, period ? periodOfDays(period.from, period.to) : month),
    x_IsEstimate: basis === 'billed' ? 'false' : 'true',
    x_AllocationKey: document.by,
    x_RateSource: document.rates?.source ?? (basis === 'billed' ? 'bill' : ''),
    x_RateAsOf: document.rates?.publishedAt ?? '',
    x_TrafficSource: basis === 'billed' ? 'billing-export' : '',
  };
  return document.parts.flatMap((part) =>
    part.items.flatMap((item) =>
      item.amount === undefined ? [] : { ...common, ...rowOf(item, part.value, document, options) },
    ),
  );
}

/** A row of FOCUS is of one billing period, and the document does not tell what is of which month. */
function refuseSeveralMonths(period: AllocationDocument['period']): void {
  if (!period || period.from.slice(0, 7) === period.to.slice(0, 7)) return;
  throw new TollgateError(
    'TG1012',
    `FOCUS is written of one month, and the bill is of ${period.from} to ${period.to}.`,
    {
      hint: 'Give the files of one month at a time; the other formats take several.',
    },
  );
}

function rowOf(
  {
    kind,
    id,
    charge: word,
    region = '',
    account = '',
    vpc = '',
    service = '',
    rule,
    weight,
    ...money
  }: AllocationPart['items'][number],
  value: string | null,
  { by, basis }: AllocationDocument,
  { billingAccount }: FocusOptions,
): FocusRow {
  const charge = CHARGE_KINDS.find((each) => each === word) ?? 'unknown';
  const amount = money.amount ?? '0';
  const tags = value === null ? '{}' : JSON.stringify({ [by.replace(/^(?:tag|cost-category):/, '')]: value });
  return {
    BilledCost: amount,
    ContractedCost: amount,
    EffectiveCost: amount,
    ListCost: money.list ?? amount,
    PricingCurrencyEffectiveCost: amount,
    ...accountsOf(billingAccount, account),
    RegionId: region,
    RegionName: findRegion(region)?.location ?? '',
    ResourceId: id,
    ResourceType: kind === 'endpoint' ? 'VPC Endpoint' : kind,
    Tags: tags,
    ChargeDescription: `${basis === 'billed' ? 'Billed' : 'Estimate'}: ${CHARGE_NAMES[charge]}, allocated to ${value ?? 'nobody'} (${rule})`,
    ServiceName: serviceOf(charge),
    AllocatedMethodId: rule,
    AllocatedMethodDetails: JSON.stringify({ by, rule, ...(weight !== undefined && { weight }) }),
    AllocatedResourceId: id,
    AllocatedTags: tags,
    x_Charge: charge,
    x_Status: new Decimal(amount).isZero() ? 'free' : 'priced',
    x_VpcId: vpc,
    x_EndpointService: service,
    x_AllocationValue: value ?? '',
    x_AllocationRule: rule,
  };
}
