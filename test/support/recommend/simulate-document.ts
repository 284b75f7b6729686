import { expect } from 'vitest';
import type { PlanDocument } from '../../../src/report/plan-document.ts';
import { simulate } from '../aws-simulator/simulate.ts';
import { inWaves } from './in-waves.ts';

/** Carries out a plan as its document gives it, wave after wave, and undoes it. Throws where a command is refused or the way back leads elsewhere. */
export async function simulateDocument({ topologyToday, recommendations, waves = [] }: PlanDocument): Promise<void> {
  const regions = Map.groupBy(recommendations, (each) => each.region);
  for (const [region, members] of regions) {
    const ids = new Set(members.map((each) => each.id));
    const own = waves.map(({ steps }) => ({ steps: steps.filter((each) => ids.has(each.recommendation)) }));
    const actions = inWaves(
      members.map(({ id, steps }) => ({ id, actions: steps })),
      own,
    );
    const { before, undone } = await simulate(topologyToday, region, actions);
    expect(undone).toBe(before);
  }
}
