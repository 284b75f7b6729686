import { Decimal, sum, ZERO } from '../../core/decimal.ts';
import type { FindingLog } from '../../core/finding.ts';
import type { Ledger } from '../../core/ledger.ts';
import { AMOUNT_PLACES, amountText, quantityText, roundTo } from '../../core/money.ts';
import { ledgerDocument } from '../../report/ledger-document.ts';
import {
  CAUSES,
  type Cause,
  type ReconciliationDocument,
  type ReconciliationLine,
} from '../../report/reconciliation-document.ts';
import { type ForeignMoney, unexplainedShare } from '../shared/bill-currency.ts';
import { type BillLedger, inUnits } from '../shared/bill-ledger.ts';
import { discountsOf, pricedBeside } from './discounts.ts';
import type { ExplainedDay } from './explain.ts';
import { isLeftOutOfModel, type Reconciled, type ReconciledLine } from './reconcile.ts';

/** What the document says beside the comparison itself. */
export interface ReconciliationContext
  extends Pick<ReconciliationDocument, 'period' | 'currency' | 'bill' | 'crossAz'> {
  readonly entered: BillLedger;
  /** What is in currencies that no rate converts. */
  readonly foreign: readonly ForeignMoney[];
  readonly findings: FindingLog;
  /** Show every day of every line. */
  readonly byDay: boolean;
}

/** Closer than this share of the larger side counts as matched. */
const MATCHED = new Decimal('0.005');

/** Turns a reconciliation into its document: sums, nothing rounded. */
export function buildReconciliation(
  { lines, priced }: Reconciled,
  context: ReconciliationContext,
): ReconciliationDocument {
  const { period, currency, bill, crossAz, findings, byDay, entered, foreign } = context;
  settleLedger(entered.ledger, lines);
  const unplaced = entered.named.filter(({ part }) => part === 'notModelled' || part === 'remainder');
  const outside = sum(unplaced.map(({ amount }) => amount));
  const days = lines.flatMap((line) => line.days);
  const total = (of: (day: ExplainedDay) => Decimal): Decimal => days.reduce((sum, day) => sum.plus(of(day)), ZERO);
  const modelled = total((day) => day.modelled);
  const billed = total((day) => day.billed).plus(outside);
  const unexplained = total((day) => day.residual.abs()).plus(sum(unplaced.map(({ amount }) => amount.abs())));
  const document: ReconciliationDocument = {
    schema: 'tollgate/reconciliation@1',
    period,
    currency,
    bill,
    modelled: amountText(modelled),
    unknownLines: lines.filter(isLeftOutOfModel).length,
    billed: amountText(billed),
    difference: amountText(billed.minus(modelled)),
    ledger: ledgerDocument(entered.ledger, currency),
    residual: amountText(total((day) => day.residual).plus(outside)),
    ...(foreign.length > 0 && { otherLedgers: foreign.map((each) => each.ledger) }),
    residualShare: Math.max(shareOf(unexplained, billed), ...foreign.map(unexplainedShare)),
    causes: CAUSES.flatMap((cause) => causeOf(cause, lines)),
    lines: lines.flatMap((line) => lineOf(line, byDay) ?? []),
    discounts: discountsOf([...priced, ...pricedBeside(entered.others)], findings),
    unplaced: unplaced.map(({ part, what, lines: count, amount }) => ({
      part: part === 'notModelled' ? part : 'remainder',
      what,
      lines: count,
      amount: amountText(amount),
    })),
    notUsage: (['credit', 'refund', 'tax', 'fee'] as const).flatMap((kind) =>
      entered.named
        .filter(({ part, what }) => part === 'notUsage' && what === kind)
        .map(({ amount }) => ({ kind, amount: amountText(amount) })),
    ),
    beside: entered.named
      .filter(({ part }) => part === 'beside')
      .map(({ what, quantity, amount }) => ({
        product: what,
        quantity: quantityText(quantity),
        billed: amountText(amount),
      })),
    crossAz,
    findings: [...findings.findings],
  };
  if (Object.keys(findings.omitted).length > 0) document.findingsOmitted = { ...findings.omitted };
  return document;
}

/** Nothing billed and something unexplained is wholly unexplained. */
const shareOf = (unexplained: Decimal, billed: Decimal): number =>
  billed.isZero() ? (unexplained.isZero() ? 0 : 1) : unexplained.div(billed.abs()).toDecimalPlaces(6).toNumber();

function causeOf(cause: Cause, lines: readonly ReconciledLine[]) {
  const touched = lines.filter((line) => line.days.some((day) => day.causes.some(([name]) => name === cause)));
  if (touched.length === 0) return [];
  const amount = touched.reduce((sum, line) => sum.plus(amountOf(cause, line.days)), ZERO);
  return { cause, amount: amountText(amount), lines: touched.length };
}

