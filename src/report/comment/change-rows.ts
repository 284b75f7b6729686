import { Decimal } from '../../core/decimal.ts';
import { roundToTotal } from '../../core/round-to-total.ts';
import { deltaAmount, roundStep } from '../diff-amounts.ts';
import type { ChangeDocument, DiffDocument } from '../diff-document.ts';
import { markdownText } from '../formats/markdown-text.ts';
import { signedCell } from '../views/signed.ts';
import { bar } from './bar.ts';
import { code } from './code.ts';

/** The table of changes as lines of Markdown: its head, a line for each change, and its total. */
export interface ChangeRows {
  readonly head: readonly string[];
  readonly rows: readonly string[];
  readonly total: string;
}

/** One line for each change, the largest first; the amounts add up to the printed total. */
export function changeRows({ changes, currency, delta, head }: DiffDocument): ChangeRows {
  const total = roundStep(delta.monthly, head.monthly).delta;
  const cents = roundToTotal(
    changes.map((change) => new Decimal(change.delta.monthly)),
    2,
    total,
  );
  const withPeaks = changes.some((change) => change.headroom);
  const line = (name: string, change: string, zones: string, peak: string, amount: string): string =>
    `| ${[amount, name, change, zones, ...(withPeaks ? [peak] : [])].join(' | ')} |`;
  return {
    head: [
      line('Endpoint', 'Change', 'Zones', 'Fullest zone at the peak', `A month (${currency})`),
      // Money stands first: on a narrow screen the table scrolls, and it stays in sight.
      line('---', '---', '---', '---', '---:'),
    ],
    rows: changes.map((change, index) =>
      line(
        nameOf(change),
        wordsOf(change),
        zonesOf(change),
        peakOf(change),
        markdownText(signedCell(deltaAmount(change.delta), cents[index], currency)),
      ),
    ),
    total: line('**Total**', '', '', '', `**${markdownText(signedCell(deltaAmount(delta), total, currency))}**`),
  };
}

function nameOf({ project, id, address, kind, type, service }: ChangeDocument): string {
  const shown = kind === 'endpoint' ? (service ?? type ?? '') : kind;
  const prefix = project === undefined ? '' : `${markdownText(project)}: `;
  const name = address ?? id;
  return `${prefix}${code(name)}${shown === name ? '' : ` ${markdownText(shown)}`}`.trimEnd();
}

function wordsOf({ change, renamedFrom, head, base }: ChangeDocument): string {
  const from = renamedFrom === undefined ? '' : `, was ${code(renamedFrom)}`;
  const unknown = (head ?? base)?.unknownLines ?? 0;
  return `${change}${from}${unknown === 0 ? '' : `, ${unknown} unknown`}`;
}

function zonesOf({ base, head, type }: ChangeDocument): string {
  if (type === undefined || type === 'Gateway') return '';
  const count = (side: ChangeDocument['base']): string => (side ? String(side.azCount ?? '?') : '');
  if (!base || !head) return count(head ?? base);
  return count(base) === count(head) ? count(head) : `${count(base)} → ${count(head)}`;
}

/** "▰▱▱▱▱ 18 % → ▰▰▱▱▱ 37 %", and whether the others carry on where a zone fails. */
function peakOf({ headroom }: ChangeDocument): string {
  if (!headroom) return '';
  const { base, head } = headroom;
  const bars = [base, head].flatMap((side) => (side ? [bar(side.peakUtilisation)] : []));
  const loss = head && !head.n1Holds ? '<br>cannot lose a zone' : '';
  return `${bars.join(' → ')}${loss}`;
}
