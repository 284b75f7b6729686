import { endpointOf } from '../region/client.ts';
import { block, type Guard, type GuardVerdict, newEndpointWay, notEvaluated, warn } from './guard.ts';

/** Who owns and pays, and who must agree: other accounts, and providers that accept each new connection. */
export const ownership: Guard = (client, way, context) => {
  const moved = newEndpointWay(client, way);
  if (!moved) return undefined;
  const offered = context.offered.get(client.service);
  if (!moved.place.joined) {
    const agreement = newConnection(client.service, offered?.acceptanceRequired);
    if (agreement) return agreement;
    const owner = context.topology.subnets?.find((subnet) => subnet.vpc === moved.place.vpc)?.account;
    const user = context.vpcs.entry(moved.place.vpc)?.account;
    if (owner !== undefined && user !== undefined && owner !== user) {
      return block(
        `the subnets of ${moved.place.vpc} are shared by account ${owner}, which alone may make endpoints in them`,
      );
    }
  }
  const payer = context.vpcs.entry(moved.place.vpc)?.account ?? moved.place.joined?.account;
  const today =
    endpointOf(client)?.account ?? (client.vpc === undefined ? undefined : context.vpcs.entry(client.vpc)?.account);
  if (moved.place.vpc === (endpointOf(client)?.endpoint.vpc ?? client.vpc)) return undefined;
  if (payer === undefined || today === undefined) return notEvaluated('the accounts of the VPCs are not known');
  return payer === today ? undefined : warn(`account ${payer} pays for the endpoint instead of account ${today}`);
};

/** AWS's own services accept every connection; a provider's may ask first. */
function newConnection(service: string, acceptanceRequired: boolean | undefined): GuardVerdict | undefined {
  if (acceptanceRequired === true) return block('its provider must accept the new connection first');
  const partner = service.includes('vpce-svc-');
  return partner && acceptanceRequired === undefined
    ? notEvaluated('whether its provider must accept the connection is not known')
    : undefined;
}
