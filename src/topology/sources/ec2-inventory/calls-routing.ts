import * as ec2 from '@aws-sdk/client-ec2';
import { type Call, MAX_RESULTS, page, unique } from './call.ts';

/** Parts that tell which ways bytes take: NAT and Transit Gateways, prefix lists, what a VPC resolves, where flow logs lie. */
export const ROUTING_CALLS: readonly Call[] = [
  {
    part: 'NatGateways',
    action: 'ec2:DescribeNatGateways',
    privateLink: false,
    tells: 'what NAT gateways carry',
    requests: () => [
      async ({ ec2: client }, NextToken) => {
        const answer = await client.send(new ec2.DescribeNatGatewaysCommand({ MaxResults: MAX_RESULTS, NextToken }));
        return page(answer.NatGateways, answer.NextToken);
      },
    ],
  },
  {
    part: 'TransitGatewayRoutes',
    action: 'ec2:SearchTransitGatewayRoutes',
    privateLink: false,
    tells: 'guard transit-routes: which VPCs a Transit Gateway keeps apart',
    requests: (known) =>
      unique((known.TransitGatewayAttachments ?? []).map((each) => each.Association?.TransitGatewayRouteTableId)).map(
        (TransitGatewayRouteTableId) =>
          async ({ ec2: client }) => {
            const Filters = [{ Name: 'state', Values: ['active', 'blackhole'] }];
            const command = new ec2.SearchTransitGatewayRoutesCommand({ TransitGatewayRouteTableId, Filters });
            const answer = await client.send(command);
            const routes = (answer.Routes ?? []).map((route) => ({ ...route, TransitGatewayRouteTableId }));
            const more = answer.AdditionalRoutesAvailable === true;
            return page(more ? [...routes, { TransitGatewayRouteTableId, MoreRoutes: true }] : routes, undefined);
          },
      ),
  },
  {
    part: 'PrefixListEntries',
    action: 'ec2:GetManagedPrefixListEntries',
    privateLink: false,
    tells: 'guard routes: what routes to prefix lists cover',
    requests: (known) =>
      unique(
        (known.RouteTables ?? []).flatMap((table) =>
          (table.Routes ?? []).map((route) =>
            route.GatewayId?.startsWith('vpce-') ? undefined : route.DestinationPrefixListId,
          ),
        ),
      ).map((PrefixListId) => async ({ ec2: client }, NextToken) => {
        const command = new ec2.GetManagedPrefixListEntriesCommand({ PrefixListId, MaxResults: 100, NextToken });
        const answer = await client.send(command);
        return page(
          (answer.Entries ?? []).map((entry) => ({ ...entry, PrefixListId })),
          answer.NextToken,
        );
      }),
  },
  {
    part: 'VpcDnsSupport',
    action: 'ec2:DescribeVpcAttribute',
    privateLink: false,
    tells: 'guard dns-support: whether a VPC resolves names of endpoints',
    requests: (known) =>
      unique((known.Vpcs ?? []).map((vpc) => vpc.VpcId)).map((VpcId) => async ({ ec2: client }) => {
        const answer = await client.send(new ec2.DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableDnsSupport' }));
        const Value = answer.EnableDnsSupport?.Value;
        return page(Value === undefined ? [] : [{ VpcId, Value }], undefined);
      }),
  },
  {
    part: 'FlowLogs',
    action: 'ec2:DescribeFlowLogs',
    privateLink: false,
    tells: 'where flow logs lie',
    requests: () => [
      async ({ ec2: client }, NextToken) => {
        const answer = await client.send(new ec2.DescribeFlowLogsCommand({ MaxResults: MAX_RESULTS, NextToken }));
        return page(answer.FlowLogs, answer.NextToken);
      },
    ],
  },
];
