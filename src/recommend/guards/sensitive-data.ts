import { endpointOf } from '../situation/client.ts';
import { block, type Guard, type GuardContext, newEndpointWay } from './guard.ts';

/** Sensitive data stays on the endpoint it has: nothing else joins that endpoint, and it never goes over NAT. */
export const sensitiveData: Guard = (client, way, context) => {
  const own = endpointOf(client);
  if (way.kind === 'retire') return undefined;
  const stays = way.kind === 'endpoint' && own !== undefined && way.place.joined === own;
  if (!stays && (isSensitive(own?.endpoint.tags, context) || isSensitive(tagsOfVpc(client.vpc, context), context))) {
    return block('its tags say that its data is sensitive, so it stays on its own endpoint');
  }
  const joined = newEndpointWay(client, way)?.place.joined;
  return isSensitive(joined?.endpoint.tags, context)
    ? block('the endpoint carries sensitive data and takes nobody else')
    : undefined;
};

const tagsOfVpc = (vpc: string | undefined, { vpcs }: GuardContext): Readonly<Record<string, string>> | undefined =>
  vpc === undefined ? undefined : vpcs.entry(vpc)?.tags;

function isSensitive(tags: Readonly<Record<string, string>> | undefined, { options }: GuardContext): boolean {
  const value = tags && Object.hasOwn(tags, options.dataClassTag) ? tags[options.dataClassTag] : undefined;
  return value !== undefined && options.sensitiveClasses.includes(value.toLowerCase());
}
