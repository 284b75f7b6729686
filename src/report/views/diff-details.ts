import { isOpen, lineAmount } from '../diff-amounts.ts';
import type { ChangeDocument, ChangeLine, DiffDocument } from '../diff-document.ts';
import type { Section } from '../view.ts';
import { CHARGE_NAMES, counted, labelled } from '../words.ts';
import { priceless } from './priceless.ts';
import { signedCell } from './signed.ts';

/** Line by line what each change consists of; folded, and the first to go where space is short. */
export function diffDetails({ changes, currency }: DiffDocument): readonly Section[] {
  const rows = changes.flatMap((change) => change.lines.filter(costs).map((line) => rowOf(change, line, currency)));
  if (rows.length === 0) return [];
  return [
    {
      title: `Details: ${counted(rows.length, 'cost line')}`,
      folded: true,
      table: {
        columns: [
          { title: 'Endpoint', align: 'left' },
          { title: 'Charge', align: 'left' },
          { title: 'Before', align: 'left' },
          { title: 'After', align: 'left' },
          { title: `Monthly ${currency}`, align: 'right' },
        ],
        rows,
      },
    },
  ];
}

/** Lines that are free on both sides say nothing about the change of cost. */
const costs = ({ base, head }: ChangeLine): boolean =>
  [base, head].some((side) => side !== undefined && side.status !== 'free');

const rowOf = ({ project, id }: ChangeDocument, line: ChangeLine, currency: string): string[] => [
  labelled(project, id),
  CHARGE_NAMES[line.charge],
  quantityOf(line.base, line.unit),
  quantityOf(line.head, line.unit),
  isOpen(line) ? 'unknown' : line.delta === undefined ? '' : signedCell(lineAmount(line), undefined, currency),
];

function quantityOf(side: ChangeLine['base'], unit: string): string {
  if (!side) return '';
  return side.display ?? priceless(side.status, side.quantity, unit);
}
