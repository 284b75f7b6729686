import { type Decimal, ZERO } from '../../core/decimal.ts';
import { FindingLog } from '../../core/finding.ts';
import { decideRegion } from '../decide/decide-region.ts';
import type { DecisionOptions } from '../options.ts';
import type { RegionalNetworkInput } from '../region/regional-network.ts';
import { costOf } from '../solve/evaluate.ts';

/** The cheapest network whose endpoints all keep a zone floor, where they can. */
export interface FrontierPoint {
  readonly minAzs: number;
  /** Whether traffic may leave PrivateLink for NAT gateways. */
  readonly nat: boolean;
  /** What it costs a month more (positive) or less than today. */
  readonly change: Decimal;
}

const FLOORS = [1, 2, 3];
const NAT = 'nat-instead-of-endpoint';

/** Cost against resilience: the cheapest network at one, two and three zones, with and without NAT. */
export async function frontierOf(
  regions: readonly string[],
  input: RegionalNetworkInput,
): Promise<readonly FrontierPoint[]> {
  const points: FrontierPoint[] = [];
  const base = await costs(regions, input, { repair: false });
  for (const minAzs of FLOORS) {
    for (const nat of [false, true]) {
      const others = input.options.allow.filter((guard) => guard !== NAT);
      const allow = nat ? [...others, NAT as typeof NAT] : others;
      const { least } = await costs(regions, input, { repair: true, minAzs, allow });
      points.push({ minAzs, nat, change: least.minus(base.today) });
    }
  }
  return points;
}

/** What today and the cheapest choice cost, of what is decided. */
async function costs(
  regions: readonly string[],
  input: RegionalNetworkInput,
  changed: Partial<DecisionOptions>,
): Promise<{ today: Decimal; least: Decimal }> {
  let [today, least] = [ZERO, ZERO];
  for (const region of regions) {
    const options = { ...input.options, ...changed };
    const decided = await decideRegion(region, { ...input, options }, new FindingLog());
    if (!decided) continue;
    const { decision, solution } = decided;
    if (decision.today) today = today.plus(costOf(decision.problem, decision.today));
    least = least.plus(solution.objective);
  }
  return { today, least };
}
