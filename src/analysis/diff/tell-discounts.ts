import type { FindingLog } from '../../core/finding.ts';
import type { EstimateDocument } from '../../report/report.ts';

/** Says where one side is priced at what is paid and the other is not (or at another discount): a saved estimate may be either. */
export function tellDiscounts(base: EstimateDocument, head: EstimateDocument, findings: FindingLog): void {
  if (base.totals.list === undefined && head.totals.list === undefined) return;
  const before = discountsOf(base);
  for (const [usageType, factor] of discountsOf(head)) {
    const past = before.get(usageType) ?? factor;
    if (past === factor) continue;
    findings.add(
      'TG6057',
      usageType,
      `Base pays ${past} of the list price of ${usageType} and head ${factor}, so a part of the change is the discount.`,
    );
  }
}

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
