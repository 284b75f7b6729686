/** Cells of a bar. */
const CELLS = 5;

/** A share as a small bar and in percent: "▰▰▱▱▱ 37 %". What is above nothing shows at least one cell; a full bar is full or over. */
export function bar(share: number): string {
  const filled = share <= 0 ? 0 : Math.min(CELLS, Math.max(1, Math.floor(share * CELLS + 1e-9)));
  return `${'▰'.repeat(filled)}${'▱'.repeat(CELLS - filled)} ${percent(share)}`;
}

/** "37 %"; below one percent but above nothing "<1 %". */
export function percent(share: number): string {
  const whole = Math.round(share * 100);
  return share > 0 && whole === 0 ? '<1 %' : `${whole} %`;
}
