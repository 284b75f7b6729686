import type { Forecaster } from './forecaster.ts';
import { lineAt, robustLine } from './robust-line.ts';

/** The robust line with its weekly season, drawn on. */
export const theilSen: Forecaster = {
  method: 'theil-sen',
  forecast(history, horizon) {
    const line = robustLine(history);
    return line && Array.from({ length: horizon }, (_, index) => lineAt(line, history.length + index));
  },
};
