import { type Decimal, ZERO } from '../../core/decimal.ts';
import type { Action, Recommendation } from '../recommendation.ts';

/** Days to wait after the first VPC has switched, and after all have, before something is taken away. */
const CANARY_SOAK_DAYS = 3;
const REST_SOAK_DAYS = 7;

export type WaveKind = 'prepare' | 'canary' | 'rest' | 'clean-up';

/** What is carried out on one day. */
export interface Wave {
  /** From 1. */
  readonly number: number;
  readonly kind: WaveKind;
  /** Day it begins, from 0: the soak of the waves before it has passed. */
  readonly day: number;
  /** Days to watch before the next wave. */
  readonly soakDays: number;
  /** Each operation by its recommendation and its place there, in the order to run them. */
  readonly steps: readonly { readonly recommendation: string; readonly step: number }[];
  /** What to look at before the next wave. */
  readonly check: readonly string[];
  /** What the recommendations save a month that are complete by then. */
  readonly savingSoFar: Decimal;
}

const KINDS: readonly WaveKind[] = ['prepare', 'canary', 'rest', 'clean-up'];
const SOAK: Readonly<Record<WaveKind, number>> = {
  prepare: 0,
  canary: CANARY_SOAK_DAYS,
  rest: REST_SOAK_DAYS,
  'clean-up': 0,
};

/**
 * A calendar: what nobody notices, then one VPC of each recommendation, then the others, then what takes away. Recommendations that depend on others come
 * after those are complete.
 */
export function wavesOf(recommendations: readonly Recommendation[]): readonly Wave[] {
  const waves: Wave[] = [];
  let day = 0;
  let saved = ZERO;
  for (const level of levelsOf(recommendations)) {
    const kinds = level.map((each) => ({ each, kinds: kindsOf(each.actions) }));
    for (const kind of KINDS) {
      const steps = kinds.flatMap(({ each, kinds: own }) =>
        own.flatMap((one, step) =>
          one === kind ? [{ recommendation: each.id, step, action: each.actions[step] }] : [],
        ),
      );
      if (steps.length === 0) continue;
      for (const { each, kinds: own } of kinds) if (lastKind(own) === kind) saved = saved.plus(each.saving.monthly);
      const check = [...new Set(steps.flatMap(({ action }) => (action?.check ? action.check.split('\n') : [])))];
      waves.push({
        number: waves.length + 1,
        kind,
        day,
        soakDays: SOAK[kind],
        steps: steps.map(({ recommendation, step }) => ({ recommendation, step })),
        check,
        savingSoFar: saved,
      });
      day += SOAK[kind];
    }
  }
  return waves;
}

/** The first VPC that a recommendation switches is its canary; one that switches a single VPC has no rest. */
function kindsOf(actions: readonly Action[]): readonly WaveKind[] {
  const canary = actions.find((action) => action.phase === 'switch')?.vpc;
  return actions.map(({ phase, vpc }) => {
    if (phase !== 'switch') return phase;
    return vpc === canary ? 'canary' : 'rest';
  });
}

const lastKind = (kinds: readonly WaveKind[]): WaveKind | undefined => kinds.at(-1);

/** Recommendations by how many others have to be complete before them. */
function levelsOf(recommendations: readonly Recommendation[]): readonly (readonly Recommendation[])[] {
  const level = new Map<string, number>();
  for (const { id, dependsOn } of recommendations)
    level.set(id, Math.max(0, ...dependsOn.map((other) => (level.get(other) ?? 0) + 1)));
  const groups = Map.groupBy(recommendations, (each) => level.get(each.id) ?? 0);
  return [...groups].toSorted(([a], [b]) => a - b).map(([, members]) => members);
}
