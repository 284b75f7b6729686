import { Amount } from '../../core/amount.ts';
import { Decimal, sum } from '../../core/decimal.ts';
import { amountText } from '../../core/money.ts';
import { boundOf, lineAmount } from '../../report/diff-amounts.ts';
import type { ChangeDocument, ChangeLine } from '../../report/diff-document.ts';
import type { Pair } from '../shared/match.ts';
import { changeLines, lineDiffers } from './line-changes.ts';
import { isEndpoint, type Owner, otherZones } from './owner.ts';

/** The change of one endpoint or resource; undefined where nothing about it changes. `hours` = hours of the month. */
export function changeOf(
  { base, head, sure }: Pair<Owner>,
  bytesDelta: Decimal | undefined,
  hours: Decimal,
): ChangeDocument | undefined {
  const owner = head ?? base;
  if (!owner) return undefined;
  const lines = changeLines(base?.lines ?? [], head?.lines ?? [], bytesDelta);
  const renamed = base && head && !sure && nameOf(base) !== nameOf(head);
  const differs = lines.some(lineDiffers) || (base && head && otherZones(base, head));
  if (base && head && !differs && !renamed) return undefined;
  const delta = sum(lines.map((line) => new Decimal(line.delta ?? 0)));
  return {
    id: owner.id,
    ...namesOf(owner),
    change: !base ? 'added' : !head ? 'removed' : differs ? 'changed' : 'renamed',
    ...(renamed && { renamedFrom: nameOf(base) }),
    ...(base && { base: sideOf(base) }),
    ...(head && { head: sideOf(head) }),
    delta: {
      monthly: amountText(delta),
      hourly: amountText(delta.div(hours)),
      ...boundOf(Amount.sum(lines.map(lineAmount))),
    },
    lines: lines.filter(lineDiffers) as ChangeLine[],
  };
}

const nameOf = (owner: Owner): string => (isEndpoint(owner) ? owner.address : undefined) ?? owner.id;

function namesOf(owner: Owner): Pick<ChangeDocument, 'address' | 'kind' | 'type' | 'service' | 'region' | 'vpc'> {
  const { region, vpc } = owner;
  const place = { ...(region !== undefined && { region }), ...(vpc !== undefined && { vpc }) };
  if (!isEndpoint(owner)) return { kind: owner.kind, ...place };
  return {
    kind: 'endpoint',
    ...(owner.address !== undefined && { address: owner.address }),
    type: owner.type,
    ...(owner.service !== undefined && { service: owner.service }),
    ...place,
  };
}

function sideOf(owner: Owner): NonNullable<ChangeDocument['base']> {
  const zones = isEndpoint(owner) ? { azCount: owner.azCount, azs: owner.azs } : {};
  return {
    monthly: owner.monthly,
    ...(zones.azCount !== undefined && { azCount: zones.azCount }),
    ...(zones.azs && { azs: zones.azs }),
    unknownLines: owner.unknownLines,
  };
}
