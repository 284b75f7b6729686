import { endpointOf } from '../region/client.ts';
import { isSensitive } from '../region/sensitive.ts';
import { block, type Guard, type GuardContext, newEndpointWay } from './guard.ts';

/** Sensitive data stays on the endpoint it has: nothing else joins that endpoint, and it never goes over NAT. */
export const sensitiveData: Guard = (client, way, context) => {
  const own = endpointOf(client);
  if (way.kind === 'retire') return undefined;
  const stays = own !== undefined && way.kind === 'endpoint' && way.place.joined === own;
  // Off the NAT gateway onto an endpoint of its VPC alone it is better kept than before.
  const comesHome =
    own === undefined && (way.move === undefined || newEndpointWay(client, way)?.place.vpc === client.vpc);
  if (
    !stays &&
    !comesHome &&
    (isSensitive(own?.endpoint.tags, context.options) || isSensitive(tagsOfVpc(client.vpc, context), context.options))
  ) {
    return block('its tags say that its data is sensitive, so it stays on its own endpoint');
  }
  const host = newEndpointWay(client, way)?.place;
  const carries = isSensitive(host?.joined?.endpoint.tags, context.options);
  const isGuest = host !== undefined && host.vpc !== client.vpc;
  return carries || (isGuest && isSensitive(tagsOfVpc(host.vpc, context), context.options))
    ? block('the endpoint carries sensitive data and takes nobody else')
    : undefined;
};

const tagsOfVpc = (vpc: string | undefined, { vpcs }: GuardContext): Readonly<Record<string, string>> | undefined =>
  vpc === undefined ? undefined : vpcs.entry(vpc)?.tags;
