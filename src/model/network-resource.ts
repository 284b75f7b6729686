import type { NetworkResource } from './charge.ts';
import type { JoinedNetwork } from './join.ts';

interface Entry {
  readonly id: string;
  readonly region?: string | undefined;
  readonly vpc?: string | undefined;
  readonly account?: string | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** What costs beside the endpoints, with the Region and account its VPC gives it where it states none. */
export function resourceOf(kind: NetworkResource['kind'], entry: Entry, network: JoinedNetwork): NetworkResource {
  const vpc = entry.vpc === undefined ? undefined : network.vpcs.get(entry.vpc);
  return {
    kind,
    id: entry.id,
    region: entry.region ?? vpc?.region ?? network.topology.region,
    vpc: entry.vpc,
    account: entry.account ?? vpc?.account,
    tags: entry.tags ?? vpc?.tags,
  };
}
