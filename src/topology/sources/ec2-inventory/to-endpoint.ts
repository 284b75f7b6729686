import type { FindingLog } from '../../../core/finding.ts';
import { placeholderZone } from '../../../core/ids.ts';
import { ENDPOINT_TYPES, type Endpoint, type EndpointType } from '../../topology.ts';
import type { Inventory } from './schema.ts';
import { tagsOf, timeText } from './words.ts';
import type { ZoneBook } from './zone-book.ts';

type Ec2Endpoint = Inventory['VpcEndpoints'][number];

/** What an endpoint's words are joined with. */
export interface EndpointBook {
  readonly region: string | undefined;
  readonly zones: ZoneBook;
  /** Resources each resource or service-network endpoint reaches. */
  readonly resources: ReadonlyMap<string, number>;
  readonly findings: FindingLog;
}

/** One endpoint of DescribeVpcEndpoints in our words. A type nobody knows is reported and left out (undefined). */
export function toEndpoint(endpoint: Ec2Endpoint, book: EndpointBook): Endpoint | undefined {
  const id = endpoint.VpcEndpointId;
  const type = typeOf(endpoint.VpcEndpointType);
  if (type === undefined) {
    book.findings.add('TG2050', id, `${id} has an endpoint type that Tollgate does not know; it is left out.`);
    return undefined;
  }
  const remote =
    endpoint.ServiceRegion !== undefined && endpoint.ServiceRegion !== book.region ? endpoint.ServiceRegion : undefined;
  const tags = tagsOf(endpoint.Tags);
  const name = tags['Name'];
  const service = endpoint.ServiceName ?? endpoint.ServiceNetworkArn ?? endpoint.ResourceConfigurationArn;
  const created = timeText(endpoint.CreationTimestamp);
  const resources = book.resources.get(id);
  const azs = hasInterfaces(type) ? zonesOf(endpoint, book) : undefined;
  return {
    id,
    type,
    ...(name !== undefined && name !== '' && { name }),
    ...(book.region !== undefined && { region: book.region }),
    ...(endpoint.OwnerId !== undefined && { account: endpoint.OwnerId }),
    ...(endpoint.VpcId !== undefined && { vpc: endpoint.VpcId }),
    ...(service !== undefined && service !== '' && { service }),
    ...(remote !== undefined && { serviceRegion: remote }),
    ...(azs && { azs, azsFrom: 'stated' as const }),
    ...listed('subnets', endpoint.SubnetIds),
    ...listed('networkInterfaces', endpoint.NetworkInterfaceIds),
    ...listed(
      'securityGroups',
      endpoint.Groups?.flatMap((group) => group.GroupId ?? []),
    ),
    ...(endpoint.State !== undefined && { state: endpoint.State }),
    ...(endpoint.RequesterManaged === true && { requesterManaged: true }),
    ...(paysProvider(endpoint) && { payer: 'provider' as const }),
    ...(endpoint.PrivateDnsEnabled !== undefined && { privateDns: endpoint.PrivateDnsEnabled }),
    ...(endpoint.DnsOptions?.PrivateDnsOnlyForInboundResolverEndpoint === true && {
      privateDnsInboundResolverOnly: true,
    }),
    ...policyOf(endpoint.PolicyDocument),
    ...(created !== undefined && { createdAt: created }),
    ...(type === 'ServiceNetwork' && resources !== undefined && { resources }),
    ...(Object.keys(tags).length > 0 && { tags }),
  };
}

const typeOf = (text: string | undefined): EndpointType | undefined =>
  ENDPOINT_TYPES.find((type) => type.toLowerCase() === (text ?? 'Gateway').toLowerCase());

const hasInterfaces = (type: EndpointType): boolean => type !== 'Gateway';

/** Billing follows zones: one per distinct zone of the subnets. A subnet nobody described is still one zone of its own. */
function zonesOf(endpoint: Ec2Endpoint, book: EndpointBook): string[] {
  const zones = (endpoint.SubnetIds ?? []).map((subnet) => book.zones.ofSubnet(subnet) ?? placeholderZone(subnet));
  return [...new Set(zones)];
}

const paysProvider = (endpoint: Ec2Endpoint): boolean =>
  endpoint.PayerResponsibilities?.some(
    (entry) =>
      entry.Scope === 'vpc-endpoint-charges' && entry.PayerResponsibilityType === 'vpc-endpoint-service-account',
  ) === true;

const listed = <Key extends string>(key: Key, values: readonly string[] | undefined): { [K in Key]?: string[] } =>
  (values === undefined || values.length === 0 ? {} : { [key]: [...values] }) as { [K in Key]?: string[] };

/** The policy as a value, so that two spellings of one policy are equal; a text that is no JSON is kept as it is. */
function policyOf(text: string | undefined): { policy?: unknown } {
  if (text === undefined || text === '') return {};
  try {
    return { policy: JSON.parse(text) as unknown };
  } catch {
    return { policy: text };
  }
}
