import * as ec2 from '@aws-sdk/client-ec2';
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Inventory, InventoryPart } from './schema.ts';

export interface Clients {
  readonly ec2: ec2.EC2Client;
  readonly elb: elb.ElasticLoadBalancingV2Client;
}

/** One page of a call. Throws what the SDK throws. */
export type Page = { readonly items: readonly unknown[]; readonly nextToken?: string | undefined };

/** One part of the inventory and the call that tells it. */
export interface Call {
  readonly part: InventoryPart;
  /** The IAM action, as docs/guides/permissions.md lists it. */
  readonly action: string;
  readonly privateLink: boolean;
  /** Requests to page through, made from what is known so far; none = nothing to ask. */
  requests(known: Partial<Inventory>): readonly ((clients: Clients, nextToken: string | undefined) => Promise<Page>)[];
}

/** Values EC2 takes in one filter. */
const FILTER_VALUES = 200;

const chunks = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

const unique = (values: readonly (string | undefined)[]): string[] =>
  [...new Set(values.filter((value) => value !== undefined && value !== ''))].sort() as string[];

/** One paged request for each 200 values of a filter. */
function filtered(
  name: string,
  values: readonly (string | undefined)[],
  send: (clients: Clients, filters: ec2.Filter[], nextToken: string | undefined) => Promise<Page>,
): ReturnType<Call['requests']> {
  return chunks(unique(values), FILTER_VALUES).map(
    (Values) => (clients, nextToken) => send(clients, [{ Name: name, Values }], nextToken),
  );
}

const page = (items: readonly unknown[] | undefined, nextToken: string | undefined): Page => ({
  items: items ?? [],
  nextToken,
});
const MaxResults = 1000;

