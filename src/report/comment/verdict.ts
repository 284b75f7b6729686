import { Decimal } from '../../core/decimal.ts';
import { deltaAmount, roundStep } from '../diff-amounts.ts';
import type { ChangeDocument, DiffDocument, GateResult } from '../diff-document.ts';
import { signed } from '../views/signed.ts';
import { counted } from '../words.ts';
import { percent } from './bar.ts';

/** Verdict, change of cost, capacity and risk, in that order: what a reader needs who reads one line. */
export const verdictParts = (diff: DiffDocument): readonly string[] =>
  [limits(diff.gates), money(diff), capacity(diff.changes), risk(diff.changes), unknown(diff)].filter(
    (part) => part !== undefined,
  );

const isExceeded = ({ passed }: GateResult): boolean => !passed;
export const isOpenGate = ({ passed, undetermined }: GateResult): boolean => passed && undetermined === true;

/** The sign before everything else; none where nothing is judged. */
export function mark({ gates }: Pick<DiffDocument, 'gates'>): string {
  if (gates.length === 0) return '';
  return gates.some(isExceeded) ? '❌' : gates.some(isOpenGate) ? '⚠️' : '✅';
}

function limits(gates: readonly GateResult[]): string | undefined {
  if (gates.length === 0) return undefined;
  const [exceeded, open] = [gates.filter(isExceeded).length, gates.filter(isOpenGate).length];
  if (exceeded > 0) return `${exceeded} of ${counted(gates.length, 'limit')} exceeded`;
  return open > 0
    ? `${open} of ${counted(gates.length, 'limit')} not decided`
    : `${counted(gates.length, 'limit')} kept`;
}

/** "+$131.40 a month (+125 %)"; a bound in words, an amount that nothing bounds as unknown. */
function money({ delta, head, base, currency }: DiffDocument): string {
  const step = roundStep(delta.monthly, head.monthly);
  const words = deltaAmount(delta).words(() => signed(step.delta, currency));
  if (words === 'unknown') return 'cost changes by an unknown amount';
  const isExact = base.unknownLines === 0 && delta.bound === undefined;
  const isWhole = delta.percent !== null && (Math.abs(delta.percent) >= 10 || Number.isInteger(delta.percent));
  const share =
    delta.percent === null || !isExact || new Decimal(delta.monthly).isZero()
      ? ''
      : ` (${delta.percent < 0 ? '-' : '+'}${Math.abs(delta.percent).toFixed(isWhole ? 0 : 1)} %)`;
  return `${words} a month${share}`;
}

/** The fullest zone after the change among the changed endpoints whose peak is known. */
function capacity(changes: readonly ChangeDocument[]): string | undefined {
  const after = changes.flatMap(({ headroom }) => headroom?.head ?? []);
  const [first] = after.toSorted((a, b) => b.peakUtilisation - a.peakUtilisation);
  if (!first) return undefined;
  const failing = after.filter(({ n1Holds }) => !n1Holds).length;
  const loss = failing === 0 ? 'survives a zone' : `${counted(failing, 'endpoint')} cannot lose a zone`;
  return `fullest changed zone ${percent(first.peakUtilisation)}, ${loss}`;
}

const ZONAL = new Set(['Interface', 'GatewayLoadBalancer']);

/** Endpoints that stand in one zone since the change. */
function risk(changes: readonly ChangeDocument[]): string | undefined {
  const single = changes.filter(({ type, head }) => type !== undefined && ZONAL.has(type) && head?.azCount === 1);
  const fallen = single.filter(({ base }) => (base?.azCount ?? 0) > 1).length;
  const added = single.filter(({ base }) => base === undefined).length;
  const parts = [
    ...(fallen === 0 ? [] : [`${counted(fallen, 'endpoint')} ${fallen === 1 ? 'falls' : 'fall'} to one zone`]),
    ...(added === 0 ? [] : [`${counted(added, 'new endpoint')} in one zone`]),
  ];
  return parts.length === 0 ? undefined : parts.join(', ');
}

const unknown = ({ newlyUnknown }: DiffDocument): string | undefined =>
  newlyUnknown.length === 0 ? undefined : `${counted(newlyUnknown.length, 'cost line')} newly unknown`;
