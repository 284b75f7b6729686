import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { mstlEts } from '../../src/capacity/forecasting/mstl-ets.ts';

const wasm = new URL('mstl_bg.wasm', import.meta.resolve('@bsull/augurs/mstl'));

/** The exponential smoothing of the tests: the same WebAssembly module that the product loads. */
export const ets = mstlEts(readFileSync(fileURLToPath(wasm)));
