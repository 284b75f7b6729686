import { shortService } from '../../core/ids.ts';
import type { Client } from '../region/client.ts';
import type { RegionalNetwork } from '../region/regional-network.ts';
import type { Candidate } from './candidate.ts';

/** The services that have gateway endpoints. Source: VPC guide, gateway endpoints. */
const GATEWAY_SERVICES: ReadonlySet<string> = new Set(['s3', 'dynamodb']);

/** Whether the clients could use a gateway endpoint, which serves its own VPC only: not on-premises, peering or Transit Gateway users. */
export const canUseGateway = (client: Client): boolean =>
  client.vpc !== undefined && GATEWAY_SERVICES.has(shortService(client.service));

/** Id of the gateway endpoint that the client's VPC has already. */
export const standingGateway = (client: Client, regional: RegionalNetwork): string | undefined =>
  client.vpc === undefined ? undefined : regional.vpcs.gatewayEndpoint(client.vpc, client.service);

/** S3 and DynamoDB traffic from inside a VPC goes over a new gateway endpoint of that VPC, which costs nothing. */
export const gatewayInstead: Candidate = (client, regional) =>
  canUseGateway(client) && standingGateway(client, regional) === undefined
    ? [{ kind: 'gateway', move: 'gateway-instead' }]
    : [];
