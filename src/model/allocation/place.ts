import { shortService } from '../../core/ids.ts';
import type { Topology } from '../../topology/topology.ts';
import type { NetworkResource } from '../charge.ts';
import type { JoinedEndpoint, JoinedFlow, JoinedNetwork } from '../join.ts';

/** Whose a cost may be: what an owner or a consumer is known by. */
export interface CostPlace {
  readonly vpc?: string | undefined;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  /** Short name of the endpoint's service. */
  readonly service?: string | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** What the bill itself says under the tag or cost category that is asked for; it wins over the network. */
  readonly billed?: string | undefined;
}

type Vpc = NonNullable<Topology['vpcs']>[number];

/** The owner of an endpoint. A tag that it lacks is that of its VPC. */
export function placeOfEndpoint({ endpoint, region, account }: JoinedEndpoint, network: JoinedNetwork): CostPlace {
  const vpc = endpoint.vpc === undefined ? undefined : network.vpcs.get(endpoint.vpc);
  return {
    vpc: endpoint.vpc,
    account,
    region,
    service: endpoint.service === undefined ? undefined : shortService(endpoint.service),
    tags: { ...vpc?.tags, ...endpoint.tags },
  };
}

/** The owner of a resource, which serves no service of its own. */
export function placeOfResource({ vpc, account, region, tags }: NetworkResource, network: JoinedNetwork): CostPlace {
  return { vpc, account, region, tags: { ...(vpc === undefined ? undefined : network.vpcs.get(vpc)?.tags), ...tags } };
}

/** A VPC that uses an endpoint of another: its own account and tags, the endpoint's Region and service. */
export const placeOfVpc = (vpc: Vpc, { region, service }: CostPlace): CostPlace => ({
  vpc: vpc.id,
  account: vpc.account,
  region,
  service,
  tags: vpc.tags ?? {},
});

/**
 * Where a flow comes from. One from the endpoint's own VPC, or that names none, is the endpoint's own, with its tags and what the bill
 * says of it, unless it tells of another account than `own` and the network (`known`) do.
 */
export function placeOfFlow(
  { flow, account }: JoinedFlow,
  own: CostPlace,
  known: string | undefined,
  network: JoinedNetwork,
): CostPlace {
  const { vpc: id, account: told } = flow.from;
  if (id === undefined || id === own.vpc) {
    if (told === undefined || told === own.account || told === known) return own;
    // Nothing else tells the account of this VPC's endpoint.
    if (id !== undefined && own.account === undefined) return { ...own, account: told };
  }
  const vpc = id === undefined ? undefined : network.vpcs.get(id);
  const { region, service } = own;
  return { vpc: id, account, region, service, tags: vpc?.tags ?? {} };
}
