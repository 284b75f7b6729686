import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { estimate } from '../../src/model/estimate.ts';
import { rateCardSchema } from '../../src/rates/rate-card.ts';
import { recommend } from '../../src/recommend/recommend.ts';
import { optionsOfCase, smallCase, topologyOfCase } from '../support/recommend/case.ts';
import { exhaustive } from '../support/recommend/oracle.ts';

const card = rateCardSchema.parse(
  JSON.parse(readFileSync(new URL('../../pricing-cache/aws/us-east-1.json', import.meta.url), 'utf8')),
);
const cards = new Map([['us-east-1', card]]);
const NETWORKS = 600;

describe('the recommended network', () => {
  test(`costs what an exhaustive search of ${NETWORKS} small networks finds at best`, async () => {
    let saving = 0;
    for (let seed = 1; seed <= NETWORKS; seed += 1) {
      const small = smallCase(seed);
      const topology = topologyOfCase(small);
      const plan = await recommend({
        topology,
        cards,
        options: optionsOfCase(small),
      });
      const { today, least } = exhaustive(small);
      expect([seed, plan.solver.status]).toEqual([seed, 'optimal']);
      const fixed = plan.today.monthly.knownPart.toNumber() - today;
      expect(plan.after.monthly.knownPart.toNumber() - fixed, `seed ${seed}`).toBeCloseTo(least, 6);
      expect(
        estimate({ topology: plan.topologyAfter, cards }).totals.monthly.knownPart.equals(plan.after.monthly.knownPart),
        `seed ${seed}`,
      ).toBe(true);
      if (plan.saving.monthly.greaterThan(0)) saving += 1;
    }
    expect(saving).toBeGreaterThan(NETWORKS / 2);
  }, 300_000);
});
