import { Decimal } from '../../core/decimal.ts';
import { TollgateError } from '../../core/errors.ts';
import type { EstimateDocument } from '../../report/report.ts';
import type { DiffPart } from './side.ts';

/** Refuses what cannot be subtracted or added up. Throws TG5001 on different currencies, TG5002 on months of different length. */
export function refuseUnlike(parts: readonly DiffPart[]): void {
  for (const { base, head } of parts) refusePair(base.document, 'Base', head.document, 'head');
  const [first, ...others] = parts;
  if (!first) return;
  for (const other of others) {
    refusePair(first.head.document, `Project ${first.project}`, other.head.document, `project ${other.project}`);
    refusePair(first.head.document, `Project ${first.project}`, other.base.document, `project ${other.project}`);
  }
}

function refusePair(one: EstimateDocument, nameOfOne: string, other: EstimateDocument, nameOfOther: string): void {
  if (one.currency !== other.currency && isPriced(one) && isPriced(other)) {
    throw new TollgateError(
      'TG5001',
      `${nameOfOne} is priced in ${one.currency} and ${nameOfOther} in ${other.currency}.`,
      { hint: 'Compare networks of one AWS partition.' },
    );
  }
  if (!new Decimal(one.hoursPerMonth).equals(other.hoursPerMonth)) {
    throw new TollgateError(
      'TG5002',
      `${nameOfOne} is priced for ${one.hoursPerMonth} hours a month and ${nameOfOther} for ${other.hoursPerMonth}.`,
      { hint: 'Price both with the same --hours.' },
    );
  }
}

const isPriced = ({ endpoints, resources }: EstimateDocument): boolean => endpoints.length + resources.length > 0;
