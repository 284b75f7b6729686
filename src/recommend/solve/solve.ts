import type { Highs } from 'highs';
import { Decimal, ZERO } from '../../core/decimal.ts';
import { componentsOf, type MutableChoice } from './components.ts';
import { draftOf } from './draft.ts';
import { brokenRule } from './evaluate.ts';
import { loadSolver } from './highs.ts';
import { byteRange, isConcave, type Piece, piecesOf, zoneRange } from './lines.ts';
import { solvePlain } from './plain.ts';
import type { Choice, Problem } from './problem.ts';
import { reduce } from './reduce.ts';
import { conclude, type Solution, type SolveOptions } from './solution.ts';
import { solveComponent } from './solve-component.ts';
import { tidy } from './tidy.ts';

/**
 * The cheapest choice and the proof: exact like the undecomposed model, faster. The byte and hosted-zone pools are concave, so
 * their cost is the least of their bands' lines; for each pair of lines the rest falls apart into independent parts.
 * Pools whose prices rise go to the undecomposed model.
 */
export async function solve(problem: Problem, options: SolveOptions): Promise<Solution> {
  if (!isConcave(problem.bytes) || !isConcave(problem.hostedZones)) return solvePlain(problem, options);
  const highs = await loadSolver();
  const bytes = byteRange(problem);
  const zones = zoneRange(problem);
  const branches = piecesOf(problem.bytes, bytes.least, bytes.most).flatMap((gb) =>
    piecesOf(problem.hostedZones, zones.least, zones.most).map((zone) => ({ gb, zone })),
  );
  let left = options.timeLimitSeconds;
  const results = branches.map(({ gb, zone }) => {
    const result = solveBranch(highs, problem, gb, zone, left);
    left -= result.seconds;
    return result;
  });
  const bound = Decimal.min(...results.map((result) => result.bound));
  return conclude(
    problem,
    options.today,
    results.flatMap((result) => result.choice ?? []),
    {
      bound,
      components: Math.max(...results.map((result) => result.components)),
      branches: branches.length,
      finished: results.every((result) => result.finished),
      seconds: options.timeLimitSeconds - left,
    },
  );
}

interface Branch {
  readonly choice?: Choice;
  readonly bound: Decimal;
  readonly components: number;
  readonly finished: boolean;
  readonly seconds: number;
}

/** The best choice if both pools went on for ever at these bands' prices. */
function solveBranch(highs: Highs, problem: Problem, gb: Piece, zone: Piece, timeLimitSeconds: number): Branch {
  const draft = draftOf(problem, { gb: gb.price, hostedZone: zone.price });
  reduce(draft);
  const components = componentsOf(draft);
  const whole: MutableChoice = {
    options: problem.demands.map(() => -1),
    configs: problem.sites.map(() => undefined),
    resources: problem.resources.map(() => false),
  };
  let bound = gb.fixed.plus(zone.fixed);
  let seconds = 0;
  let finished = true;
  let complete = true;
  for (const component of components) {
    const part = solveComponent(highs, component.problem, timeLimitSeconds - seconds);
    seconds += part.seconds;
    bound = bound.plus(Number.isFinite(part.bound) ? part.bound : ZERO);
    finished &&= part.status === 'optimal';
    if (part.choice) component.restore(part.choice, whole);
    else complete = false;
  }
  const choice = complete ? tidy(problem, whole) : undefined;
  const sound = choice !== undefined && brokenRule(problem, choice) === undefined;
  return { bound, components: components.length, finished: finished && sound, seconds, ...(sound && { choice }) };
}
