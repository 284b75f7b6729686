import { type Decimal, sum, ZERO } from '../core/decimal.ts';
import type { FindingLog } from '../core/finding.ts';
import { amountText, quantityText } from '../core/money.ts';
import type { AllocatedItem, AllocatedPart } from '../model/allocation/allocate.ts';
import { ALLOCATION_RULES } from '../model/allocation/consumers.ts';
import type { AllocationDocument, AllocationPart } from './allocation-document.ts';

export interface AllocationContext
  extends Pick<
    AllocationDocument,
    'basis' | 'by' | 'currency' | 'period' | 'shared' | 'beside' | 'ledger' | 'otherLedgers' | 'rates'
  > {
  readonly findings: FindingLog;
}

/** Turns an allocation into its document: nothing is rounded, and the parts add up to the total. */
export function buildAllocation(
  parts: readonly AllocatedPart[],
  { findings, rates, ledger, ...context }: AllocationContext,
): AllocationDocument {
  const total = sum(parts.map((part) => part.amount));
  const document: AllocationDocument = {
    schema: 'tollgate/allocation@1',
    ...context,
    total: amountText(total),
    ...(parts.every((part) => part.list) && { list: amountText(sum(parts.map((part) => part.list ?? ZERO))) }),
    unknownLines: parts.reduce((count, part) => count + part.unknownLines, 0),
    parts: parts.map((part) => partOf(part, total)),
    rules: ALLOCATION_RULES.flatMap((rule) => {
      const own = parts.flatMap(({ items }) => items.filter((item) => item.rule === rule));
      if (own.length === 0) return [];
      return { rule, endpoints: subjectsOf(own), amount: amountText(sum(own.map((item) => item.amount ?? ZERO))) };
    }),
    ...(ledger && { ledger }),
    ...(rates && { rates }),
    findings: [...findings.findings],
  };
  if (Object.keys(findings.omitted).length > 0) document.findingsOmitted = { ...findings.omitted };
  return document;
}

const subjectsOf = (items: readonly AllocatedItem[]): number =>
  new Set(items.flatMap(({ cost }) => (cost.kind === 'endpoint' ? [cost.id] : []))).size;

function partOf({ value, amount, list, unknownLines, items }: AllocatedPart, total: Decimal): AllocationPart {
  return {
    value: value ?? null,
    amount: amountText(amount),
    ...(list && { list: amountText(list) }),
    share: total.isZero() ? 0 : amount.div(total).toDecimalPlaces(6).toNumber(),
    endpoints: subjectsOf(items),
    unknownLines,
    items: items.map(itemOf),
  };
}

function itemOf({ cost, rule, weight, amount, list }: AllocatedItem): AllocationPart['items'][number] {
  const { kind, id, charge, owner } = cost;
  return {
    kind,
    id,
    charge,
    ...(owner.region !== undefined && { region: owner.region }),
    ...(owner.account !== undefined && { account: owner.account }),
    ...(owner.vpc !== undefined && { vpc: owner.vpc }),
    ...(owner.service !== undefined && { service: owner.service }),
    rule,
    ...(weight && { weight: quantityText(weight) }),
    ...(amount && { amount: amountText(amount) }),
    ...(list && { list: amountText(list) }),
  };
}
