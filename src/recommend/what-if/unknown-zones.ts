import { type Decimal, ZERO } from '../../core/decimal.ts';
import { FindingLog } from '../../core/finding.ts';
import { type Decided, decideRegion } from '../decide/decide-region.ts';
import type { RegionalNetworkInput } from '../region/regional-network.ts';
import { costOf } from '../solve/evaluate.ts';

/** VPCs in which no endpoint could be made because their zones are not known, and what the plan would save on top if they were. */
export interface UnknownZones {
  readonly vpcs: readonly string[];
  readonly monthly: Decimal;
}

/**
 * Decides again as though VPCs of unknown zones had as many zones as the floor asks for, the commonest of the Region. Undefined where
 * all zones are known or nothing would be saved.
 */
export async function unknownZones(
  { context, solution }: Decided,
  input: RegionalNetworkInput,
): Promise<UnknownZones | undefined> {
  const { region, vpcs, options, byVpc, topology } = context;
  const asked = [...new Set([...byVpc.keys(), ...(options.hubs ?? [])])].filter((vpc) => vpc !== undefined);
  const silent = asked.filter((vpc) => vpcs.entry(vpc)?.azs === undefined && vpcs.zones(vpc).length < options.minAzs);
  if (silent.length === 0) return undefined;
  const common = commonZones(asked.map(vpcs.zones), options.minAzs);
  if (common.length < options.minAzs) return undefined;
  const known = new Set((topology.vpcs ?? []).map((vpc) => vpc.id));
  const assumed = {
    ...topology,
    vpcs: [
      ...(topology.vpcs ?? []).map((vpc) => (silent.includes(vpc.id) ? { ...vpc, azs: common } : vpc)),
      ...silent.filter((vpc) => !known.has(vpc)).map((id) => ({ id, region, azs: common })),
    ],
  };
  const decided = await decideRegion(region, { ...input, topology: assumed }, new FindingLog());
  if (!decided) return undefined;
  const monthly = solution.objective.minus(costOf(decided.decision.problem, decided.solution.choice));
  return monthly.greaterThan(ZERO) ? { vpcs: silent, monthly } : undefined;
}

/** The zones met in most VPCs. */
function commonZones(zones: readonly (readonly string[])[], most: number): string[] {
  const counts = Map.groupBy(zones.flat(), (zone) => zone);
  return [...counts]
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, most)
    .map(([zone]) => zone);
}
