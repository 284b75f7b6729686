import { TollgateError } from '../core/errors.ts';

/** From calm to full. `unknown` is none of them: nothing was measured or stated. */
export const LEVELS = ['ok', 'watch', 'warning', 'critical'] as const;
export type Level = (typeof LEVELS)[number];
export type LevelOrUnknown = Level | 'unknown';

/** Utilisation from which each level holds: shares of the capacity, ascending. */
export interface Thresholds {
  readonly watch: number;
  readonly warning: number;
  readonly critical: number;
}

export const DEFAULT_THRESHOLDS: Thresholds = { watch: 0.6, warning: 0.75, critical: 0.9 };

/** Thresholds of which some may be absent. */
export type GivenThresholds = { readonly [K in keyof Thresholds]?: number | undefined };

/** Completes thresholds with the defaults. Throws TG3001 where they are not positive or do not ascend. */
export function thresholdsOf(given: GivenThresholds): Thresholds {
  const { watch = DEFAULT_THRESHOLDS.watch, warning = DEFAULT_THRESHOLDS.warning } = given;
  const { critical = DEFAULT_THRESHOLDS.critical } = given;
  if (!(watch > 0 && watch <= warning && warning <= critical && Number.isFinite(critical))) {
    throw new TollgateError(
      'TG3001',
      `The thresholds ${watch}, ${warning}, ${critical} do not ascend from above zero.`,
      {
        hint: 'Give shares of the capacity, watch <= warning <= critical, such as 0.6, 0.75 and 0.9.',
      },
    );
  }
  return { watch, warning, critical };
}

/** The level of a utilisation: a threshold that is met exactly counts as reached. */
export function levelOf(utilisation: number, thresholds: Thresholds): Level {
  if (utilisation >= thresholds.critical) return 'critical';
  if (utilisation >= thresholds.warning) return 'warning';
  return utilisation >= thresholds.watch ? 'watch' : 'ok';
}

const rank = (level: LevelOrUnknown): number => (level === 'unknown' ? -1 : LEVELS.indexOf(level));

/** The worst of several levels; unknown only where all are. */
export function worstLevel(levels: Iterable<LevelOrUnknown>): LevelOrUnknown {
  let worst: LevelOrUnknown = 'unknown';
  for (const level of levels) if (rank(level) > rank(worst)) worst = level;
  return worst;
}
