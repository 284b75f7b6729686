import type { FindingLog } from '../../core/finding.ts';
import type { EstimateDocument } from '../../report/report.ts';

/** Says where one side is priced at what is paid and the other is not (or at another discount): a saved estimate may be either. */
export function tellDiscounts(base: EstimateDocument, head: EstimateDocument, findings: FindingLog): void {
  if (base.totals.list === undefined && head.totals.list === undefined) return;
  const [before, after] = [discountsOf(base), discountsOf(head)];
  for (const usageType of new Set([...after.keys(), ...before.keys()])) {
    const [past, now] = [factorOf(usageType, before), factorOf(usageType, after)];
    if (past === undefined || now === undefined || past === now) continue;
    findings.add(
      'TG6057',
      usageType,
      `Base pays ${past} of the list price of ${usageType} and head ${now}, so a part of the change is the discount.`,
    );
  }
}

/** A destination with a discount has a rate of its own; without one it may share that of every other Region. */
const factorOf = (usageType: string, factors: ReadonlyMap<string, string>): string | undefined =>
  factors.get(usageType) ?? factors.get(usageType.replace(/^([A-Z0-9]+)-[A-Z0-9]+(?=-AWS-Out-Bytes$)/, '$1-*'));

/** What is paid of the list price, by usage type; "1" = no discount. */
function discountsOf({ endpoints, resources }: EstimateDocument): ReadonlyMap<string, string> {
  const factors = new Map<string, string>();
  for (const { lines } of [...endpoints, ...resources]) {
    for (const { provenance } of lines) {
      if (provenance.rate) factors.set(provenance.rate.usageType, provenance.rate.discount ?? '1');
    }
  }
  return factors;
}
