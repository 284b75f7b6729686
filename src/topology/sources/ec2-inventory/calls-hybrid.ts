import * as dx from '@aws-sdk/client-direct-connect';
import * as ec2 from '@aws-sdk/client-ec2';
import { type Call, page, unique } from './call.ts';

const tells = 'guard clients: whether on-premises users may use an endpoint';

/** Parts that tell whether users outside AWS come in: VPN and Direct Connect. */
export const HYBRID_CALLS: readonly Call[] = [
  {
    part: 'VpnConnections',
    action: 'ec2:DescribeVpnConnections',
    privateLink: false,
    tells,
    requests: () => [
      async ({ ec2: client }) =>
        page((await client.send(new ec2.DescribeVpnConnectionsCommand({}))).VpnConnections, undefined),
    ],
  },
  {
    part: 'VpnGateways',
    action: 'ec2:DescribeVpnGateways',
    privateLink: false,
    tells,
    requests: () => [
      async ({ ec2: client }) =>
        page((await client.send(new ec2.DescribeVpnGatewaysCommand({}))).VpnGateways, undefined),
    ],
  },
  {
    part: 'DirectConnectGateways',
    action: 'directconnect:DescribeDirectConnectGateways',
    privateLink: false,
    tells,
    requests: () => [
      async ({ directConnect: client }, nextToken) => {
        const answer = await client.send(new dx.DescribeDirectConnectGatewaysCommand({ maxResults: 100, nextToken }));
        return page(answer.directConnectGateways, answer.nextToken);
      },
    ],
  },
  {
    part: 'DirectConnectGatewayAssociations',
    action: 'directconnect:DescribeDirectConnectGatewayAssociations',
    privateLink: false,
    tells,
    requests: (known) =>
      unique((known.DirectConnectGateways ?? []).map((each) => each.directConnectGatewayId)).map(
        (directConnectGatewayId) =>
          async ({ directConnect: client }, nextToken) => {
            const command = new dx.DescribeDirectConnectGatewayAssociationsCommand({
              directConnectGatewayId,
              maxResults: 100,
              nextToken,
            });
            const answer = await client.send(command);
            return page(answer.directConnectGatewayAssociations, answer.nextToken);
          },
      ),
  },
];
