import { Decimal, ZERO } from '../../core/decimal.ts';
import { amountText } from '../../core/money.ts';
import type { ChangeLine } from '../../report/diff-document.ts';
import type { LineDocument } from '../../report/report.ts';

/** Pairs the lines of two sides: same charge and unit, in order. */
export function changeLines(
  base: readonly LineDocument[],
  head: readonly LineDocument[],
  bytesDelta: Decimal | undefined,
): readonly ChangeLine[] {
  const rest = [...base];
  const lines: ChangeLine[] = [];
  for (const line of head) {
    const index = rest.findIndex((each) => each.charge === line.charge && each.unit === line.unit);
    const [partner] = index === -1 ? [] : rest.splice(index, 1);
    lines.push(changeLine(partner, line, bytesDelta));
  }
  for (const line of rest) lines.push(changeLine(line, undefined, bytesDelta));
  return lines;
}

function changeLine(
  base: LineDocument | undefined,
  head: LineDocument | undefined,
  bytesDelta: Decimal | undefined,
): ChangeLine {
  const { charge, category, unit } = (head ?? base) as LineDocument;
  const plain = difference(base, head);
  const amount = plain && charge === 'data-processed' && bytesDelta ? bytesDelta : plain;
  return {
    charge,
    category,
    unit,
    ...(base && { base: sideOf(base) }),
    ...(head && { head: sideOf(head) }),
    ...(amount && { delta: amountText(amount) }),
  };
}

/** Head minus base; a side without amount counts as nothing, as it does in its total. Undefined where neither has one. */
function difference(base: LineDocument | undefined, head: LineDocument | undefined): Decimal | undefined {
  if (base?.monthly === undefined && head?.monthly === undefined) return undefined;
  return new Decimal(head?.monthly ?? ZERO).minus(base?.monthly ?? ZERO);
}

const sideOf = ({ status, quantity, display, unitPrice, monthly }: LineDocument): NonNullable<ChangeLine['base']> => ({
  status,
  ...(quantity !== undefined && { quantity }),
  ...(display !== undefined && { display }),
  ...(monthly === undefined && unitPrice !== undefined && { unitPrice }),
  ...(monthly !== undefined && { monthly }),
});

/** Whether the line tells a change: its money, its state or its quantity. */
export function lineDiffers({ base, head, delta }: ChangeLine): boolean {
  if (!base || !head) return true;
  if (delta !== undefined && !new Decimal(delta).isZero()) return true;
  return base.status !== head.status || base.quantity !== head.quantity || base.display !== head.display;
}
