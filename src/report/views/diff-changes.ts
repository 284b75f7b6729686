import type { Decimal } from '../../core/decimal.ts';
import { deltaAmount } from '../diff-amounts.ts';
import type { ChangeDocument, DiffDocument } from '../diff-document.ts';
import type { Section } from '../view.ts';
import { labelled } from '../words.ts';
import { signedCell } from './signed.ts';

/** One row per change, the largest first; the amounts add up to the printed total. */
export function changesSection(
  { changes, currency, delta }: DiffDocument,
  cents: readonly Decimal[],
  total: Decimal,
): readonly Section[] {
  if (changes.length === 0) return [];
  const withHeadroom = changes.some((change) => change.headroom);
  const cells = (...row: readonly [string, string, string, string, string]): string[] =>
    withHeadroom ? [...row] : row.filter((_cell, index) => index !== 3);
  const titles = cells('Endpoint', 'Change', 'Zones', 'Peak use', `Monthly ${currency}`);
  return [
    {
      title: 'Changes',
      table: {
        columns: titles.map((title, index) => ({ title, align: index === titles.length - 1 ? 'right' : 'left' })),
        rows: changes.map((change, index) =>
          cells(
            nameOf(change),
            wordsOf(change),
            zonesOf(change),
            headroomOf(change),
            signedCell(deltaAmount(change.delta), cents[index], currency),
          ),
        ),
        footer: cells('Total', '', '', '', signedCell(deltaAmount(delta), total, currency)),
      },
    },
  ];
}

const nameOf = ({ project, id, address, kind, type, service }: ChangeDocument): string => {
  const what = kind === 'endpoint' ? [type, service].filter((each) => each !== undefined).join(' ') : kind;
  return `${labelled(project, address ?? id)} (${what})`;
};

function wordsOf({ change, renamedFrom, head, base }: ChangeDocument): string {
  const from = renamedFrom === undefined ? '' : `, was ${renamedFrom}`;
  const unknown = (head ?? base)?.unknownLines ?? 0;
  return `${change}${from}${unknown === 0 ? '' : `, ${unknown} unknown`}`;
}

function zonesOf({ base, head, type }: ChangeDocument): string {
  if (type === undefined || type === 'Gateway') return '';
  const count = (side: ChangeDocument['base']): string => (side ? String(side.azCount ?? '?') : '');
  if (!base || !head) return count(head ?? base);
  return count(base) === count(head) ? count(head) : `${count(base)} to ${count(head)}`;
}

/** "62 % to 93 %, N-1 fails": the fullest zone at the known peak, and whether one zone may fail. */
function headroomOf({ headroom }: ChangeDocument): string {
  if (!headroom) return '';
  const { base, head } = headroom;
  const shares = [base, head].flatMap((side) => (side ? [`${Math.round(side.peakUtilisation * 100)} %`] : []));
  const failure = !head ? '' : head.n1Holds ? ', N-1 holds' : ', N-1 fails';
  return `${shares.join(' to ')}${failure}`;
}
