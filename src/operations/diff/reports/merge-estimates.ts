import { Decimal, sum } from '../../../core/decimal.ts';
import { TollgateError } from '../../../core/errors.ts';
import { finding } from '../../../core/finding.ts';
import { amountText } from '../../../core/money.ts';
import type { EstimateDocument } from '../../../report/report.ts';

/** Several estimates as one; they were priced apart. Throws TG5001 and TG5002 where they cannot be added up. */
export function mergeEstimates(estimates: readonly [EstimateDocument, ...EstimateDocument[]]): EstimateDocument {
  const [first, ...others] = estimates;
  if (others.length === 0) return first;
  for (const other of others) refuseUnlike(first, other);
  const total = (field: 'monthly' | 'baseline' | 'usage'): string =>
    amountText(sum(estimates.map(({ totals }) => new Decimal(totals[field]))));
  const optional = (field: 'low' | 'high' | 'list'): string | undefined =>
    estimates.some(({ totals }) => totals[field] !== undefined)
      ? amountText(sum(estimates.map(({ totals }) => new Decimal(totals[field] ?? totals.monthly))))
      : undefined;
  const [low, high, list] = [optional('low'), optional('high'), optional('list')];
  const { groups: _, ...rest } = first;
  return {
    ...rest,
    totals: {
      monthly: total('monthly'),
      baseline: total('baseline'),
      usage: total('usage'),
      ...(low !== undefined && { low }),
      ...(high !== undefined && { high }),
      ...(list !== undefined && { list }),
      unknownLines: estimates.reduce((count, { totals }) => count + totals.unknownLines, 0),
    },
    endpoints: estimates.flatMap(({ endpoints }) => endpoints),
    resources: estimates.flatMap(({ resources }) => resources),
    pools: estimates.flatMap(({ pools }) => pools),
    findings: [
      ...estimates.flatMap(({ findings }) => findings),
      finding(
        'TG5066',
        'merged',
        `${estimates.length} reports were priced apart: the bytes of each fill the tiers of a Region alone.`,
      ),
    ],
  };
}

function refuseUnlike(one: EstimateDocument, other: EstimateDocument): void {
  if (one.currency !== other.currency) {
    throw new TollgateError('TG5001', `The reports are priced in ${one.currency} and in ${other.currency}.`, {
      hint: 'Merge reports of one currency.',
    });
  }
  if (!new Decimal(one.hoursPerMonth).equals(other.hoursPerMonth)) {
    throw new TollgateError('TG5002', 'The reports are priced for months of different length.', {
      hint: 'Price all with the same --hours.',
    });
  }
}
