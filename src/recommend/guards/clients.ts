import { shortService } from '../../core/ids.ts';
import { canUseGateway } from '../candidates/gateway-instead.ts';
import { endpointOf } from '../region/client.ts';
import { listed } from '../region/listed.ts';
import { block, type Guard, notEvaluated } from './guard.ts';

/** What would show that nobody else uses an endpoint. */
const FREED_BY = 'flow logs, `flows:` of all its bytes or `clients: vpc-only` would show who does';

/**
 * Who is not described is not absent: on-premises users, spokes over a Transit Gateway, peers, users of an endpoint's own names. They
 * would lose an endpoint that goes for a gateway endpoint or a NAT gateway, which serve their own VPC only. With another interface
 * endpoint as the way, a standing fact is needed to block: the old one goes only when nobody is seen to use it.
 */
export const clients: Guard = (client, way, context) => {
  if (way.move === undefined || way.kind === 'retire') return undefined;
  const own = endpointOf(client);
  if (!own) return client.origin.kind === 'nat' ? natBytes(client, way, context) : undefined;
  // Flows describe this client; the rest of the endpoint is another one.
  const stays = way.kind === 'endpoint' && way.place.joined === own;
  if (stays || (client.flows.length > 0 && own.endpoint.privateDnsInboundResolverOnly !== true)) return undefined;
  const outsiders = context.outsiders(own);
  if (!outsiders) return undefined;
  const reason = `${own.endpoint.id} may have users outside ${client.vpc}: ${outsiders.reason}; ${FREED_BY}`;
  if (outsiders.kind === 'stated') return block(reason);
  return outsiders.kind === 'possible' && way.kind !== 'endpoint' ? block(reason) : notEvaluated(reason);
};

/** An endpoint serves the bytes of its own VPC only; those of VPCs that route through the NAT gateway are served where they start. */
const natBytes: Guard = (client, way, context) => {
  if (client.origin.kind !== 'nat' || way.kind === 'nat') return undefined;
  const guests = context.natGuests(client.origin.gateway);
  if (!guests) return undefined;
  const where = listed(guests.vpcs.length === 0 ? ['the VPCs that send'] : guests.vpcs);
  const instead = canUseGateway(client)
    ? `make gateway endpoints for ${shortService(client.service)} in ${where}: they are free and each serves its own VPC`
    : `serve ${shortService(client.service)} to ${where} by a shared endpoint with DNS, or by their own`;
  const reason = `${guests.reason}, which an endpoint in ${client.vpc} alone does not serve; ${instead}; \`clients: vpc-only\` or routes would show that there are none`;
  return guests.kind === 'proxied' ? notEvaluated(reason) : block(reason);
};
