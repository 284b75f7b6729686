import { expect } from 'vitest';
import type { PlanDocument } from '../../../src/report/plan-document.ts';
import { simulate } from '../aws-simulator/simulate.ts';

/** Carries out a plan as its document gives it, and undoes it. Throws where a command is refused or the way back leads elsewhere. */
export async function simulateDocument({ topologyToday, recommendations }: PlanDocument): Promise<void> {
  const regions = Map.groupBy(recommendations, (each) => each.region);
  for (const [region, members] of regions) {
    const { before, undone } = await simulate(
      topologyToday,
      region,
      members.flatMap((each) => each.steps),
    );
    expect(undone).toBe(before);
  }
}
