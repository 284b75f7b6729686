import type { PlanDocument } from '../plan-document.ts';

/** The range of traffic in which something holds, as half a sentence. */
export function rangeText({ from, to, belowGb }: PlanDocument['sensitivity']): string {
  const percent = (share: number): string => `${share < 0 ? '-' : '+'}${Math.round(Math.abs(share) * 1000) / 10} %`;
  const below = belowGb === undefined ? '' : `, and for every traffic below ${belowGb} GB a month of each endpoint`;
  if (from === null && to === null) return `however traffic changes${below}`;
  if (from === null) return `while traffic grows by no more than ${percent(to ?? 0)}${below}`;
  if (to === null) return `while traffic falls by no more than ${percent(from)}${below}`;
  return `while traffic changes from ${percent(from)} to ${percent(to)}${below}`;
}
