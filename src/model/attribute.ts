import { Amount } from '../core/amount.ts';
import { apportion } from '../core/apportion.ts';
import { type Decimal, ZERO } from '../core/decimal.ts';
import type { Estimate } from './estimate.ts';
import { type GroupKey, groupOfEndpoint, groupOfResource, UNKNOWN } from './group-key.ts';
import type { EndpointCost } from './ledger.ts';

/** What one VPC, account, service, Region, type or tag value costs. The groups of one key add up to the estimate's total exactly. */
export interface CostGroup {
  readonly value: string;
  readonly monthly: Amount;
  /** Endpoints with a part in the group; a shared endpoint counts in every group that shares it. */
  readonly endpoints: number;
}

/** Groups the cost of an estimate by a key, dearest group first. */
export function attribute({ endpoints, resources }: Estimate, key: GroupKey): readonly CostGroup[] {
  const groups = new Map<string, { monthly: Amount; endpoints: number }>();
  const add = (value: string, monthly: Amount, count: number): void => {
    const group = groups.get(value);
    if (!group) {
      groups.set(value, { monthly, endpoints: count });
      return;
    }
    group.monthly = group.monthly.plus(monthly);
    group.endpoints += count;
  };
  for (const cost of endpoints) {
    const whole = groupOfEndpoint(cost.joined, key);
    const parts = clientParts(cost, key, whole);
    const { leftOut } = cost.totals.monthly;
    if (!parts.has(whole)) add(whole, Amount.of(ZERO, leftOut), 0);
    for (const [value, monthly] of parts) add(value, Amount.of(monthly, value === whole ? leftOut : 0), 1);
  }
  for (const { resource, totals } of resources) {
    add(groupOfResource(resource, key), totals.monthly, 0);
  }
  return Array.from(groups, ([value, group]) => ({ value, ...group }))
    .filter((group) => group.endpoints > 0 || group.monthly.leftOut > 0 || !group.monthly.knownPart.isZero())
    .sort((a, b) => b.monthly.knownPart.comparedTo(a.monthly.knownPart) || (a.value < b.value ? -1 : 1));
}

/** Shares of an endpoint's cost by the bytes of its clients; bytes that no flow explains are those of its own VPC. */
function clientParts({ joined, totals }: EndpointCost, key: GroupKey, own: string): ReadonlyMap<string, Decimal> {
  const whole = new Map([[own, totals.monthly.knownPart]]);
  const byVpc = key === 'client-vpc';
  if ((!byVpc && key !== 'client-account') || joined.flows.length === 0 || !joined.traffic) return whole;
  const bytes = new Map<string, Decimal>();
  let rest = joined.traffic.monthlyGb;
  const give = (value: string, gb: Decimal): void => {
    bytes.set(value, (bytes.get(value) ?? ZERO).plus(gb));
    rest = rest.minus(gb);
  };
  for (const { flow, gb, account } of joined.flows) give((byVpc ? flow.from.vpc : account) ?? UNKNOWN, gb);
  if (rest.greaterThan(0)) give(own, rest);
  const values = [...bytes.keys()];
  const shares = apportion(totals.monthly.knownPart, [...bytes.values()], { names: values });
  if (shares.every((share) => share.isZero())) return whole;
  return new Map(values.map((value, index) => [value, shares[index] ?? ZERO]));
}
