import { describe, expect, test } from 'vitest';
import { brokenRule, costOf } from '../../src/recommend/solve/evaluate.ts';
import { solvePlain } from '../../src/recommend/solve/plain.ts';
import { solve } from '../../src/recommend/solve/solve.ts';
import { randomProblem } from '../support/solver-problems.ts';

const OPTIONS = { timeLimitSeconds: 60 };

describe('the decomposed model', () => {
  test.each([
    ['small', 0, 150, { vpcs: 3, services: 3, hubs: 2, zones: 3 }],
    ['medium', 1000, 25, { vpcs: 12, services: 6, hubs: 3, zones: 3 }],
  ] as const)(
    'costs what the undecomposed model costs on %s networks',
    async (_, first, count, shape) => {
      for (let seed = first; seed < first + count; seed += 1) {
        const { problem, today } = randomProblem(seed, shape);
        expect(brokenRule(problem, today), `seed ${seed}`).toBeUndefined();
        const decomposed = await solve(problem, { ...OPTIONS, today });
        const plain = await solvePlain(problem, { ...OPTIONS, today });
        expect([seed, decomposed.status, plain.status]).toEqual([seed, 'optimal', 'optimal']);
        expect(brokenRule(problem, decomposed.choice), `seed ${seed}`).toBeUndefined();
        expect(decomposed.objective.minus(plain.objective).abs().toNumber(), `seed ${seed}`).toBeLessThan(1e-6);
        expect(decomposed.objective.equals(costOf(problem, decomposed.choice))).toBe(true);
      }
    },
    120_000,
  );
});
