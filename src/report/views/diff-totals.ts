import { Amount } from '../../core/amount.ts';
import { Decimal } from '../../core/decimal.ts';
import { roundToTotal } from '../../core/round-to-total.ts';
import { deltaAmount, type RoundedStep, roundStep } from '../diff-amounts.ts';
import type { DiffDocument } from '../diff-document.ts';
import type { Section } from '../view.ts';
import { money } from '../words.ts';
import { signedCell } from './signed.ts';

type Side = DiffDocument['base'];

/** Base, head and change: rows and columns add up as printed, and an amount that leaves lines out says so. */
export function totalsSection(document: DiffDocument): Section {
  const { base, head, delta, currency } = document;
  const { total, baseline, usage } = roundTotals(document);
  const row = (name: string, step: RoundedStep, places: number, unknown: (side: Side) => number): string[] => {
    const print = (amount: Decimal) => (): string => money(amount.toFixed(places), currency);
    const bound = unknown(base) + unknown(head) === 0 ? undefined : delta.bound;
    return [
      name,
      Amount.of(step.base, unknown(base)).cell(print(step.base)),
      Amount.of(step.head, unknown(head)).cell(print(step.head)),
      signedCell(deltaAmount({ monthly: step.delta.toFixed(), bound }), step.delta, currency, places),
    ];
  };
  const all = ({ unknownLines }: Side): number => unknownLines;
  const ofUsage = ({ unknownLines, unknownUsageLines = unknownLines }: Side): number => unknownUsageLines;
  const ofBaseline = (side: Side): number =>
    side.unknownUsageLines === undefined ? side.unknownLines : side.unknownLines - side.unknownUsageLines;
  const listRow =
    base.list === undefined || head.list === undefined || delta.list === undefined
      ? []
      : [row('Total at list price', roundStep(delta.list, head.list), 2, all)];
  return {
    title: 'Totals',
    table: {
      columns: [
        { title: 'A month', align: 'left' },
        { title: 'Before', align: 'right' },
        { title: 'After', align: 'right' },
        { title: 'Change', align: 'right' },
      ],
      rows: [
        row('Baseline (hours)', baseline, 2, ofBaseline),
        row('Usage (bytes)', usage, 2, ofUsage),
        ...listRow,
        ['Lines left out', String(base.unknownLines), String(head.unknownLines), ''],
        row('An hour', roundStep(delta.hourly, head.hourly, 4), 4, all),
      ],
      footer: row('Total', total, 2, all),
    },
  };
}

/** Cents of the table: head and change are shared out to its rows, and base is head less the change in each. */
export function roundTotals({ delta, head }: Pick<DiffDocument, 'delta' | 'head'>): {
  readonly total: RoundedStep;
  readonly baseline: RoundedStep;
  readonly usage: RoundedStep;
} {
  const total = roundStep(delta.monthly, head.monthly);
  const halves = (side: { readonly baseline: string; readonly usage: string }, whole: Decimal) =>
    roundToTotal([new Decimal(side.baseline), new Decimal(side.usage)], 2, whole);
  const [after, step] = [halves(head, total.head), halves(delta, total.delta)];
  const rowOf = (index: number): RoundedStep => {
    const [now, change] = [after[index] ?? total.head, step[index] ?? total.delta];
    return { base: now.minus(change), delta: change, head: now };
  };
  return { total, baseline: rowOf(0), usage: rowOf(1) };
}