/** Every call of a scan's inventory, in an order in which each finds what it needs. DescribeVpcEndpoints comes first and must succeed. */
export const CALLS: readonly Call[] = [
  {
    part: 'VpcEndpoints',
    action: 'ec2:DescribeVpcEndpoints',
    privateLink: true,
    requests: () => [
      async ({ ec2: client }, NextToken) => {
        const answer = await client.send(new ec2.DescribeVpcEndpointsCommand({ MaxResults, NextToken }));
        return page(answer.VpcEndpoints, answer.NextToken);
      },
    ],
  },
  {
    part: 'AvailabilityZones',
    action: 'ec2:DescribeAvailabilityZones',
    privateLink: false,
    requests: () => [
      async ({ ec2: client }) =>
        page((await client.send(new ec2.DescribeAvailabilityZonesCommand({}))).AvailabilityZones, undefined),
    ],
  },
  {
    part: 'Vpcs',
    action: 'ec2:DescribeVpcs',
    privateLink: false,
    requests: () => [
      async ({ ec2: client }, NextToken) => {
        const answer = await client.send(new ec2.DescribeVpcsCommand({ MaxResults, NextToken }));
        return page(answer.Vpcs, answer.NextToken);
      },
    ],
  },
  {
    part: 'Subnets',
    action: 'ec2:DescribeSubnets',
    privateLink: false,
    requests: () => [
      async ({ ec2: client }, NextToken) => {
        const answer = await client.send(new ec2.DescribeSubnetsCommand({ MaxResults, NextToken }));
        return page(answer.Subnets, answer.NextToken);
      },
    ],
  },
  {
    part: 'NetworkInterfaces',
    action: 'ec2:DescribeNetworkInterfaces',
    privateLink: false,
    requests: (known) =>
      filtered(
        'network-interface-id',
        (known.VpcEndpoints ?? []).flatMap((endpoint) => endpoint.NetworkInterfaceIds ?? []),
        async ({ ec2: client }, Filters, NextToken) => {
          const answer = await client.send(
            new ec2.DescribeNetworkInterfacesCommand({ Filters, MaxResults, NextToken }),
          );
          return page(answer.NetworkInterfaces, answer.NextToken);
        },
      ),
  },
  {
    part: 'SecurityGroups',
    action: 'ec2:DescribeSecurityGroups',
    privateLink: false,
    requests: (known) =>
      filtered(
        'group-id',
        (known.VpcEndpoints ?? []).flatMap((endpoint) => (endpoint.Groups ?? []).map((group) => group.GroupId)),
        async ({ ec2: client }, Filters, NextToken) => {
          const answer = await client.send(new ec2.DescribeSecurityGroupsCommand({ Filters, MaxResults, NextToken }));
          return page(answer.SecurityGroups, answer.NextToken);
        },
      ),
  },
  {
    part: 'NetworkAcls',
    action: 'ec2:DescribeNetworkAcls',
    privateLink: false,
    requests: (known) =>
      filtered(
        'vpc-id',
        (known.VpcEndpoints ?? []).map((endpoint) => endpoint.VpcId),
        async ({ ec2: client }, Filters, NextToken) => {
          const answer = await client.send(new ec2.DescribeNetworkAclsCommand({ Filters, MaxResults, NextToken }));
          return page(answer.NetworkAcls, answer.NextToken);
        },
      ),
  },
  {
    part: 'RouteTables',
    action: 'ec2:DescribeRouteTables',
    privateLink: false,
    requests: () => [
      async ({ ec2: client }, NextToken) => {
        const answer = await client.send(new ec2.DescribeRouteTablesCommand({ MaxResults: 100, NextToken }));
        return page(answer.RouteTables, answer.NextToken);
      },
    ],
  },
  {
    part: 'TransitGatewayAttachments',
    action: 'ec2:DescribeTransitGatewayAttachments',
    privateLink: false,
    requests: () => [
      async ({ ec2: client }, NextToken) => {
        const answer = await client.send(new ec2.DescribeTransitGatewayAttachmentsCommand({ MaxResults, NextToken }));
        return page(answer.TransitGatewayAttachments, answer.NextToken);
      },
    ],
  },
  {
    part: 'VpcPeeringConnections',
    action: 'ec2:DescribeVpcPeeringConnections',
    privateLink: false,
    requests: () => [
      async ({ ec2: client }, NextToken) => {
        const answer = await client.send(new ec2.DescribeVpcPeeringConnectionsCommand({ MaxResults, NextToken }));
        return page(answer.VpcPeeringConnections, answer.NextToken);
      },
    ],
  },
  {
    // All services at once: a filter by name would need more calls, and a name that vanished would fail them.
    part: 'ServiceDetails',
    action: 'ec2:DescribeVpcEndpointServices',
    privateLink: true,
    requests: () => [
      async ({ ec2: client }, NextToken) => {
        const answer = await client.send(new ec2.DescribeVpcEndpointServicesCommand({ MaxResults, NextToken }));
        return page(answer.ServiceDetails, answer.NextToken);
      },
    ],
  },
  {
    part: 'VpcEndpointAssociations',
    action: 'ec2:DescribeVpcEndpointAssociations',
    privateLink: true,
    requests: (known) =>
      chunks(
        unique(
          (known.VpcEndpoints ?? []).map((each) =>
            /resource|servicenetwork/i.test(each.VpcEndpointType ?? '') ? each.VpcEndpointId : undefined,
          ),
        ),
        FILTER_VALUES,
      ).map((VpcEndpointIds) => async ({ ec2: client }, NextToken) => {
        const answer = await client.send(
          new ec2.DescribeVpcEndpointAssociationsCommand({ VpcEndpointIds, MaxResults: 100, NextToken }),
        );
        return page(answer.VpcEndpointAssociations, answer.NextToken);
      }),
  },
  {
    part: 'ServiceConfigurations',
    action: 'ec2:DescribeVpcEndpointServiceConfigurations',
    privateLink: true,
    requests: () => [
      async ({ ec2: client }, NextToken) => {
        const answer = await client.send(
          new ec2.DescribeVpcEndpointServiceConfigurationsCommand({ MaxResults, NextToken }),
        );
        return page(answer.ServiceConfigurations, answer.NextToken);
      },
    ],
  },
  {
    part: 'VpcEndpointConnections',
    action: 'ec2:DescribeVpcEndpointConnections',
    privateLink: true,
    requests: (known) =>
      (known.ServiceConfigurations ?? []).length === 0
        ? []
        : [
            async ({ ec2: client }, NextToken) => {
              const answer = await client.send(
                new ec2.DescribeVpcEndpointConnectionsCommand({ MaxResults, NextToken }),
              );
              return page(answer.VpcEndpointConnections, answer.NextToken);
            },
          ],
  },
  {
    part: 'LoadBalancers',
    action: 'elasticloadbalancing:DescribeLoadBalancers',
    privateLink: false,
    requests: (known) =>
      chunks(
        unique(
          (known.ServiceConfigurations ?? []).flatMap((each) => [
            ...(each.NetworkLoadBalancerArns ?? []),
            ...(each.GatewayLoadBalancerArns ?? []),
          ]),
        ),
        20,
      ).map((LoadBalancerArns) => async ({ elb: client }, Marker) => {
        const answer = await client.send(new elb.DescribeLoadBalancersCommand({ LoadBalancerArns, Marker }));
        return page(answer.LoadBalancers, answer.NextMarker);
      }),
  },
];
