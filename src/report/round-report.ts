import { Decimal, sum } from '../core/decimal.ts';
import { roundToTotal } from '../core/round-to-total.ts';
import type { EstimateDocument, LineDocument } from './report.ts';

/** Cents, in every currency AWS bills in. */
const PLACES = 2;

/** What a part of the report costs in cents, and its lines; a line without an amount has none. */
export interface RoundedPart {
  readonly monthly: Decimal;
  readonly lines: readonly (Decimal | undefined)[];
}

/** The amounts of an estimate rounded for print: parts add up to their whole on every level. */
export interface RoundedReport {
  readonly monthly: Decimal;
  readonly baseline: Decimal;
  readonly usage: Decimal;
  /** In the order of the document's endpoints, then its resources. */
  readonly parts: readonly RoundedPart[];
}

/** Rounds from the total down: the total, then endpoints and resources, then their lines (largest remainder at each step). */
export function roundReport(document: EstimateDocument): RoundedReport {
  const owners = [...document.endpoints, ...document.resources];
  const exact = owners.map((owner) => new Decimal(owner.monthly));
  const monthly = sum(exact).toDecimalPlaces(PLACES, Decimal.ROUND_HALF_EVEN);
  const cents = roundToTotal(exact, PLACES, monthly);
  const { totals } = document;
  const halves = roundToTotal([new Decimal(totals.baseline), new Decimal(totals.usage)], PLACES, monthly);
  return {
    monthly,
    baseline: halves[0] ?? monthly,
    usage: halves[1] ?? monthly,
    parts: owners.map((owner, index) => roundPart(owner.lines, cents[index] ?? monthly)),
  };
}

function roundPart(lines: readonly LineDocument[], monthly: Decimal): RoundedPart {
  const amounts = lines.flatMap((line) => (line.monthly === undefined ? [] : [new Decimal(line.monthly)]));
  const cents = roundToTotal(amounts, PLACES, monthly)[Symbol.iterator]();
  return { monthly, lines: lines.map((line) => (line.monthly === undefined ? undefined : cents.next().value)) };
}