const amountOf = (cause: Cause, days: readonly ExplainedDay[]): Decimal =>
  days.reduce(
    (sum, day) => day.causes.reduce((own, [name, amount]) => (name === cause ? own.plus(amount) : own), sum),
    ZERO,
  );

/** Lines that neither side knows anything of are left out. */
function lineOf(line: ReconciledLine, byDay: boolean): ReconciliationLine | undefined {
  const { days } = line;
  const total = (of: (day: ExplainedDay) => Decimal): Decimal => days.reduce((sum, day) => sum.plus(of(day)), ZERO);
  const modelled = total((day) => day.modelled);
  const billed = total((day) => day.billed);
  if (!line.isBilled && modelled.isZero()) return undefined;
  const causes = causesOf(days);
  const quantities = days.map((day) => day.quantityModelled);
  const isKnown = line.isModelled && quantities.every((each) => each !== undefined);
  const list = line.isBilled && days.every((day) => day.list !== undefined || day.quantityBilled.isZero());
  return {
    endpoint: line.endpoint ?? null,
    ...(line.account !== undefined && { account: line.account }),
    ...(line.region !== undefined && { region: line.region }),
    charge: line.charge,
    product: line.product,
    status: statusOf(line, modelled, billed),
    unit: line.charge === 'endpoint-hours' ? 'AZ-hours' : 'GB',
    ...(isKnown && { quantityModelled: quantityText(total((day) => day.quantityModelled ?? ZERO)) }),
    quantityBilled: quantityText(total((day) => day.quantityBilled)),
    modelled: amountText(modelled),
    billed: amountText(billed),
    ...(list && { list: amountText(total((day) => day.list ?? ZERO)) }),
    cause: dominant(causes),
    causes: causes.map(({ amount, ...rest }) => ({ ...rest, amount: amountText(amount) })),
    residual: amountText(total((day) => day.residual)),
    ...(byDay && { days: days.map(dayOf) }),
  };
}

const dayOf = ({ day, modelled, billed, residual }: ExplainedDay) => ({
  day,
  modelled: amountText(modelled),
  billed: amountText(billed),
  residual: amountText(residual),
});

function statusOf(line: ReconciledLine, modelled: Decimal, billed: Decimal): ReconciliationLine['status'] {
  if (!line.isModelled) return 'billed-not-modelled';
  if (!line.isBilled) return 'modelled-not-billed';
  const off = billed.minus(modelled).abs();
  return off.lessThanOrEqualTo(Decimal.max(billed, modelled).abs().times(MATCHED)) ? 'matched' : 'priced-differently';
}

interface NamedCause {
  readonly cause: Cause;
  readonly amount: Decimal;
  readonly from: string;
  readonly to: string;
}

function causesOf(days: readonly ExplainedDay[]): readonly NamedCause[] {
  return CAUSES.flatMap((cause) => {
    const touched = days.filter((day) => day.causes.some(([name]) => name === cause));
    const [first, last] = [touched[0], touched.at(-1)];
    if (!first || !last) return [];
    return {
      cause,
      amount: amountOf(cause, touched),
      from: wholeDay(first.day, 'start'),
      to: wholeDay(last.day, 'end'),
    };
  });
}

/** A month of a bill without days is named by its first or last day. */
function wholeDay(bucket: string, side: 'start' | 'end'): string {
  if (bucket.length > 7) return bucket;
  const [year = 0, month = 1] = bucket.split('-').map(Number);
  return side === 'start' ? `${bucket}-01` : new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

const dominant = (causes: readonly NamedCause[]): Cause | null =>
  causes.reduce<NamedCause | undefined>(
    (most, each) => (most?.amount.abs().greaterThanOrEqualTo(each.amount.abs()) ? most : each),
    undefined,
  )?.cause ?? null;

/** Moves what the model and named causes do not explain out of what counts as matched. */
function settleLedger(ledger: Ledger, lines: readonly ReconciledLine[]): void {
  for (const { isBilled, isModelled, payer, product, days } of lines) {
    if (!isBilled) continue;
    const total = (of: (day: ExplainedDay) => Decimal): Decimal => days.reduce((all, day) => all.plus(of(day)), ZERO);
    // Rounded as documents write it, so that what stays is exact too.
    const amount = roundTo(
      total((day) => day.residual),
      AMOUNT_PLACES,
    );
    const quantity = inUnits(
      { product, usageType: '' },
      total((day) => day.quantityUnexplained),
    );
    ledger.move('matched', isModelled ? 'remainder' : 'notModelled', { payer, amount, ...quantity });
  }
}
