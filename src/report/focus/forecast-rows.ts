import { Decimal } from '../../core/decimal.ts';
import { amountText } from '../../core/money.ts';
import type { ForecastDocument } from '../forecast-document.ts';
import { counted } from '../words.ts';
import { accountsOf, constantsOf } from './constants.ts';
import type { FocusOptions, FocusRow } from './focus-row.ts';
import { periodOf } from './period.ts';

const PARTS = [
  ['baseline', 'hours and fixed fees'],
  ['usage', 'bytes'],
] as const;

/**
 * Two rows for each month to come: what does not depend on bytes, and what does. The interval is that of the whole month, so it
 * stands in the row of the bytes, less what is fixed.
 */
export function forecastRows(
  { months, currency, rates, intervalLevel, window }: ForecastDocument,
  { billingAccount }: Pick<FocusOptions, 'billingAccount'>,
): readonly FocusRow[] {
  return months.flatMap((month) =>
    PARTS.map(([part, words]): FocusRow => {
      const amount = month[part];
      const isUsage = part === 'usage';
      return {
        ...constantsOf(currency, periodOf(month.month)),
        BilledCost: amount,
        ContractedCost: amount,
        EffectiveCost: amount,
        ListCost: listOf(month, part),
        PricingCurrencyEffectiveCost: amount,
        ...accountsOf(billingAccount, ''),
        ChargeDescription: `Forecast: ${words} of the whole network${month.unknownLines > 0 ? `, ${counted(month.unknownLines, 'line')} unknown` : ''} (${currency})`,
        ServiceName: 'Amazon Virtual Private Cloud',
        ConsumedQuantity: isUsage ? month.gb : '',
        ConsumedUnit: isUsage ? 'GiB' : '',
        Tags: '{}',
        x_Charge: `forecast-${part}`,
        x_Status: 'priced',
        x_LowCost: isUsage ? lessFixed(month.low, month.baseline) : amount,
        x_HighCost: isUsage ? lessFixed(month.high, month.baseline) : amount,
        x_Confidence: isUsage ? `${intervalLevel * 100} % interval` : '',
        x_RateSource: rates.source,
        x_RateAsOf: rates.publishedAt,
        x_TrafficSource: `forecast from ${window.start} to ${window.end}`,
      };
    }),
  );
}

/** Bytes and what does not depend on them may have different discounts. */
function listOf(
  { list, listBaseline, baseline, usage }: ForecastDocument['months'][number],
  part: 'baseline' | 'usage',
): string {
  if (list === undefined || listBaseline === undefined) return part === 'baseline' ? baseline : usage;
  return part === 'baseline' ? listBaseline : lessFixed(list, listBaseline);
}

const lessFixed = (whole: string, fixed: string): string => amountText(new Decimal(whole).minus(fixed));
