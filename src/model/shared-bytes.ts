import { type Decimal, ZERO } from '../core/decimal.ts';
import type { EndpointType } from '../topology/topology.ts';
import type { JoinedNetwork } from './join.ts';
import { reasonNotBilled } from './not-billed.ts';

/** Gives each network the bytes of all, so that tiers apply to their sum: they belong to the Region's month. */
export function sharePools(networks: readonly JoinedNetwork[]): readonly JoinedNetwork[] {
  if (networks.length < 2) return networks;
  const sums = networks.map(billedGb);
  const gb = (type: EndpointType, region: string | undefined): readonly Decimal[] =>
    sums.map((each) => each.get(keyOf(type, region)) ?? ZERO);
  return networks.map((network, own) => ({ ...network, together: { own, gb } }));
}

const keyOf = (type: EndpointType, region: string | undefined): string => `${type} ${region ?? ''}`;

/** Known billed GB by type and Region. */
function billedGb({ endpoints }: JoinedNetwork): ReadonlyMap<string, Decimal> {
  const sums = new Map<string, Decimal>();
  for (const joined of endpoints) {
    if (!joined.traffic || reasonNotBilled(joined) !== undefined) continue;
    const key = keyOf(joined.endpoint.type, joined.region);
    sums.set(key, (sums.get(key) ?? ZERO).plus(joined.traffic.monthlyGb));
  }
  return sums;
}
