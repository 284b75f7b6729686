import * as ec2 from '@aws-sdk/client-ec2';
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2';
import { type Call, chunks, FILTER_VALUES, filtered, MAX_RESULTS, page, unique } from './call.ts';
import { DNS_CALLS } from './calls-dns.ts';
import { HYBRID_CALLS } from './calls-hybrid.ts';
import { ROUTING_CALLS } from './calls-routing.ts';

/** Every call of a scan's inventory, in an order in which each finds what it needs. DescribeVpcEndpoints comes first and must succeed. */
export const CALLS: readonly Call[] = [
  {
    part: 'VpcEndpoints',
    action: 'ec2:DescribeVpcEndpoints',
    privateLink: true,
    tells: 'the endpoints',
    requests: () => [
      async ({ ec2: client }, NextToken) => {
        const answer = await client.send(new ec2.DescribeVpcEndpointsCommand({ MaxResults: MAX_RESULTS, NextToken }));
        return page(answer.VpcEndpoints, answer.NextToken);
      },
    ],
  },
  {
    part: 'AvailabilityZones',
    action: 'ec2:DescribeAvailabilityZones',
    privateLink: false,
    tells: 'guard service-zones: which zone a name stands for',
    requests: () => [
      async ({ ec2: client }) =>
        page((await client.send(new ec2.DescribeAvailabilityZonesCommand({}))).AvailabilityZones, undefined),
    ],
  },
  {
    part: 'Vpcs',
    action: 'ec2:DescribeVpcs',
    privateLink: false,
    tells: 'guards cidr-overlap, routes and walls',
    requests: () => [
      async ({ ec2: client }, NextToken) => {
        const answer = await client.send(new ec2.DescribeVpcsCommand({ MaxResults: MAX_RESULTS, NextToken }));
        return page(answer.Vpcs, answer.NextToken);
      },
    ],
  },
  {
    part: 'Subnets',
    action: 'ec2:DescribeSubnets',
    privateLink: false,
    tells: 'guards service-zones, network-acls and ownership',
    requests: () => [
      async ({ ec2: client }, NextToken) => {
        const answer = await client.send(new ec2.DescribeSubnetsCommand({ MaxResults: MAX_RESULTS, NextToken }));
        return page(answer.Subnets, answer.NextToken);
      },
    ],
  },
  {
    part: 'NetworkInterfaces',
    action: 'ec2:DescribeNetworkInterfaces',
    privateLink: false,
    tells: 'the zones of endpoints, and flow log matching',
    requests: (known) =>
      filtered(
        'network-interface-id',
        (known.VpcEndpoints ?? []).flatMap((endpoint) => endpoint.NetworkInterfaceIds ?? []),
        async ({ ec2: client }, Filters, NextToken) => {
          const answer = await client.send(
            new ec2.DescribeNetworkInterfacesCommand({ Filters, MaxResults: MAX_RESULTS, NextToken }),
          );
          return page(answer.NetworkInterfaces, answer.NextToken);
        },
      ),
  },
  {
    part: 'SecurityGroups',
    action: 'ec2:DescribeSecurityGroups',
    privateLink: false,
    tells: 'guard security-groups',
    requests: (known) =>
      filtered(
        'group-id',
        (known.VpcEndpoints ?? []).flatMap((endpoint) => (endpoint.Groups ?? []).map((group) => group.GroupId)),
        async ({ ec2: client }, Filters, NextToken) => {
          const answer = await client.send(
            new ec2.DescribeSecurityGroupsCommand({ Filters, MaxResults: MAX_RESULTS, NextToken }),
          );
          return page(answer.SecurityGroups, answer.NextToken);
        },
      ),
  },
  {
    part: 'NetworkAcls',
    action: 'ec2:DescribeNetworkAcls',
    privateLink: false,
    tells: 'guard network-acls',
    requests: (known) =>
      filtered(
        'vpc-id',
        (known.VpcEndpoints ?? []).map((endpoint) => endpoint.VpcId),
        async ({ ec2: client }, Filters, NextToken) => {
          const answer = await client.send(
            new ec2.DescribeNetworkAclsCommand({ Filters, MaxResults: MAX_RESULTS, NextToken }),
          );
          return page(answer.NetworkAcls, answer.NextToken);
        },
      ),
  },
  {
    part: 'RouteTables',
    action: 'ec2:DescribeRouteTables',
    privateLink: false,
    tells: 'guard routes',
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
    tells: 'guards routes and clients: which VPCs a Transit Gateway joins',
    requests: () => [
      async ({ ec2: client }, NextToken) => {
        const answer = await client.send(
          new ec2.DescribeTransitGatewayAttachmentsCommand({ MaxResults: MAX_RESULTS, NextToken }),
        );
        return page(answer.TransitGatewayAttachments, answer.NextToken);
      },
    ],
  },
  {
    part: 'VpcPeeringConnections',
    action: 'ec2:DescribeVpcPeeringConnections',
    privateLink: false,
    tells: 'guards routes and clients: which VPCs are peered',
    requests: () => [
      async ({ ec2: client }, NextToken) => {
        const answer = await client.send(
          new ec2.DescribeVpcPeeringConnectionsCommand({ MaxResults: MAX_RESULTS, NextToken }),
        );
        return page(answer.VpcPeeringConnections, answer.NextToken);
      },
    ],
  },
  {
    // All services at once: a filter by name would need more calls, and a name that vanished would fail them.
    part: 'ServiceDetails',
    action: 'ec2:DescribeVpcEndpointServices',
    privateLink: true,
    tells: 'guards service-zones and private-dns',
    requests: () => [
      async ({ ec2: client }, NextToken) => {
        const answer = await client.send(
          new ec2.DescribeVpcEndpointServicesCommand({ MaxResults: MAX_RESULTS, NextToken }),
        );
        return page(answer.ServiceDetails, answer.NextToken);
      },
    ],
  },
  {
    part: 'VpcEndpointAssociations',
    action: 'ec2:DescribeVpcEndpointAssociations',
    privateLink: true,
    tells: 'the hours of resource and service-network endpoints',
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
    tells: 'the provider side',
    requests: () => [
      async ({ ec2: client }, NextToken) => {
        const answer = await client.send(
          new ec2.DescribeVpcEndpointServiceConfigurationsCommand({ MaxResults: MAX_RESULTS, NextToken }),
        );
        return page(answer.ServiceConfigurations, answer.NextToken);
      },
    ],
  },
  {
    part: 'VpcEndpointConnections',
    action: 'ec2:DescribeVpcEndpointConnections',
    privateLink: true,
    tells: 'the provider side: remote Regions',
    requests: (known) =>
      (known.ServiceConfigurations ?? []).length === 0
        ? []
        : [
            async ({ ec2: client }, NextToken) => {
              const answer = await client.send(
                new ec2.DescribeVpcEndpointConnectionsCommand({ MaxResults: MAX_RESULTS, NextToken }),
              );
              return page(answer.VpcEndpointConnections, answer.NextToken);
            },
          ],
  },
  {
    part: 'LoadBalancers',
    action: 'elasticloadbalancing:DescribeLoadBalancers',
    privateLink: false,
    tells: 'the provider side: load balancers',
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
  ...ROUTING_CALLS,
  ...HYBRID_CALLS,
  ...DNS_CALLS,
];
