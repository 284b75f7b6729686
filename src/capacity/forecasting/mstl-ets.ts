import { initSync, MSTL } from '@bsull/augurs/mstl';
import { type Forecaster, WEEK } from './forecaster.ts';

/** Exponential smoothing forgets: older days would cost time and change nothing. */
const MOST_DAYS = 8 * WEEK;

/**
 * MSTL takes the weekly season off and exponential smoothing (ETS, the form chosen by AICc) extends the rest: augurs, compiled to
 * WebAssembly. The module is handed in because reading it is not this folder's business.
 */
export function mstlEts(wasm: Uint8Array): Forecaster {
  initSync({ module: wasm });
  return {
    method: 'mstl-ets',
    forecast(history, horizon) {
      const recent = history.slice(-MOST_DAYS);
      if (recent.length < 2 * WEEK || recent.every((value) => value === recent[0])) return undefined;
      const scale = Math.max(...recent.map(Math.abs));
      const model = MSTL.ets([WEEK]);
      try {
        model.fit(Float64Array.from(recent, (value) => value / scale));
        const { point } = model.predict(horizon);
        return point.every(Number.isFinite) ? point.map((value) => value * scale) : undefined;
      } catch {
        // The library finds no model for some series; another method answers for them.
        return undefined;
      } finally {
        model.free();
      }
    },
  };
}
