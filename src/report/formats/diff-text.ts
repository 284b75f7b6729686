import { Decimal } from '../../core/decimal.ts';
import { roundToTotal } from '../../core/round-to-total.ts';
import { deltaAmount, isOpen, lineAmount, roundStep } from '../diff-amounts.ts';
import type { ChangeDocument, ChangeLine, DiffDocument } from '../diff-document.ts';
import { signedCell } from '../views/signed.ts';
import { labelled } from '../words.ts';
import type { Rendering } from './format.ts';
import { componentHead } from './infracost-component.ts';
import { visible } from './visible.ts';

const SIGNS: Readonly<Record<ChangeDocument['change'], string>> = {
  added: '+',
  removed: '-',
  changed: '~',
  renamed: '~',
};

/** A diff as text in the layout of `infracost diff`: a sign, the address, the amount, and each cost component under it. */
export async function diffText({ document, view }: Rendering): Promise<string> {
  const diff = document as DiffDocument;
  const { changes, currency, delta, head, gates } = diff;
  const total = roundStep(delta.monthly, head.monthly).delta;
  const cents = roundToTotal(
    changes.map((change) => new Decimal(change.delta.monthly)),
    2,
    total,
  );
  const blocks = changes.map((change, index) => blockOf(change, cents[index], currency));
  const failed = gates.filter(({ passed }) => !passed).map(({ name, reason }) => `Limit ${name} exceeded: ${reason}`);
  const { headline, footnote } = await view();
  return `${[
    ...blocks,
    [`Monthly cost change: ${signedCell(deltaAmount(delta), total, currency)}`, headline].join('\n'),
    ...(failed.length === 0 ? [] : [failed.map(visible).join('\n')]),
    '──────────────────────────────────',
    'Key: ~ changed, + added, - removed',
    footnote,
  ].join('\n\n')}\n`;
}

function blockOf(change: ChangeDocument, amount: Decimal | undefined, currency: string): string {
  const { project, id, address, lines, type } = change;
  const sign = SIGNS[change.change];
  const shown = lines.filter(({ base, head }) =>
    [base, head].some((side) => side !== undefined && side.status !== 'free'),
  );
  return [
    `${sign} ${visible(labelled(project, address ?? id))}`,
    `  ${signedCell(deltaAmount(change.delta), amount, currency)}`,
    ...shown.flatMap((line) => ['', ...lineOf(line, type, currency)]),
  ].join('\n');
}

function lineOf(line: ChangeLine, type: string | undefined, currency: string): readonly string[] {
  const { charge, unit, base, head } = line;
  const sign = base === undefined ? '+' : head === undefined ? '-' : '~';
  const { name } = componentHead({ charge, unit, quantity: (head ?? base)?.quantity, type });
  const amount = isOpen(line) ? 'cost depends on usage' : signedCell(lineAmount(line), undefined, currency);
  return [`    ${sign} ${name}`, `      ${amount}`];
}
