import type { DiffDocument } from '../api/queries.ts';
import { moneyText, sum } from '../format/text.ts';
import type { Level } from '../parts/level.tsx';

type Delta = Pick<DiffDocument['delta'], 'monthly' | 'bound'>;

const SIGNS = { 'at-least': '≥\u202f', 'at-most': '≤\u202f' } as const;

/** What is left out on either side makes a bound of the difference. */
export function deltaText({ monthly, bound }: Delta, currency: string): string {
  if (bound === 'unknown') return 'unknown';
  return `${bound === undefined ? '' : SIGNS[bound]}${moneyText(monthly, currency, true)}`;
}

/** Differences in all: at least what it says where some are, nothing known where bounds of both kinds meet. */
export function sumOf(deltas: readonly Delta[]): Delta {
  const bounds = new Set(deltas.flatMap(({ bound }) => bound ?? []));
  const [only] = bounds;
  const bound = bounds.size > 1 ? 'unknown' : only;
  return { monthly: sum(deltas.map(({ monthly }) => monthly)), ...(bound && { bound }) };
}

/** What the gates of a change say, in one word with the names that matter. */
export function gatesOf({ gates }: DiffDocument): { readonly level: Level; readonly word: string } | undefined {
  const names = (own: typeof gates): string => own.map(({ name }) => name).join(', ');
  const failed = gates.filter(({ passed }) => !passed);
  const open = gates.filter(({ passed, undetermined }) => passed && undetermined === true);
  if (gates.length === 0) return undefined;
  if (failed.length > 0) return { level: 'critical', word: `failed: ${names(failed)}` };
  if (open.length > 0) return { level: 'unknown', word: `undetermined: ${names(open)}` };
  return { level: 'ok', word: `${gates.length} passed` };
}
