import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Forecaster } from '../capacity/forecasting/forecaster.ts';
import { mstlEts } from '../capacity/forecasting/mstl-ets.ts';

/** Exponential smoothing from the WebAssembly module that lies beside the library's entry. */
export async function loadForecasters(): Promise<readonly Forecaster[]> {
  const wasm = new URL('mstl_bg.wasm', import.meta.resolve('@bsull/augurs/mstl'));
  return [mstlEts(await readFile(fileURLToPath(wasm)))];
}
